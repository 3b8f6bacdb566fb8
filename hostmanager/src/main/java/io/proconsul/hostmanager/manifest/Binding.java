package io.proconsul.hostmanager.manifest;

/** The one server a manifest must be for: a manifest of another cluster or node is refused, however well signed. */
public record Binding(String clusterId, String node) {}
