package io.usher.core.decide;

import io.usher.core.command.Answer.BindingAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.DeleteBinding;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event;
import io.usher.core.event.Event.BindingChanged;
import io.usher.core.event.Event.BindingRemoved;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of which hosts belong to whom, apart from how a first use binds one. */
final class BindingDecider {

    private final BrokerView view;
    private final CommandContext context;

    BindingDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    /** Also in a pool whose hosts are not dedicated, so that it can be prepared; there it has no effect. */
    Ruling create(CreateBinding command) {
        if (view.pool(command.pool()).isEmpty()) {
            return PoolDecider.notFound(command.pool());
        }
        Optional<Host> host = view.host(command.host());
        if (host.isEmpty()) {
            return HostDecider.notFound(command.host());
        }
        if (!host.get().pool().equals(command.pool())) {
            return Ruling.refuse(
                    RefusalReason.HOST_IN_OTHER_POOL,
                    "host",
                    command.host(),
                    "expected",
                    host.get().pool(),
                    "found",
                    command.pool());
        }
        Optional<HostBinding> other =
                view.bindings().find(command.host()).or(() -> view.bindings().of(command.pool(), command.owner()));
        if (other.isPresent()) {
            return Ruling.refuse(
                    RefusalReason.BINDING_EXISTS,
                    "pool",
                    command.pool(),
                    "host",
                    other.get().host(),
                    "owner",
                    other.get().owner());
        }
        if (view.bindings().all().size() >= Limits.BINDINGS) {
            return full();
        }
        HostBinding binding =
                new HostBinding(command.host(), command.pool(), command.owner(), context.now(), context.position());
        return Ruling.answer(new BindingAnswer(binding), new BindingChanged(binding));
    }

    Ruling delete(DeleteBinding command) {
        return view.bindings().find(command.host()).isPresent()
                ? Ruling.done(new BindingRemoved(command.host()))
                : Ruling.refuse(RefusalReason.BINDING_NOT_FOUND, "host", command.host());
    }

    /** Bindings that nobody uses any more; one whose host has a live session is in use. */
    List<Event> expire(int limit) {
        List<Event> events = new ArrayList<>();
        for (HostBinding binding : view.bindings().due(context.now(), limit)) {
            boolean isUsed = view.seats(binding.host()).taken() > 0;
            events.add(isUsed ? new BindingChanged(binding.usedAt(context.now())) : new BindingRemoved(binding.host()));
        }
        return events;
    }

    static Ruling full() {
        return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "bindings", "bound", Limits.BINDINGS);
    }
}
