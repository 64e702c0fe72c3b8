package io.usher.core.decide;

import io.usher.core.command.Answer.HostAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterHost;
import io.usher.core.event.Event.BindingRemoved;
import io.usher.core.event.Event.HostChanged;
import io.usher.core.event.HostChange;
import io.usher.core.model.Host;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.HostSettings;
import io.usher.core.model.HostState;
import io.usher.core.model.HostStatus;
import io.usher.core.model.Load;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Registration;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.Optional;

/**
 * Rules of a host's registration. The same agent that comes again keeps its incarnation; a new one, and any that was
 * lost, gets a new incarnation, so that tickets from before are dead: while it was lost its users may have gone
 * elsewhere.
 */
final class RegistrationDecider {

    private final BrokerView view;
    private final CommandContext context;

    RegistrationDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling register(RegisterHost command) {
        if (view.pool(command.pool()).isEmpty()) {
            return PoolDecider.notFound(command.pool());
        }
        Optional<Host> found = view.host(command.id());
        if (found.isEmpty()) {
            return create(command);
        }
        Host host = found.get();
        if (!host.pool().equals(command.pool())) {
            return Ruling.refuse(
                    RefusalReason.HOST_IN_OTHER_POOL,
                    "host",
                    host.id(),
                    "expected",
                    host.pool(),
                    "found",
                    command.pool());
        }
        boolean sameLife = host.isUp() && host.registration().agentInstance().equals(command.agentInstance());
        return sameLife ? keep(host, command) : renew(host, command);
    }

    private Ruling create(RegisterHost command) {
        if (view.hosts().size() >= Limits.HOSTS) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "hosts", "bound", Limits.HOSTS);
        }
        Ruling created = registered(command, command.proposed(), HostChange.CREATED);
        // The owner of a host that was removed has nothing of it in another pool.
        boolean moved = view.bindings()
                .find(command.id())
                .filter(binding -> !binding.pool().equals(command.pool()))
                .isPresent();
        return moved ? created.with(new BindingRemoved(command.id())) : created;
    }

    private Ruling renew(Host host, RegisterHost command) {
        boolean restarted = !host.registration().agentInstance().equals(command.agentInstance());
        boolean opens = restarted && host.settings().logonControl() == LogonControl.DRAIN_UNTIL_RESTART;
        HostSettings settings = opens ? host.settings().withLogonControl(LogonControl.ENABLED) : host.settings();
        return registered(command, settings, host.isUp() ? HostChange.REGISTERED : HostChange.BACK);
    }

    private Ruling keep(Host host, RegisterHost command) {
        Registration before = host.registration();
        if (before.endpoint().equals(command.endpoint())) {
            return Ruling.answer(new HostAnswer(host));
        }
        Registration moved = new Registration(before.incarnation(), before.agentInstance(), command.endpoint());
        return answer(
                new Host(host.id(), host.pool(), host.settings(), moved, host.status(), context.position()),
                HostChange.REGISTERED);
    }

    private Ruling registered(RegisterHost command, HostSettings settings, HostChange change) {
        Registration registration =
                new Registration(new HostIncarnation(context.position()), command.agentInstance(), command.endpoint());
        HostStatus status = new HostStatus(HostState.UP, context.now(), Load.NONE, 0);
        return answer(
                new Host(command.id(), command.pool(), settings, registration, status, context.position()), change);
    }

    private static Ruling answer(Host host, HostChange change) {
        return Ruling.answer(new HostAnswer(host), new HostChanged(host, change));
    }
}
