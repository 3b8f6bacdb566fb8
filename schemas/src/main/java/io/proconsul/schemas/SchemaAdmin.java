package io.proconsul.schemas;

/** Brings the schemas of the catalogue to a registry: what a release does before its services start. */
public final class SchemaAdmin {

    private final SchemaRegistry registry;

    public SchemaAdmin(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * Sets every subject to FULL_TRANSITIVE and registers its schema. Repeating it changes nothing.
     *
     * @throws IncompatibleSchemaException if a subject holds a version that this one does not get along with
     */
    public void publish() {
        for (var topic : Topics.all()) {
            registry.setCompatibility(topic.subject(), Compatibility.FULL_TRANSITIVE);
            registry.register(topic.subject(), topic.schema());
        }
    }
}
