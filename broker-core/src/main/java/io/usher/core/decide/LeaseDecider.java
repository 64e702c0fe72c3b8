package io.usher.core.decide;

import io.usher.core.command.Answer.LeasesExpired;
import io.usher.core.command.CommandContext;
import io.usher.core.command.ExpireLeases;
import io.usher.core.event.Event;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.event.HostChange;
import io.usher.core.event.SessionChange;
import io.usher.core.model.Action;
import io.usher.core.model.EndReason;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.LogonFailures;
import io.usher.core.model.Session;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What time alone does. A lease that ends with nobody arrived is a failed logon of its host: so many one after the
 * other and the host comes after all others, until somebody arrives or long enough after the latest one. It is never
 * banned: where no other host has a seat, it is tried again. A session that nobody has worked in for too long is logged
 * off by its host, as an administrator would have it.
 */
final class LeaseDecider {

    private final BrokerView view;
    private final CommandContext context;

    LeaseDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling expire(ExpireLeases command) {
        List<Session> due = view.dueSessions(context.now(), command.limit());
        List<Event> events = new ArrayList<>();
        SortedMap<HostId, Integer> failures = new TreeMap<>();
        for (Session session : due) {
            Session ended =
                    session.with(session.status().ended(EndReason.LEASE_EXPIRED, context.now()), context.position());
            events.add(new SessionChanged(ended, SessionChange.ENDED));
            // Whom an administrator logged off was not kept out by the host, nor who never asked.
            if (!session.isLoggingOff() && !session.grant().prelaunched()) {
                failures.merge(session.host(), 1, Integer::sum);
            }
        }
        for (Host host : view.hostsToForgive(context.now(), command.limit())) {
            if (!failures.containsKey(host.id())) {
                events.add(new HostChanged(host.with(LogonFailures.NONE), HostChange.LOGONS_RECOVERED));
            }
        }
        failures.forEach((id, count) -> events.add(failed(view.host(id).orElseThrow(), count)));
        List<Event> logOffs = view.dueLogOffs(context.now(), command.limit()).stream()
                .flatMap(session -> SessionDecider.logOff(session, context).stream())
                .toList();
        events.addAll(logOffs);
        List<Action> late = view.dueActions(context.now(), command.limit());
        // A session that was ordered off just now keeps that order.
        late.forEach(action -> new Withdrawal(view, context, events).timedOut(action));
        events.addAll(new BindingDecider(view, context).expire(command.limit()));
        return new Ruling(new LeasesExpired(due.size(), logOffs.size(), late.size()), events);
    }

    private Event failed(Host host, int count) {
        LogonFailures before = host.status().failures();
        boolean stale = !before.forgotten().isAfter(context.now());
        LogonFailures after = (stale ? LogonFailures.NONE : before).plus(count, context.now());
        return new HostChanged(host.with(after), HostChange.LOGONS_FAILED);
    }
}
