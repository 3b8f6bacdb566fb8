package io.proconsul.gateway.cluster;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param id the complete ARM id, in the letter case it was asked for with */
@Schema(name = "ClusterResponse")
public record ClusterResponse(String id, String name, String type, ClusterProperties properties) {}
