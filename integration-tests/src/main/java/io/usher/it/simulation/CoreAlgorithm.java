package io.usher.it.simulation;

import io.usher.core.Broker;
import io.usher.core.command.Answer;
import io.usher.core.command.Answer.Granted;
import io.usher.core.command.Answer.HostAnswer;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.FoundSite;
import io.usher.core.command.HostLoad;
import io.usher.core.command.RedeemTicket;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.Reply;
import io.usher.core.command.ReportLoads;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The real core: commands in, replies out, as on every broker. Time and order are the simulation's. */
final class CoreAlgorithm implements Algorithm {

    private static final PoolId POOL = new PoolId("pool");
    private static final ResourceId DESKTOP = new ResourceId("desktop");
    /** Log time of the simulation's beginning, so that what happens before it has a time, too. */
    private static final long EPOCH_MILLIS = 1_000_000;

    private final Broker broker = Broker.empty();
    private final List<Machine> machines;
    private final List<HostId> ids = new ArrayList<>();
    private final List<HostIncarnation> incarnations = new ArrayList<>();
    private final Map<HostId, Integer> numbers = new HashMap<>();
    private final Map<Integer, Granted> travelling = new HashMap<>();
    private long index;

    CoreAlgorithm(List<Machine> machines) {
        this.machines = List.copyOf(machines);
        answer(new FoundSite(new SiteId("site"), "", SiteSettings.DEFAULTS, FeatureLevel.highest()), 0);
        answer(new CreatePool(POOL, "", PoolSettings.DEFAULTS), 0);
        answer(
                new CreateResource(
                        DESKTOP,
                        ResourceKind.DESKTOP,
                        new ResourceSettings("", ResourceState.ENABLED, "", List.of(POOL), "")),
                0);
        this.machines.forEach(this::register);
    }

    private void register(Machine machine) {
        HostId id = new HostId(String.format(Locale.ROOT, "h%05d", ids.size()));
        HostSettings settings = new HostSettings(
                HostPolicy.INHERITED.withWeight(machine.weight()).withMaxSessions(machine.seats()),
                LogonControl.ENABLED,
                "");
        Answer answer = answer(new RegisterHost(id, POOL, "agent", id + ":3389", settings), 0);
        if (!(answer instanceof HostAnswer registered)) {
            throw new IllegalStateException("expected a host, found " + answer);
        }
        numbers.put(id, ids.size());
        ids.add(id);
        incarnations.add(registered.host().incarnation());
    }

    @Override
    public OptionalInt place(Logon logon) {
        Reply reply = apply(
                new AssignSession(new UserName("user-" + logon.user()), DESKTOP, ClientInfo.UNKNOWN), logon.atMillis());
        if (reply instanceof Refusal refusal && refusal.reason() == RefusalReason.NO_SEAT) {
            return OptionalInt.empty();
        }
        if (!(reply instanceof Granted granted)) {
            throw new IllegalStateException("expected a grant or no seat, found " + reply);
        }
        travelling.put(logon.user(), granted);
        return OptionalInt.of(numberOf(granted.host()));
    }

    @Override
    public void arrived(Logon logon, long nowMillis) {
        Granted granted = Optional.ofNullable(travelling.remove(logon.user())).orElseThrow();
        answer(
                new RedeemTicket(granted.host(), granted.incarnation(), 0, granted.session(), granted.fence(), false),
                nowMillis);
    }

    @Override
    public long mark() {
        return index;
    }

    @Override
    public void reported(List<Report> reports, long nowMillis) {
        for (int from = 0; from < reports.size(); from += ReportLoads.MAX_LOADS) {
            int to = Math.min(reports.size(), from + ReportLoads.MAX_LOADS);
            List<HostLoad> loads =
                    reports.subList(from, to).stream().map(this::load).toList();
            answer(new ReportLoads(loads), nowMillis);
        }
    }

    private HostLoad load(Report report) {
        return new HostLoad(
                ids.get(report.host()),
                incarnations.get(report.host()),
                report.cpuPermille(),
                report.memoryUsedBytes(),
                machines.get(report.host()).memoryBytes(),
                new LogPosition(report.mark(), 0),
                List.of(),
                OptionalInt.of(report.startingMilliseats()));
    }

    private int numberOf(HostId id) {
        return Optional.ofNullable(numbers.get(id)).orElseThrow();
    }

    private Answer answer(Command command, long nowMillis) {
        Reply reply = apply(command, nowMillis);
        if (reply instanceof Answer answer) {
            return answer;
        }
        throw new IllegalStateException("expected an answer to " + command + ", found " + reply);
    }

    private Reply apply(Command command, long nowMillis) {
        index++;
        CommandContext context =
                new CommandContext(new LogPosition(index, 0), new LogTime(EPOCH_MILLIS + nowMillis), Optional.empty());
        return broker.apply(context, command).reply();
    }
}
