package io.usher.core.model;

/**
 * What the host of a session has been told to do and has not yet shown to be done.
 *
 * @param requested position of the request; names the action, so that doing it twice can be told from a second wish
 */
public record SessionAction(ActionKind kind, LogPosition requested) {}
