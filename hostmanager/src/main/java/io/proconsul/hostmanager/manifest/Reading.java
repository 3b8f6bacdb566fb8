package io.proconsul.hostmanager.manifest;

/** What became of a document that claims to be a manifest. */
public sealed interface Reading {

    record Accepted(VerifiedManifest manifest) implements Reading {}

    record Refused(String reason) implements Reading {}
}
