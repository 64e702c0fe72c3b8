package io.usher.node.api;

import io.grpc.Context;
import io.usher.core.model.BrokerId;
import io.usher.core.model.HostId;
import io.usher.core.model.Origin;
import io.usher.core.model.Role;
import io.usher.core.model.UserName;
import io.usher.node.api.mapping.RoleMapping;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whoever makes a call, as far as the broker knows.
 *
 * @param identity what they have proven to be
 * @param roles what they may do
 * @param address network address that the call came from, without a port; empty where the connection shows none
 */
record Caller(Identity identity, Set<Role> roles, String address) {

    /** Somebody who may do nothing: what no door has let in. */
    static final Caller NOBODY = new Caller(Identity.NONE, Set.of(), "");

    static final Context.Key<Caller> KEY = Context.keyWithDefault("caller", NOBODY);

    Caller {
        roles = Set.copyOf(roles);
    }

    /** The one administrator of a broker that listens on loopback only and authenticates nobody. */
    static Caller local(String address) {
        return new Caller(Identity.LOCAL, EnumSet.allOf(Role.class), address);
    }

    /** Who makes the present call. */
    static Caller current() {
        return KEY.get();
    }

    boolean hasAny(Set<Role> needed) {
        return needed.stream().anyMatch(roles::contains);
    }

    /** Whether the caller asks for whom they like, and not for one user alone. */
    boolean asksForAnybody() {
        return hasAny(AccessTable.FOR_ANYBODY);
    }

    /** Refuses a client that asks for somebody else. */
    void requireUser(UserName user) {
        if (!asksForAnybody() && !identity.user().toLowerCase(Locale.ROOT).equals(user.value())) {
            throw Denial.of("asking for user " + user, AccessTable.FOR_ANYBODY, this)
                    .because("a client asks for its own user alone, " + identity.user());
        }
    }

    /** Refuses an agent that speaks for another host. */
    void requireHost(HostId host) {
        boolean isAny = identity.equals(Identity.LOCAL);
        if (!isAny && identity.hosts().stream().noneMatch(host.value()::equals)) {
            throw Denial.of("speaking for host " + host, Set.of(Role.AGENT), this)
                    .because("an agent speaks for the host that its certificate names, " + identity.hosts());
        }
    }

    /** For messages: {@code cn:alice with role client}. */
    String text() {
        String words = roles.stream().sorted().map(RoleMapping::word).collect(Collectors.joining(", "));
        return identity.name() + (roles.isEmpty() ? " with no role" : " with role " + words);
    }

    /** As the log keeps it; empty for nobody. */
    Optional<Origin> origin(BrokerId broker) {
        if (identity.names().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Origin(identity.name(), sortedRoles(), address, broker));
    }

    /** The roles in order. */
    List<Role> sortedRoles() {
        return roles.stream().sorted().toList();
    }
}
