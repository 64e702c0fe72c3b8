package io.usher.node.oidc;

import java.time.Instant;
import java.util.List;

/**
 * Whom a token is of.
 *
 * @param user as the issuer names the user
 * @param groups of the user, at most 1,024
 * @param expires when the token is no longer good
 */
public record TokenHolder(String user, List<String> groups, Instant expires) {

    public TokenHolder {
        groups = List.copyOf(groups);
    }
}
