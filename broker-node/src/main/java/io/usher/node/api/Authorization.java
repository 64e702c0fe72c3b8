package io.usher.node.api;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.usher.core.command.Refusal.Detail;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.Role;
import io.usher.core.model.RoleTable;
import io.usher.node.oidc.OidcTokens;
import io.usher.node.oidc.TokenException;
import io.usher.proto.v1.ErrorReason;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The door: finds out who calls, and lets through what {@link AccessTable} allows. A connection without TLS comes over
 * loopback, from the machine itself, and is taken for its administrator. Thread-safe.
 */
public final class Authorization implements ServerInterceptor {

    /** Certificates and holders of tokens that are remembered: those of the largest site. */
    private static final int REMEMBERED = 50_000;

    private final Supplier<RoleTable> table;
    private final List<IdentityPattern> administrators;
    private final Optional<OidcTokens> tokens;
    private final Cache<Object, Known> known =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /** What somebody may do by a table; another table makes it void. */
    private record Known(Identity identity, RoleTable table, Set<Role> roles) {

        /** By reference: every change makes another table, and a table is never changed. */
        @SuppressWarnings("ReferenceEquality")
        boolean isBy(RoleTable present) {
            return table == present;
        }
    }

    /**
     * A door.
     *
     * @param table the role table as it is at present; asked for every call
     * @param administrators who is an administrator on this broker whatever the table says
     */
    public Authorization(Supplier<RoleTable> table, List<IdentityPattern> administrators) {
        this(table, administrators, Optional.empty());
    }

    /**
     * A door that takes tokens, too.
     *
     * @param tokens checks them
     */
    public Authorization(Supplier<RoleTable> table, List<IdentityPattern> administrators, Optional<OidcTokens> tokens) {
        this.table = table;
        this.tokens = tokens;
        this.administrators = List.copyOf(administrators);
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Caller caller;
        try {
            caller = check(call, headers);
        } catch (ApiException e) {
            StatusMapping.close(call, StatusMapping.toStatus(e));
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(Caller.KEY, caller), call, headers, next);
    }

    private Caller check(ServerCall<?, ?> call, Metadata headers) {
        String method = call.getMethodDescriptor().getFullMethodName();
        String shortName = method.substring(method.lastIndexOf('.') + 1);
        Caller caller = caller(call, headers, shortName);
        Optional<Set<Role>> allowed = AccessTable.rolesOf(method);
        if (allowed.isEmpty()) {
            throw Denial.of(shortName, Set.of(), caller).because("this version of the broker has not opened the call");
        }
        if (!AccessTable.isOpen(allowed.get()) && !caller.hasAny(allowed.get())) {
            throw Denial.of(shortName, allowed.get(), caller).because(howToGetIt());
        }
        return caller;
    }

    private String howToGetIt() {
        boolean hasAdministrator = !administrators.isEmpty() || table.get().count(Role.ADMIN) > 0;
        return hasAdministrator
                ? "an administrator grants roles with 'usher role grant'"
                : "there is no administrator yet: set security.administrators in the broker's configuration";
    }

    private Caller caller(ServerCall<?, ?> call, Metadata headers, String method) {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        Optional<String> token = BearerToken.in(headers);
        if (token.isPresent()) {
            // Whoever shows a token means it, whatever else they have shown.
            Identity identity = identity(token.get(), method);
            Known found = known(identity, () -> identity);
            return new Caller(found.identity(), found.roles(), ClientAddress.current());
        }
        if (session == null) {
            return Caller.local(ClientAddress.current());
        }
        X509Certificate certificate =
                certificate(session).orElseThrow(() -> Denial.unknown(method, "the connection showed no certificate"));
        Known found = known(certificate, () -> CertificateNames.of(certificate));
        return new Caller(found.identity(), found.roles(), ClientAddress.current());
    }

    private Identity identity(String token, String method) {
        OidcTokens issuer = tokens.orElseThrow(
                () -> Denial.unknown(method, "a token was shown, and this broker takes none: oidc.issuer is not set"));
        try {
            return BearerToken.identity(issuer.holder(token));
        } catch (TokenException e) {
            throw e.isTemporary()
                    ? ApiException.of(
                            ErrorReason.ERROR_REASON_TOKEN_KEYS_UNKNOWN,
                            new Detail("detail", String.valueOf(e.getMessage())))
                    : Denial.unknown(method, String.valueOf(e.getMessage()));
        }
    }

    private Known known(Object proof, Supplier<Identity> reading) {
        RoleTable present = table.get();
        Known found = known.getIfPresent(proof);
        if (found == null || !found.isBy(present)) {
            Identity identity = found == null ? reading.get() : found.identity();
            found = new Known(identity, present, rolesOf(identity, present));
            known.put(proof, found);
        }
        return found;
    }

    private Set<Role> rolesOf(Identity identity, RoleTable present) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(present.rolesOf(identity.names()));
        boolean isAdministrator = administrators.stream()
                .anyMatch(pattern -> identity.names().stream().anyMatch(pattern::matches));
        if (isAdministrator) {
            roles.add(Role.ADMIN);
        }
        return roles;
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
