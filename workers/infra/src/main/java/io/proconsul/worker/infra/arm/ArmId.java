package io.proconsul.worker.infra.arm;

/**
 * A resource's id: its path in Resource Manager, without host and api-version.
 *
 * @param path such as /subscriptions/../resourceGroups/../providers/Microsoft.Network/virtualNetworks/name
 */
public record ArmId(String path) {

    private static final int SUBSCRIPTION = 2;
    private static final int GROUP = 4;
    private static final int NAME = 8;

    /** A resource directly in a resource group. */
    public static ArmId of(String subscription, String group, String type, String name) {
        return new ArmId(
                "/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/" + type + "/" + name);
    }

    /** A resource group itself. */
    public static ArmId group(String subscription, String group) {
        return new ArmId("/subscriptions/" + subscription + "/resourceGroups/" + group);
    }

    /** A resource inside this one. */
    public ArmId child(String type, String name) {
        return new ArmId(path + "/" + type + "/" + name);
    }

    /** A resource that is about this one, such as a role assignment. */
    public ArmId extension(String type, String name) {
        return new ArmId(path + "/providers/" + type + "/" + name);
    }

    public String subscription() {
        return segment(SUBSCRIPTION);
    }

    public String group() {
        return segment(GROUP);
    }

    /** The name of the outermost resource, the one directly in the group. */
    public String rootName() {
        return segment(NAME);
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String segment(int index) {
        var segments = path.split("/", -1);
        if (segments.length <= index) {
            throw new IllegalArgumentException("Resource id has no part " + index + ": " + path);
        }
        return segments[index];
    }

    @Override
    public String toString() {
        return path;
    }
}
