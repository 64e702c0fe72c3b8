package io.usher.core.history;

import io.usher.core.command.Command;
import io.usher.core.command.RequestActions;
import io.usher.core.model.Action;
import io.usher.core.model.ActionId;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionReport;
import io.usher.core.model.ActionTarget;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What hosts are asked to do, and what they say of it. */
final class ActionCommands {

    private final Chance chance;

    ActionCommands(Chance chance) {
        this.chance = chance;
    }

    Command request(BrokerView view) {
        ActionKind kind = chance.oneOf(List.of(ActionKind.values()));
        boolean isMessage = kind == ActionKind.MESSAGE;
        ActionOrder order = new ActionOrder(
                kind,
                isMessage && chance.percent(50) ? "Attention" : "",
                isMessage ? "back in ten minutes" : "",
                Duration.ofSeconds(chance.oneOf(List.of(5, 20, 600))));
        return new RequestActions(kind == ActionKind.REBOOT ? hosts() : sessions(view), order);
    }

    private ActionTarget hosts() {
        return chance.percent(80)
                ? new ActionTarget(
                        Optional.empty(), Optional.empty(), Optional.of(chance.oneOf(Names.HOSTS)), Optional.empty())
                : new ActionTarget(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(chance.oneOf(Names.POOLS)));
    }

    private ActionTarget sessions(BrokerView view) {
        if (chance.percent(60)) {
            return ActionTarget.of(anySession(view));
        }
        boolean host = chance.percent(50);
        boolean pool = chance.percent(40);
        return new ActionTarget(
                Optional.empty(),
                host || pool ? Optional.empty() : Optional.of(chance.oneOf(Names.USERS)),
                host ? Optional.of(chance.oneOf(Names.HOSTS)) : Optional.empty(),
                pool ? Optional.of(chance.oneOf(Names.POOLS)) : Optional.empty());
    }

    private SessionId anySession(BrokerView view) {
        List<Session> sessions = List.copyOf(view.sessions());
        return sessions.isEmpty() || chance.percent(5)
                ? new SessionId(new LogPosition(chance.between(1, 99), 0))
                : chance.oneOf(sessions).id();
    }

    /** Mostly of what the host was asked for, now and then of something else. */
    List<ActionReport> reports(BrokerView view, HostId host) {
        List<ActionReport> reports = new ArrayList<>();
        for (Action action : view.pendingActionsOn(host)) {
            if (chance.percent(40)) {
                reports.add(report(action.id()));
            }
        }
        if (chance.percent(5)) {
            reports.add(report(new ActionId(new LogPosition(chance.between(1, 500), 8192))));
        }
        return reports.stream().distinct().toList();
    }

    private ActionReport report(ActionId id) {
        return new ActionReport(id, chance.percent(40) ? Optional.of("no display") : Optional.empty());
    }
}
