package io.proconsul.hostmanager.generation;

/**
 * The last generation made current, as recorded in {@code applied.json} for people and for the next start.
 *
 * @param highest the highest generation that ever was; above {@code generation} only after damage on disk
 * @param appliedAt ISO-8601
 */
public record Applied(long generation, long highest, String manifestSha256, String consulVersion, String appliedAt) {}
