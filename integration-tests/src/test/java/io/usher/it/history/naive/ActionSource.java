package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.RequestActions;
import io.usher.core.model.Action;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionReport;
import io.usher.core.model.ActionTarget;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.SessionId;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What hosts are asked to do, and what they say of it, by chance. */
final class ActionSource {

    private final Random chance;

    ActionSource(Random chance) {
        this.chance = chance;
    }

    Command request(BrokerView view, SessionId session) {
        ActionKind kind = List.of(ActionKind.values()).get(chance.nextInt(ActionKind.values().length));
        boolean isMessage = kind == ActionKind.MESSAGE;
        ActionOrder order = new ActionOrder(
                kind,
                isMessage && chance.nextBoolean() ? "title" : "",
                isMessage ? "text" : "",
                Duration.ofSeconds(5 + 10L * chance.nextInt(3)));
        boolean one = kind != ActionKind.REBOOT && chance.nextInt(3) != 0;
        return new RequestActions(one ? ActionTarget.of(session) : many(kind), order);
    }

    private ActionTarget many(ActionKind kind) {
        Optional<HostId> host = maybe(new HostId("h" + chance.nextInt(6)));
        Optional<PoolId> pool = host.isPresent() && chance.nextBoolean()
                ? Optional.empty()
                : Optional.of(new PoolId("p" + chance.nextInt(3)));
        Optional<UserName> user =
                kind == ActionKind.REBOOT ? Optional.empty() : maybe(new UserName("u" + chance.nextInt(12)));
        return new ActionTarget(Optional.empty(), user, host, pool);
    }

    List<ActionReport> reports(BrokerView view, HostId host) {
        return view.pendingActionsOn(host).stream()
                .map(Action::id)
                .filter(id -> chance.nextInt(3) == 0)
                .map(id -> new ActionReport(id, chance.nextBoolean() ? Optional.of("cannot") : Optional.empty()))
                .toList();
    }

    private <T> Optional<T> maybe(T value) {
        return chance.nextInt(3) == 0 ? Optional.of(value) : Optional.empty();
    }
}
