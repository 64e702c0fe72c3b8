package io.usher.core.state;

import io.usher.core.event.Event;
import io.usher.core.event.Event.ActionChanged;
import io.usher.core.event.Event.BindingChanged;
import io.usher.core.event.Event.BindingRemoved;
import io.usher.core.event.Event.BrokerChanged;
import io.usher.core.event.Event.CursorMoved;
import io.usher.core.event.Event.DecisionRecorded;
import io.usher.core.event.Event.FolderChanged;
import io.usher.core.event.Event.FolderDeleted;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.Event.HostRemoved;
import io.usher.core.event.Event.PoolChanged;
import io.usher.core.event.Event.PoolDeleted;
import io.usher.core.event.Event.QueueEntryChanged;
import io.usher.core.event.Event.QueueLeft;
import io.usher.core.event.Event.ResourceChanged;
import io.usher.core.event.Event.ResourceDeleted;
import io.usher.core.event.Event.RoleGranted;
import io.usher.core.event.Event.RoleRevoked;
import io.usher.core.event.Event.ScalingAdvised;
import io.usher.core.event.Event.ScalingEased;
import io.usher.core.event.Event.ScalingWatched;
import io.usher.core.event.Event.ScheduleChanged;
import io.usher.core.event.Event.ScheduleDeleted;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.Event.SiteChanged;
import io.usher.core.event.EventHandler;
import io.usher.core.model.Host;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.ResourceId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import java.util.List;
import java.util.Optional;

/** The only writer of the domain's tables: writes down what an event says, and never refuses. */
final class EventApplier implements EventHandler {

    private final State state;

    EventApplier(State state) {
        this.state = state;
    }

    void apply(Event event) {
        event.accept(this);
    }

    @Override
    public void handle(SiteChanged event) {
        HostPolicy before = state.siteSettings().hosts();
        state.putSite(event.site());
        HostPolicy siteHosts = event.site().settings().hosts();
        if (!siteHosts.equals(before)) {
            state.pools.values().forEach(pool -> state.rankings.poolChanged(pool, siteHosts));
            state.timeLogOffs(state.sessions.all());
        }
    }

    @Override
    public void handle(BrokerChanged event) {
        state.brokers.put(event.broker().id(), event.broker());
    }

    @Override
    public void handle(PoolChanged event) {
        state.pools.put(event.pool().id(), event.pool());
        state.bindings.poolChanged(event.pool().id());
        state.rankings.poolChanged(event.pool(), state.siteSettings().hosts());
        state.hosts.of(event.pool().id()).forEach(host -> state.timeLogOffs(state.sessions.on(host.id())));
    }

    @Override
    public void handle(RoleGranted event) {
        state.security.putRoles(state.roles().with(event.grant()));
    }

    @Override
    public void handle(RoleRevoked event) {
        state.security.putRoles(state.roles().without(event.grant()));
    }

    @Override
    public void handle(PoolDeleted event) {
        state.pools.remove(event.pool());
        state.bindings.poolDeleted(event.pool());
        state.cursors.remove(event.pool());
        state.scalings.remove(event.pool());
        state.rankings.poolDeleted(event.pool());
    }

    @Override
    public void handle(ResourceChanged event) {
        ResourceId id = event.resource().id();
        state.waiting.resourceChanged(
                id, state.poolsOf(id), event.resource().settings().pools());
        state.resources.put(id, event.resource());
        // One of that id may have been of another kind.
        state.timeLogOffs(state.sessions.of(id));
    }

    @Override
    public void handle(ResourceDeleted event) {
        state.resources.remove(event.resource());
        state.timeLogOffs(state.sessions.of(event.resource()));
    }

    @Override
    public void handle(FolderChanged event) {
        state.folders.put(event.folder().id(), event.folder());
    }

    @Override
    public void handle(FolderDeleted event) {
        state.folders.remove(event.folder());
    }

    @Override
    public void handle(HostChanged event) {
        Optional<HostSettings> before = state.hosts.find(event.host().id()).map(Host::settings);
        state.hosts.put(event.host());
        state.sessions.coverBy(event.host().id(), event.host().status().load().reported());
        state.rankings.hostChanged(event.host());
        if (!before.equals(Optional.of(event.host().settings()))) {
            state.timeLogOffs(state.sessions.on(event.host().id()));
        }
    }

    @Override
    public void handle(HostRemoved event) {
        state.hosts.find(event.host()).ifPresent(state.rankings::hostRemoved);
        state.hosts.remove(event.host());
        state.sessions.forgetHost(event.host());
    }

    @Override
    public void handle(SessionChanged event) {
        Session session = event.session();
        requireLegalMove(session);
        if (session.state() != SessionState.ENDED) {
            state.sessions.put(session);
        } else {
            if (state.ended.find(session.id()).isEmpty()) {
                state.sessions.remove(session);
            }
            state.ended.put(session);
            state.bindings.used(session.host(), session.status().since());
        }
        state.timeLogOffs(List.of(session));
        state.rankings.seatsChanged(session.host());
    }

    /** What the table of moves forbids is written down by nobody. */
    private void requireLegalMove(Session session) {
        boolean legal = state.session(session.id())
                .map(before -> before.state().mayBecome(session.state()))
                .orElse(session.state().mayBegin());
        if (!legal) {
            throw new Fault("session " + session.id() + " must not become " + session.state());
        }
    }

    @Override
    public void handle(ActionChanged event) {
        state.actions.put(event.action());
    }

    @Override
    public void handle(BindingChanged event) {
        state.bindings.put(event.binding());
        state.rankings.seatsChanged(event.binding().host());
    }

    @Override
    public void handle(BindingRemoved event) {
        state.bindings.remove(event.host());
        state.rankings.seatsChanged(event.host());
    }

    @Override
    public void handle(CursorMoved event) {
        state.cursors.put(event.pool(), event.host());
    }

    @Override
    public void handle(ScalingWatched event) {
        state.scalings.put(event.scaling().pool(), event.scaling());
    }

    @Override
    public void handle(ScalingEased event) {
        state.scalings.remove(event.pool());
    }

    @Override
    public void handle(ScalingAdvised event) {
        state.advice.add(event.advice());
        if (state.advice.size() > Limits.SCALING_ADVICE) {
            state.advice.remove();
        }
    }

    @Override
    public void handle(ScheduleChanged event) {
        state.schedules.put(event.schedule().id(), event.schedule());
    }

    @Override
    public void handle(ScheduleDeleted event) {
        state.schedules.remove(event.schedule());
    }

    @Override
    public void handle(QueueEntryChanged event) {
        state.waiting.put(event.entry(), state.poolsOf(event.entry().resource()));
    }

    @Override
    public void handle(QueueLeft event) {
        QueueEntry entry = event.entry();
        state.waiting.end(
                new EndedWait(entry.id(), entry.wish(), event.time(), event.outcome()),
                state.poolsOf(entry.resource()));
    }

    @Override
    public void handle(DecisionRecorded event) {
        state.decisions.put(event.decision().position(), event.decision());
        if (state.decisions.size() > Limits.DECISIONS) {
            state.decisions.pollFirstEntry();
        }
    }
}
