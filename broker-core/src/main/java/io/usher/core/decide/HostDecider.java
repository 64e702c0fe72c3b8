package io.usher.core.decide;

import io.usher.core.command.Answer.HostAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.HostLoad;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.ReportLoads;
import io.usher.core.command.UpdateHost;
import io.usher.core.event.Event;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.Event.HostRemoved;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.HostChange;
import io.usher.core.event.SessionChange;
import io.usher.core.model.EndReason;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.Load;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of hosts after they have registered. */
final class HostDecider {

    private final BrokerView view;
    private final CommandContext context;

    HostDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling update(UpdateHost command) {
        Optional<Host> found = view.host(command.id());
        if (found.isEmpty()) {
            return notFound(command.id());
        }
        return Etag.refuseUnless(command.expected(), found.get().changed())
                .or(() -> refuseToClose(found.get(), command))
                .orElseGet(() -> {
                    Host host = found.get().withSettings(command.settings(), context.position());
                    return Ruling.answer(new HostAnswer(host), new HostChanged(host, HostChange.CONFIGURED));
                });
    }

    private Optional<Ruling> refuseToClose(Host host, UpdateHost command) {
        return new LogonDecider(view, context)
                .refuseToClose(host.pool(), List.of(host), command.settings().logonControl());
    }

    /** Only a lost host: one that is up would register again at once and take its sessions for strangers. */
    Ruling remove(RemoveHost command) {
        Optional<Host> host = view.host(command.id());
        if (host.isEmpty()) {
            return notFound(command.id());
        }
        if (host.get().isUp()) {
            return Ruling.refuse(RefusalReason.HOST_IS_UP, "host", command.id());
        }
        List<Event> events = new ArrayList<>();
        for (Session session : view.sessionsOn(command.id())) {
            Session ended =
                    session.with(session.status().ended(EndReason.HOST_REMOVED, context.now()), context.position());
            events.add(new SessionChanged(ended, SessionChange.ENDED));
        }
        events.add(new HostRemoved(command.id()));
        return Ruling.done(events.toArray(Event[]::new));
    }

    /**
     * The rule that keeps a user from having two running sessions: sessions are given up only when the host's own lease
     * is certainly over. The silence is the primary's to measure and ours to check.
     */
    Ruling markLost(MarkHostLost command) {
        Optional<Host> found = view.host(command.host());
        if (found.isEmpty()) {
            return notFound(command.host());
        }
        Host host = found.get();
        if (!host.incarnation().equals(command.incarnation())) {
            return Ruling.refuse(
                    RefusalReason.STALE_INCARNATION,
                    "host",
                    host.id(),
                    "expected",
                    host.incarnation(),
                    "found",
                    command.incarnation());
        }
        if (!host.isUp()) {
            return Ruling.done();
        }
        Duration lostAfter = view.siteSettings().lostAfter();
        if (command.silence().compareTo(lostAfter) < 0) {
            return Ruling.refuse(
                    RefusalReason.LEASE_NOT_OVER, "host", host.id(), "expected", lostAfter, "found", command.silence());
        }
        return Ruling.done(lossOf(host).toArray(Event[]::new));
    }

    /** Reports of a host or life that is gone are skipped: the fold was made before the host changed. */
    Ruling reportLoads(ReportLoads command) {
        List<Event> events = new ArrayList<>();
        for (HostLoad load : command.loads()) {
            view.host(load.host())
                    .filter(host -> host.isUp() && host.incarnation().equals(load.incarnation()))
                    .map(host -> host.withLoad(new Load(
                            load.cpuPermille(),
                            load.memoryUsedBytes(),
                            load.memoryTotalBytes(),
                            covered(host, load),
                            load.custom(),
                            load.startingMilliseats())))
                    .ifPresent(host -> events.add(new HostChanged(host, HostChange.LOAD_REPORTED)));
        }
        return Ruling.done(events.toArray(Event[]::new));
    }

    /**
     * Reports may overtake each other on their way; what an earlier one covered stays covered. None covers what is yet
     * to come, however wrong it is: seats in flight would not count any more.
     */
    private LogPosition covered(Host host, HostLoad load) {
        LogPosition before = host.status().load().reported();
        LogPosition claimed = load.covers().compareTo(context.position()) > 0 ? context.position() : load.covers();
        return before.compareTo(claimed) > 0 ? before : claimed;
    }

    private List<Event> lossOf(Host host) {
        List<Event> events = new ArrayList<>();
        Host lost = host.withStatus(host.status().lost(context.now()), context.position());
        events.add(new HostChanged(lost, HostChange.LOST));
        for (Session session : view.sessionsOn(host.id())) {
            Session changed = session.with(session.status().in(SessionState.LOST, context.now()), context.position());
            events.add(new SessionChanged(changed, SessionChange.LOST));
        }
        return events;
    }

    static Ruling notFound(HostId id) {
        return Ruling.refuse(RefusalReason.HOST_NOT_FOUND, "host", id);
    }
}
