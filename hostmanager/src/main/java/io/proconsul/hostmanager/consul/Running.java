package io.proconsul.hostmanager.consul;

/**
 * A Consul process that this host manager, or one before it, has started.
 *
 * @param birth distinguishes it from a later process with the same id
 * @param generation the configuration it has loaded
 * @param startedAt ISO-8601
 */
public record Running(long pid, String birth, long generation, String startedAt) {

    public boolean alive() {
        return ProcFs.birth(pid).filter(birth::equals).isPresent();
    }

    Running withGeneration(long loaded) {
        return new Running(pid, birth, loaded, startedAt);
    }
}
