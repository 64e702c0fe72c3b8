package io.usher.core.decide;

import io.usher.core.command.Answer.HostAnswer;
import io.usher.core.command.Answer.LogonsControlled;
import io.usher.core.command.CommandContext;
import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.HostChange;
import io.usher.core.model.Host;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;
import io.usher.core.state.BrokerView;
import java.util.List;
import java.util.Optional;

/** Who may log on, to one host or to all of a pool; and that enough hosts of a pool stay open. */
final class LogonDecider {

    private final BrokerView view;
    private final CommandContext context;

    LogonDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling control(ControlHostLogons command) {
        Optional<Host> found = view.host(command.host());
        if (found.isEmpty()) {
            return HostDecider.notFound(command.host());
        }
        Optional<Ruling> refusal = command.belowMinimum()
                ? Optional.empty()
                : refuseToClose(found.get().pool(), List.of(found.get()), command.control());
        return refusal.orElseGet(() -> {
            Host host = controlled(found.get(), command.control());
            return host.equals(found.get())
                    ? Ruling.answer(new HostAnswer(host))
                    : Ruling.answer(new HostAnswer(host), new HostChanged(host, HostChange.CONFIGURED));
        });
    }

    Ruling control(ControlPoolLogons command) {
        if (view.pool(command.pool()).isEmpty()) {
            return PoolDecider.notFound(command.pool());
        }
        List<Host> hosts = List.copyOf(view.hostsOf(command.pool()));
        Optional<Ruling> refusal =
                command.belowMinimum() ? Optional.empty() : refuseToClose(command.pool(), hosts, command.control());
        return refusal.orElseGet(() -> {
            List<Event> events = changesOf(hosts, command.control());
            return new Ruling(new LogonsControlled(events.size()), events);
        });
    }

    /** A change for each host that lets others in than before. */
    List<Event> changesOf(List<Host> hosts, LogonControl control) {
        return hosts.stream()
                .filter(host -> host.settings().logonControl() != control)
                .<Event>map(host -> new HostChanged(controlled(host, control), HostChange.CONFIGURED))
                .toList();
    }

    /** Refuses when fewer hosts would be open than the pool's policy says, and fewer than now. */
    Optional<Ruling> refuseToClose(PoolId pool, List<Host> hosts, LogonControl control) {
        int minimum = view.pool(pool).orElseThrow().settings().minOpenHosts();
        long closing = control == LogonControl.ENABLED
                ? 0
                : hosts.stream().filter(Host::isOpen).count();
        if (minimum == 0 || closing == 0) {
            return Optional.empty();
        }
        long left = view.hostsOf(pool).stream().filter(Host::isOpen).count() - closing;
        return left >= minimum
                ? Optional.empty()
                : Optional.of(Ruling.refuse(
                        RefusalReason.TOO_FEW_OPEN_HOSTS, "pool", pool, "expected", minimum, "found", left));
    }

    private Host controlled(Host host, LogonControl control) {
        return host.settings().logonControl() == control
                ? host
                : host.withSettings(host.settings().withLogonControl(control), context.position());
    }
}
