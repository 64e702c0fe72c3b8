package io.usher.core.model;

/**
 * One thing that a command changed. Texts that are long are cut.
 *
 * @param object what it belongs to, such as pools/office
 * @param field which part of it
 * @param before as it was; empty where there was nothing
 * @param after as it is; empty where nothing is left
 */
public record AuditChange(String object, String field, String before, String after) {}
