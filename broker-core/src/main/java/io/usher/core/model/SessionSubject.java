package io.usher.core.model;

import java.util.Optional;

/**
 * Whose session it is and what for.
 *
 * @param resource what was asked for; empty for a session that a host reported and no broker had assigned
 * @param client the client of the latest assignment
 */
public record SessionSubject(UserName user, Optional<ResourceId> resource, ClientInfo client) {}
