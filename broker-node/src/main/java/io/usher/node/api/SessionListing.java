package io.usher.node.api;

import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.model.SessionState;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.SessionMapping;
import io.usher.proto.v1.ListSessionsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which sessions a list asks for. Filters are joined by AND; an empty one allows all. */
record SessionListing(
        Optional<UserName> user,
        Optional<HostId> host,
        Optional<PoolId> pool,
        Optional<ResourceId> resource,
        Optional<SessionState> state) {

    /**
     * Sessions that one page looks at: a filter that fits few of a million must not hold the state for long. The page
     * then comes out short, and its token goes on from there.
     */
    static final int MAX_LOOKED_AT = 10_000;

    static SessionListing of(ListSessionsRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<Optional<UserName>> user = checks.check("user", () -> Names.optional(request.getUser(), Names::user));
        Supplier<Optional<HostId>> host = checks.check("host", () -> Names.optional(request.getHost(), Names::host));
        Supplier<Optional<PoolId>> pool = checks.check("pool", () -> Names.optional(request.getPool(), Names::pool));
        Supplier<Optional<ResourceId>> resource =
                checks.check("resource", () -> Names.optional(request.getResource(), Names::resource));
        Supplier<Optional<SessionState>> state = checks.check("state", () -> SessionMapping.state(request.getState()));
        return checks.result(() -> new SessionListing(user.get(), host.get(), pool.get(), resource.get(), state.get()));
    }

    static Page page(ListSessionsRequest request) {
        return Page.of(
                request.getPageSize(),
                request.getPageToken(),
                "ListSessions",
                request.getUser(),
                request.getHost(),
                request.getPool(),
                request.getResource(),
                request.getState().name());
    }

    Listing<Session> query(BrokerView view, Page page) {
        Optional<SessionId> after = page.after().map(SessionId::parse);
        List<Session> lookedAt = candidates(view, after);
        List<Session> objects = new ArrayList<>();
        for (Session session : lookedAt) {
            if (objects.size() == page.size()) {
                return new Listing<>(objects, key(objects.get(objects.size() - 1)));
            }
            if (isWanted(session)) {
                objects.add(session);
            }
        }
        return lookedAt.size() < MAX_LOOKED_AT
                ? new Listing<>(objects, Optional.empty())
                : new Listing<>(objects, key(lookedAt.get(lookedAt.size() - 1)));
    }

    private List<Session> candidates(BrokerView view, Optional<SessionId> after) {
        if (user.isEmpty() && host.isEmpty()) {
            return view.sessionsAfter(after, MAX_LOOKED_AT);
        }
        List<Session> found = user.map(view::sessionsOf).orElseGet(() -> view.sessionsOn(host.orElseThrow()));
        return found.stream()
                .filter(session ->
                        after.map(id -> session.id().compareTo(id) > 0).orElse(true))
                .limit(MAX_LOOKED_AT)
                .toList();
    }

    private boolean isWanted(Session session) {
        return user.map(session.user()::equals).orElse(true)
                && host.map(session.host()::equals).orElse(true)
                && pool.map(session.seat().pool()::equals).orElse(true)
                && resource.map(wanted -> session.subject().resource().equals(Optional.of(wanted)))
                        .orElse(true)
                && state.map(session.state()::equals).orElse(true);
    }

    private static Optional<String> key(Session session) {
        return Optional.of(session.id().toString());
    }
}
