package io.proconsul.gateway.page;

/**
 * The part of a list that a request asks for.
 *
 * @param after the position that it begins after; empty for the first page
 * @param limit the most items
 */
public record PageRequest(String after, int limit) {}
