package io.usher.node.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The options of {@code usher server} for tokens of people, each declared once. */
final class OidcOptions {
    static final Option<URI> ISSUER = Option.optional(
            "oidc.issuer",
            Types.ISSUER,
            "https://login.example/realms/staff",
            "Whose bearer tokens tell who calls, beside certificates: an issuer of OpenID Connect, as",
            "its tokens name it. Its keys are fetched and kept up to date. https, or http on loopback.",
            "With it, people may connect without a certificate of their own.");
    static final Option<String> AUDIENCE = Option.optional(
            "oidc.audience",
            Types.NAME,
            "usher",
            "What a token must be for. Needed with an issuer: else a token for any other service",
            "would open this one.");
    static final Option<Path> CA = Option.optional(
            "oidc.ca",
            Types.FILE,
            "/etc/usher/issuer-ca.crt",
            "Authorities that vouch for the issuer, PEM. Without it, those that the JDK trusts.");
    static final Option<String> USER_CLAIM = Option.usually(
            "oidc.user-claim",
            Types.NAME,
            "preferred_username",
            "The claim that names the user. Roles are granted to 'oidc:NAME'.");
    static final Option<String> GROUPS_CLAIM = Option.usually(
            "oidc.groups-claim",
            Types.NAME,
            "groups",
            "The claim that lists the user's groups. Roles are granted to 'oidc-group:NAME'.");

    static final List<Option<?>> ALL = List.of(ISSUER, AUDIENCE, CA, USER_CLAIM, GROUPS_CLAIM);

    private OidcOptions() {}
}
