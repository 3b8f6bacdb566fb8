package io.proconsul.hostmanager.manifest;

/**
 * A program of Consul.
 *
 * @param blob name of the immutable blob that holds it
 * @param sha256 of the program, lower-case hex
 * @param size of the program in bytes
 */
public record ProgramEntry(String blob, String sha256, long size) {}
