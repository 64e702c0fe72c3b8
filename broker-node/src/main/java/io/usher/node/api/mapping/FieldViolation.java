package io.usher.node.api.mapping;

/**
 * One malformed field of a request.
 *
 * @param field path of the field in the request, such as pool.ticket_lifetime
 * @param description what was expected and what was found
 */
public record FieldViolation(String field, String description) {}
