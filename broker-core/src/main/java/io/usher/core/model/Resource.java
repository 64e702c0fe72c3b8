package io.usher.core.model;

/**
 * What a user sees: a published desktop or application.
 *
 * @param changed position of the latest change; serves as the etag
 */
public record Resource(ResourceId id, ResourceKind kind, ResourceSettings settings, LogPosition changed)
        implements Former {

    public Resource {
        if (kind == ResourceKind.APPLICATION && settings.commandLine().isEmpty()) {
            throw new IllegalArgumentException("an application must have a command line, found none");
        }
    }
}
