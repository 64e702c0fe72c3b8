package io.usher.core;

import io.usher.core.command.AdmitNext;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.core.decide.Deciders;
import io.usher.core.decide.Ruling;
import io.usher.core.event.Event;
import io.usher.core.event.Event.CursorMoved;
import io.usher.core.event.Event.DecisionRecorded;
import io.usher.core.event.Event.PoolChanged;
import io.usher.core.event.Event.QueueLeft;
import io.usher.core.model.Decision;
import io.usher.core.model.HostId;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ResourceId;
import io.usher.core.model.UserName;
import io.usher.core.state.Ledger;
import io.usher.core.state.StateDigest;
import io.usher.core.state.StateImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A stretch of the log once more, and what other pools would have decided. The log is carried out as it was; beside it
 * a second state is told everything that happened, but its pools are as they are supposed to be. Each assignment is put
 * to both. So every single decision is judged on the history as it was: who came where, and what hosts reported, does
 * not change with what is supposed. Not thread-safe.
 */
public final class Rerun {

    private final StateDigest digest = new StateDigest();
    private final Broker recorded;
    private final Ledger supposed;
    private final SortedMap<PoolId, PoolSettings> policy;

    private Rerun(StateImage start, SortedMap<PoolId, PoolSettings> policy) {
        this.recorded = Broker.restore(start);
        this.supposed = Ledger.restore(start);
        this.policy = policy;
    }

    /**
     * What came of one assignment.
     *
     * @param host where the user was sent
     * @param refusal why there was no session
     * @param decision the rule that decided, and the host's name, or the reason of the refusal; for people
     */
    public record Result(Optional<HostId> host, Optional<RefusalReason> refusal, String decision) {}

    /** One assignment as it was decided, and as it would have been. */
    public record Comparison(
            LogPosition position, UserName user, ResourceId resource, Result recorded, Result supposed) {

        public boolean isSame() {
            return recorded.equals(supposed);
        }
    }

    /**
     * Begins.
     *
     * @param start the state before the stretch
     * @param policy settings that pools are supposed to have; the others are as they were
     */
    public static Rerun from(StateImage start, Map<PoolId, PoolSettings> policy) {
        return new Rerun(start, new TreeMap<>(policy));
    }

    /** From now on the pools are as they are supposed to be. To be called once, where the comparison begins. */
    public void suppose() {
        recorded.view().pools().forEach(pool -> {
            if (policy.containsKey(pool.id())) {
                supposed.suppose(new PoolChanged(supposed(pool)));
            }
        });
    }

    /** Carries out a command without a comparison, on the way to where it begins. */
    public void skip(CommandContext context, Command command) {
        write(context, command, recorded.apply(context, command).events());
    }

    /** Carries out the next command; gives a comparison for an assignment, also of one who waited. */
    public Optional<Comparison> next(CommandContext context, Command command) {
        boolean isAssignment = command instanceof AssignSession || command instanceof AdmitNext;
        boolean isRepeated = context.request().flatMap(recorded.view()::answer).isPresent();
        Optional<Ruling> other = isAssignment && !isRepeated
                ? Optional.of(command.accept(new Deciders(
                        supposed.view(), context.notBefore(supposed.view().now()))))
                : Optional.empty();
        Outcome outcome = recorded.apply(context, command);
        List<Event> events = new ArrayList<>(outcome.events());
        other.ifPresent(ruling -> takeTurns(events, ruling.events()));
        write(context, command, events);
        return other.flatMap(ruling -> compare(command, outcome, ruling));
    }

    /** Digest of the state as the log leads to it. */
    public String digest() {
        return digestOf(recorded.image());
    }

    /** Digest of another state, to compare with. */
    public static String digestOf(StateImage image) {
        return StateDigest.of(image);
    }

    /** Whether both states are the same, by digest. */
    public boolean isSameState() {
        return digest().equals(digestOf(supposed.image()));
    }

    private void write(CommandContext proposed, Command command, List<Event> events) {
        CommandContext context = proposed.notBefore(supposed.view().now());
        boolean isKnown = supposed.answerOf(context).isPresent();
        supposed.write(context, events.stream().map(this::supposed).toList());
        recorded.view()
                .security()
                .latestAudit()
                .filter(entry -> entry.position().equals(context.position()))
                .ifPresent(supposed::record);
        if (!isKnown && context.request().isPresent()) {
            Reply reply = recorded.view().answer(context.request().get()).orElseThrow();
            supposed.remember(context, digest.fingerprint(command), reply);
        }
    }

    /** Round robin goes on where it would have gone on. */
    private void takeTurns(List<Event> events, List<Event> other) {
        events.removeIf(event -> event instanceof CursorMoved moved && policy.containsKey(moved.pool()));
        other.stream()
                .filter(event -> event instanceof CursorMoved moved && policy.containsKey(moved.pool()))
                .forEach(events::add);
    }

    private Event supposed(Event event) {
        return event instanceof PoolChanged changed
                        && policy.containsKey(changed.pool().id())
                ? new PoolChanged(supposed(changed.pool()))
                : event;
    }

    private Pool supposed(Pool pool) {
        PoolSettings settings = policy.getOrDefault(pool.id(), pool.settings());
        return new Pool(pool.id(), pool.description(), settings, pool.changed());
    }

    private static Optional<Comparison> compare(Command command, Outcome outcome, Ruling other) {
        Optional<AssignSession> asked = command instanceof AssignSession assign
                ? Optional.of(assign)
                : asked(outcome.events()).or(() -> asked(other.events()));
        return asked.map(wish -> new Comparison(
                outcome.position(),
                wish.user(),
                wish.resource(),
                result(outcome.reply(), outcome.events()),
                result(other.reply(), other.events())));
    }

    private static Optional<AssignSession> asked(List<Event> events) {
        return events.stream()
                .filter(event -> event instanceof QueueLeft)
                .map(event -> AssignSession.of(((QueueLeft) event).entry().wish()))
                .findFirst();
    }

    private static Result result(Reply reply, List<Event> events) {
        Optional<Decision> decision = events.stream()
                .filter(event -> event instanceof DecisionRecorded)
                .map(event -> ((DecisionRecorded) event).decision())
                .findFirst();
        Optional<RefusalReason> refusal = events.stream()
                .filter(event -> event instanceof QueueLeft left && left.outcome() instanceof Refusal)
                .map(event -> ((Refusal) ((QueueLeft) event).outcome()).reason())
                .findFirst()
                .or(() -> reply instanceof Refusal refused ? Optional.of(refused.reason()) : Optional.empty());
        Optional<HostId> host = decision.flatMap(Decision::chosen);
        String word = host.map(HostId::value)
                .or(() -> refusal.map(Enum::name))
                .or(() -> decision.map(found -> found.rule().name()))
                .orElse("");
        return new Result(host, refusal, word);
    }
}
