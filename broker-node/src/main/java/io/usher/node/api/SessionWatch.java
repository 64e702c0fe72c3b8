package io.usher.node.api;

import io.usher.core.event.Event;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.Session;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import io.usher.node.api.mapping.FieldChecks;
import io.usher.node.api.mapping.Names;
import io.usher.node.api.mapping.SessionMapping;
import io.usher.proto.v1.ResponseHeader;
import io.usher.proto.v1.SessionEvent;
import io.usher.proto.v1.WatchSessionsRequest;
import io.usher.proto.v1.WatchSessionsResponse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A watch of sessions. Filters are joined by AND; an empty one allows all. */
record SessionWatch(Optional<UserName> user, Optional<HostId> host, Optional<PoolId> pool)
        implements Watch<Session, SessionEvent, WatchSessionsResponse> {

    static SessionWatch of(WatchSessionsRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<Optional<UserName>> user = checks.check("user", () -> Names.optional(request.getUser(), Names::user));
        Supplier<Optional<HostId>> host = checks.check("host", () -> Names.optional(request.getHost(), Names::host));
        Supplier<Optional<PoolId>> pool = checks.check("pool", () -> Names.optional(request.getPool(), Names::pool));
        return checks.result(() -> new SessionWatch(user.get(), host.get(), pool.get()));
    }

    @Override
    public List<Session> present(BrokerView view) {
        Collection<Session> found = user.isPresent()
                ? view.sessionsOf(user.get())
                : host.isPresent() ? view.sessionsOn(host.get()) : view.sessions();
        return found.stream().filter(this::isWanted).toList();
    }

    @Override
    public SessionEvent present(Session session) {
        return SessionMapping.present(session);
    }

    @Override
    public Optional<SessionEvent> change(Event event) {
        return event instanceof SessionChanged changed && isWanted(changed.session())
                ? Optional.of(SessionMapping.changed(changed))
                : Optional.empty();
    }

    @Override
    public WatchSessionsResponse message(ResponseHeader header, List<SessionEvent> changes, boolean initial) {
        return WatchSessionsResponse.newBuilder()
                .setHeader(header)
                .addAllEvents(changes)
                .setInitial(initial)
                .build();
    }

    private boolean isWanted(Session session) {
        return user.map(session.user()::equals).orElse(true)
                && host.map(session.host()::equals).orElse(true)
                && pool.map(session.seat().pool()::equals).orElse(true);
    }
}
