package io.usher.core.history;

import io.usher.core.command.Command;
import io.usher.core.command.DisconnectSession;
import io.usher.core.command.EndSession;
import io.usher.core.command.ExpireLeases;
import io.usher.core.command.ReviewScaling;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.RequestId;
import io.usher.core.model.Session;
import io.usher.core.model.SessionId;
import io.usher.core.state.BrokerView;
import io.usher.core.transcript.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Invents one step after the other, each with an eye on the state as it is. The same seed gives the same history. */
public final class HistoryGenerator {

    private static final int REMEMBERED = 40;

    private final Chance chance;
    private final NavigableMap<Integer, Function<BrokerView, Command>> kinds = new TreeMap<>();
    private final Deque<Function<BrokerView, Command>> opening = new ArrayDeque<>();
    private final Deque<Step> requested = new ArrayDeque<>();
    private LogPosition last = LogPosition.NONE;
    private LogTime clock = LogTime.ZERO;
    private int weights;
    private int requests;

    public HistoryGenerator(long seed) {
        chance = new Chance(seed);
        AdminCommands admin = new AdminCommands(chance);
        HostCommands hosts = new HostCommands(chance, admin);
        FilterCommands filters = new FilterCommands(chance);
        everyday(hosts, filters);
        administration(admin, hosts);
        folders(filters);
        if (chance.percent(80)) {
            opening.add(view -> admin.foundSite());
        }
        Names.POOLS.forEach(pool -> opening.add(view -> admin.createPool(pool)));
        Names.HOSTS.forEach(host -> opening.add(view -> hosts.registerHost(view, host)));
        Names.FOLDERS.forEach(folder -> opening.add(view -> filters.createFolder()));
        Names.RESOURCES.forEach(resource -> opening.add(view -> admin.createResource(resource)));
    }

    /** The next step of a broker in this state. */
    public Step next(BrokerView view) {
        last = nextPosition(view);
        clock = nextTime();
        if (opening.isEmpty() && !requested.isEmpty() && chance.percent(6)) {
            return again(chance.oneOf(List.copyOf(requested)), view);
        }
        Command command =
                opening.isEmpty() ? anyCommand(view) : opening.remove().apply(view);
        Optional<RequestId> request =
                chance.percent(75) ? Optional.of(new RequestId("q" + ++requests)) : Optional.empty();
        Step step = new Step(last, clock, request, command);
        if (request.isPresent()) {
            requested.addLast(step);
            if (requested.size() > REMEMBERED) {
                requested.removeFirst();
            }
        }
        return step;
    }

    private void everyday(HostCommands hosts, FilterCommands filters) {
        add(36, view -> filters.assignSession());
        add(15, hosts::redeemTicket);
        add(15, hosts::reportInventory);
        add(6, hosts::reportLoads);
        add(3, view -> new ReviewScaling());
        add(5, view -> new ExpireLeases(chance.between(1, 4)));
        QueueCommands queue = new QueueCommands(chance);
        add(8, view -> queue.admit());
        add(1, queue::leave);
        add(2, queue::keep);
        add(2, view -> queue.expire());
        add(2, view -> new EndSession(anySession(view)));
        add(3, view -> new DisconnectSession(anySession(view)));
        ActionCommands actions = new ActionCommands(chance);
        add(5, actions::request);
    }

    private void administration(AdminCommands admin, HostCommands hosts) {
        add(4, hosts::markHostLost);
        add(5, hosts::registerHost);
        add(4, admin::updateHost);
        ScheduleCommands schedules = new ScheduleCommands(chance);
        add(2, schedules::create);
        add(1, view -> schedules.delete());
        add(3, schedules::run);
        BindingCommands bindings = new BindingCommands(chance);
        add(2, bindings::create);
        add(1, view -> bindings.delete());
        add(4, bindings::ask);
        add(2, view -> admin.controlHostLogons());
        add(2, view -> admin.controlPoolLogons());
        add(1, view -> admin.removeHost());
        add(2, admin::updatePool);
        add(2, view -> admin.createPool(chance.oneOf(Names.POOLS)));
        add(1, view -> admin.deletePool());
        add(2, admin::updateResource);
        add(3, view -> admin.createResource(chance.oneOf(Names.RESOURCES)));
        add(1, view -> admin.deleteResource());
        add(1, admin::updateSite);
        add(1, view -> admin.raiseFeatureLevel());
        add(1, view -> admin.foundSite());
        add(1, view -> admin.registerBroker());
        add(1, view -> admin.promoteBroker());
        add(1, view -> admin.recordLead());
        add(1, admin::updateBroker);
        add(1, admin::standIn);
        add(1, view -> chance.percent(20) ? admin.removeBroker() : admin.registerBroker());
        add(1, view -> admin.grantRole());
        add(1, view -> admin.revokeRole());
    }

    private void folders(FilterCommands filters) {
        add(3, view -> filters.createFolder());
        add(2, view -> filters.updateFolder());
        add(1, view -> filters.deleteFolder());
    }

    private void add(int weight, Function<BrokerView, Command> kind) {
        kinds.put(weights, kind);
        weights += weight;
    }

    private Command anyCommand(BrokerView view) {
        return kinds.floorEntry(chance.between(0, weights - 1)).getValue().apply(view);
    }

    private SessionId anySession(BrokerView view) {
        Collection<Session> sessions = view.sessions();
        return sessions.isEmpty() || chance.percent(5)
                ? new SessionId(new LogPosition(chance.between(1, 99), 0))
                : chance.oneOf(new ArrayList<>(sessions)).id();
    }

    /** A retry, or a caller that uses an id for something else. */
    private Step again(Step earlier, BrokerView view) {
        Command command = chance.percent(80) ? earlier.command() : anyCommand(view);
        return new Step(last, clock, earlier.request(), command);
    }

    private LogPosition nextPosition(BrokerView view) {
        LogPosition before = last.compareTo(view.applied()) > 0 ? last : view.applied();
        return before.index() > 0 && chance.percent(30)
                ? new LogPosition(before.index(), before.ordinal() + 1)
                : new LogPosition(before.index() + chance.between(1, 3), 0);
    }

    private LogTime nextTime() {
        int kind = chance.between(1, 100);
        if (kind <= 40) {
            return clock;
        }
        if (kind <= 43) {
            return new LogTime(Math.max(0, clock.epochMillis() - chance.between(1, 10_000)));
        }
        int most = kind <= 85 ? 500 : kind <= 97 ? 5_000 : kind <= 99 ? 40_000 : 1_000_000;
        return new LogTime(clock.epochMillis() + chance.between(1, most));
    }
}
