package io.usher.node.oidc;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose tokens are taken, and how they are read.
 *
 * @param issuer as tokens name it; https, or http on loopback
 * @param audience one of those that a token must be for
 * @param authorities certificates that vouch for the issuer, PEM; empty for those that the JDK trusts
 * @param userClaim the claim that names the user
 * @param groupsClaim the claim that lists the user's groups
 */
public record OidcSettings(
        URI issuer, String audience, Optional<Path> authorities, String userClaim, String groupsClaim) {}
