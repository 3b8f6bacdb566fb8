package io.proconsul.hostmanager.generation;

import io.proconsul.hostmanager.manifest.VerifiedManifest;
import java.nio.file.Path;

/** A generation whose every byte on disk was just found to be what was signed. */
public record Generation(VerifiedManifest manifest, Path directory) {

    public long number() {
        return manifest.generation();
    }
}
