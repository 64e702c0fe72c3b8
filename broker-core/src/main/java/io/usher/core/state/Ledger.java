package io.usher.core.state;

import io.usher.core.command.CommandContext;
import io.usher.core.command.Reply;
import io.usher.core.event.Event;
import io.usher.core.model.AuditEntry;
import java.util.List;
import java.util.Optional;

/**
 * The door through which the state changes: events in order, then the answer, then the clock. Also turns the state into
 * an image and back. Not thread-safe.
 */
public final class Ledger {

    private final State state = new State();
    private final EventApplier applier = new EventApplier(state);

    /** Begins with an image. */
    public static Ledger restore(StateImage image) {
        Ledger ledger = new Ledger();
        State state = ledger.state;
        state.advance(image.applied(), image.now());
        image.site().ifPresent(state::putSite);
        image.brokers().forEach(broker -> state.brokers.put(broker.id(), broker));
        state.security.restore(image.security());
        image.pools().forEach(pool -> {
            state.pools.put(pool.id(), pool);
            state.bindings.poolChanged(pool.id());
        });
        image.resources().forEach(resource -> state.resources.put(resource.id(), resource));
        image.folders().forEach(folder -> state.folders.put(folder.id(), folder));
        image.hosts().forEach(host -> {
            state.hosts.put(host);
            state.sessions.coverBy(host.id(), host.status().load().reported());
        });
        image.sessions().forEach(state.sessions::put);
        image.bindings().forEach(state.bindings::put);
        image.pools()
                .forEach(pool ->
                        state.rankings.poolChanged(pool, state.siteSettings().hosts()));
        state.timeLogOffs(state.sessions.all());
        image.ended().forEach(state.ended::put);
        image.actions().forEach(state.actions::put);
        image.cursors().forEach(cursor -> state.cursors.put(cursor.pool(), cursor.host()));
        image.scalings().forEach(scaling -> state.scalings.put(scaling.pool(), scaling));
        state.advice.addAll(image.advice());
        image.schedules().forEach(schedule -> state.schedules.put(schedule.id(), schedule));
        image.waiting().entries().forEach(entry -> state.waiting.put(entry, state.poolsOf(entry.resource())));
        state.waiting.restore(image.waiting().ended());
        image.decisions().forEach(decision -> state.decisions.put(decision.position(), decision));
        state.answers.restore(image.answers(), image.answersDroppedEarly());
        return ledger;
    }

    public BrokerView view() {
        return state;
    }

    /** A remembered answer of the request that the context names. */
    public Optional<RememberedAnswer> answerOf(CommandContext context) {
        return context.request().flatMap(state.answers::find);
    }

    /** Writes what came of a command. */
    public void write(CommandContext context, List<Event> events) {
        if (context.position().compareTo(state.applied()) <= 0) {
            throw new Fault("command " + context.position() + " comes after " + state.applied() + " was applied");
        }
        events.forEach(applier::apply);
        state.rankings.settle();
        state.ended.forgetOldest();
        state.actions.forgetOldest();
        state.advance(context.position(), context.now());
    }

    /** Writes what is only supposed to have happened; no time passes and no command stands for it. */
    public void suppose(Event event) {
        applier.apply(event);
    }

    /** Keeps an entry, chained to the one before. */
    public void record(AuditEntry entry) {
        state.security.record(entry);
    }

    /** Remembers what a request was answered. */
    public void remember(CommandContext context, long payload, Reply reply) {
        context.request()
                .ifPresent(request ->
                        state.answers.remember(new RememberedAnswer(request, payload, context.now(), reply)));
    }

    /** A consistent copy of the whole state: one pass over the tables, nothing encoded. */
    public StateImage image() {
        return state.image();
    }
}
