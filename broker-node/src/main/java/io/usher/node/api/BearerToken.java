package io.usher.node.api;

import io.grpc.Metadata;
import io.usher.node.oidc.TokenHolder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The token that a call brings. It is looked at here alone, and goes no further. */
final class BearerToken {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token of a call; empty when it brings none. */
    static Optional<String> in(Metadata headers) {
        String header = headers.get(AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).trim())
                : Optional.empty();
    }

    /** Whom a token is of: kinds of their own, so that no token gives what was granted to a certificate. */
    static Identity identity(TokenHolder holder) {
        List<String> names = Stream.concat(
                        Stream.of("oidc:" + holder.user()),
                        holder.groups().stream().map(group -> "oidc-group:" + group))
                .toList();
        return new Identity(names, holder.user(), List.of(), holder.groups());
    }
}
