package io.usher.core.forecast;

import io.usher.core.Broker;
import io.usher.core.command.Answer.Granted;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.core.command.UpdateHost;
import io.usher.core.command.UpdatePool;
import io.usher.core.model.Decision;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.Session;
import io.usher.core.model.SessionState;
import io.usher.core.state.StateImage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What would happen to a site. The commands that would be given are given to a broker of its own, so the answer follows
 * from the very rules by which the site decides, and the site never hears of it. No time passes and no load is reported
 * meanwhile. Not thread-safe.
 */
public final class Forecast {

    /** Which decisions are worth telling, the first of these most. */
    private enum Telling {
        FIRST_WITHOUT_SEAT,
        FIRST_REFUSED,
        LAST_GRANTED
    }

    private final Broker copy;
    private final Map<DecisionRule, Integer> granted = new EnumMap<>(DecisionRule.class);
    private final Map<RefusalReason, Integer> refused = new EnumMap<>(RefusalReason.class);
    private final Map<Telling, Decision> telling = new EnumMap<>(Telling.class);

    private Forecast(StateImage image) {
        copy = Broker.restore(image);
    }

    /** The answer to a question. */
    public sealed interface Result permits Foreseen, Impossible {}

    /** What is supposed cannot happen. */
    public record Impossible(Refusal refusal) implements Result {}

    /**
     * Foresees.
     *
     * @param image the state to begin with; unchanged afterwards
     */
    public static Result of(StateImage image, Question question) {
        return new Forecast(image).answer(question);
    }

    private Result answer(Question question) {
        SortedMap<HostId, Integer> before = new TreeMap<>();
        copy.view().hosts().forEach(host -> before.put(host.id(), taken(host)));
        List<Session> alreadyLost = lostSessions();
        for (Supposition supposition : question.suppositions()) {
            Reply reply = suppose(supposition);
            if (reply instanceof Refusal refusal) {
                return new Impossible(refusal);
            }
        }
        if (question.usersReturn()) {
            List<Session> lost = lostSessions();
            lost.removeAll(alreadyLost);
            lost.forEach(this::comeBack);
        }
        question.logons().ifPresent(this::logOn);
        return new Foreseen(hosts(before), granted, refused, decision());
    }

    private Reply suppose(Supposition supposition) {
        if (supposition instanceof Supposition.HostLost lost) {
            return lose(lost.host());
        }
        if (supposition instanceof Supposition.LogonsControlled controlled) {
            return copy.view()
                    .host(controlled.host())
                    .map(host -> tell(withControl(host, controlled)))
                    .orElseGet(() -> Refusal.of(RefusalReason.HOST_NOT_FOUND, "host", controlled.host()));
        }
        Supposition.MethodChanged changed = (Supposition.MethodChanged) supposition;
        return copy.view()
                .pool(changed.pool())
                .map(pool -> tell(withMethod(pool, changed)))
                .orElseGet(() -> Refusal.of(RefusalReason.POOL_NOT_FOUND, "pool", changed.pool()));
    }

    private Reply lose(HostId id) {
        return copy.view()
                .host(id)
                .map(host -> tell(new MarkHostLost(
                        id, host.incarnation(), copy.view().siteSettings().lostAfter())))
                .orElseGet(() -> Refusal.of(RefusalReason.HOST_NOT_FOUND, "host", id));
    }

    private static Command withControl(Host host, Supposition.LogonsControlled controlled) {
        HostSettings settings = host.settings().withLogonControl(controlled.control());
        return new UpdateHost(host.id(), Optional.empty(), settings);
    }

    private static Command withMethod(Pool pool, Supposition.MethodChanged changed) {
        PoolSettings settings = pool.settings().withMethod(changed.method());
        return new UpdatePool(pool.id(), Optional.empty(), pool.description(), settings);
    }

    private List<Session> lostSessions() {
        List<Session> lost = new ArrayList<>(copy.view().sessions());
        lost.removeIf(session -> session.state() != SessionState.LOST);
        return lost;
    }

    /** A session that its host reported and nobody had asked for has no resource to ask for again. */
    private void comeBack(Session lost) {
        lost.subject()
                .resource()
                .ifPresent(resource -> logOn(
                        new AssignSession(lost.user(), resource, lost.subject().client())));
    }

    private void logOn(Logons logons) {
        for (int n = 1; n <= logons.count(); n++) {
            logOn(logons.nth(n));
        }
    }

    private void logOn(AssignSession command) {
        Reply reply = tell(command);
        Optional<Decision> decision = copy.view().decision(copy.view().applied());
        if (reply instanceof Granted grant) {
            granted.merge(grant.rule(), 1, Integer::sum);
            decision.ifPresent(last -> telling.put(Telling.LAST_GRANTED, last));
        } else if (reply instanceof Refusal refusal) {
            refused.merge(refusal.reason(), 1, Integer::sum);
            Telling kind =
                    refusal.reason() == RefusalReason.NO_SEAT ? Telling.FIRST_WITHOUT_SEAT : Telling.FIRST_REFUSED;
            decision.ifPresent(first -> telling.putIfAbsent(kind, first));
        }
    }

    private Optional<Decision> decision() {
        return telling.values().stream().findFirst();
    }

    private List<HostForecast> hosts(Map<HostId, Integer> before) {
        return copy.view().hosts().stream()
                .map(host -> new HostForecast(
                        host,
                        copy.view().policyOf(host).maxSessions().value(),
                        before.getOrDefault(host.id(), 0),
                        taken(host)))
                .toList();
    }

    private int taken(Host host) {
        return copy.view().seats(host.id()).taken();
    }

    private Reply tell(Command command) {
        LogPosition next = new LogPosition(copy.view().applied().index() + 1, 0);
        return copy.apply(new CommandContext(next, copy.view().now(), Optional.empty()), command)
                .reply();
    }
}
