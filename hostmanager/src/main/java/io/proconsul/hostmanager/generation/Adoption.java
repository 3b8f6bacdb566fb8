package io.proconsul.hostmanager.generation;

import io.proconsul.hostmanager.manifest.VerifiedManifest;

/** What to do with a verified manifest, given what the disk holds. */
public sealed interface Adoption {

    /** The disk has it already. */
    record Keep() implements Adoption {}

    /** Fetch its files and make it current. */
    record Adopt(VerifiedManifest manifest) implements Adoption {}

    /** It would undo or contradict what was already accepted. */
    record Refuse(String reason) implements Adoption {}

    static Adoption decide(Inventory disk, VerifiedManifest offered) {
        if (offered.generation() < disk.highest()) {
            return new Refuse("generation %d is older than %d, which this server has already run"
                    .formatted(offered.generation(), disk.highest()));
        }
        var usable = disk.usable();
        if (usable.isEmpty() || usable.get().number() < offered.generation()) {
            return new Adopt(offered);
        }
        if (!usable.get().manifest().sha256().equals(offered.sha256())) {
            return new Refuse("generation %d was published twice with different content; this server keeps the first"
                    .formatted(offered.generation()));
        }
        return new Keep();
    }
}
