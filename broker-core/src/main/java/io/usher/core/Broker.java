package io.usher.core;

import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.Reply;
import io.usher.core.decide.ActionSettlement;
import io.usher.core.decide.Deciders;
import io.usher.core.decide.Ruling;
import io.usher.core.model.AuditEntry;
import io.usher.core.state.AuditWriter;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Fault;
import io.usher.core.state.Ledger;
import io.usher.core.state.RememberedAnswer;
import io.usher.core.state.StateDigest;
import io.usher.core.state.StateImage;
import java.util.List;
import java.util.Optional;

/**
 * The state machine: the same commands in the same order give the same state and the same replies, on every broker. Not
 * thread-safe: one thread applies, and whoever reads the view keeps it from applying meanwhile.
 */
public final class Broker {

    private final Ledger ledger;
    private final StateDigest digest = new StateDigest();

    private Broker(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The state before the first command. */
    public static Broker empty() {
        return restore(StateImage.EMPTY);
    }

    /** Continues from an image. */
    public static Broker restore(StateImage image) {
        return new Broker(Ledger.restore(image));
    }

    /**
     * Carries out one command: clamp time, known request?, decide, write, remember the answer.
     *
     * @throws Fault when an invariant is broken; the state must not be used any more
     */
    public Outcome apply(CommandContext proposed, Command command) {
        CommandContext context = proposed.notBefore(view().now());
        // The fingerprint costs a hash, so it is taken only where it will be kept or compared.
        long payload = context.request().isPresent() ? digest.fingerprint(command) : 0;
        Optional<RememberedAnswer> known = ledger.answerOf(context);
        if (known.isPresent()) {
            ledger.write(context, List.of());
            return new Outcome(context.position(), context.now(), answerAgain(known.get(), payload), List.of());
        }
        Ruling decided = Deciders.decide(view(), context, command);
        Ruling ruling = ActionSettlement.complete(view(), context, decided);
        // What was there before is gone once the events are written.
        Optional<AuditEntry> audit = AuditWriter.entry(view(), context, command, ruling.reply(), ruling.events());
        ledger.write(context, ruling.events());
        audit.ifPresent(ledger::record);
        ledger.remember(context, payload, ruling.reply());
        return new Outcome(context.position(), context.now(), ruling.reply(), ruling.events());
    }

    /** Questions about the state. Always the present state; see {@link BrokerView} for what may be kept. */
    public BrokerView view() {
        return ledger.view();
    }

    /** A consistent copy of the whole state. Costs one pass over the tables. */
    public StateImage image() {
        return ledger.image();
    }

    private static Reply answerAgain(RememberedAnswer known, long payload) {
        return known.payload() == payload
                ? known.reply()
                : Refusal.of(RefusalReason.REQUEST_ID_REUSED, "request_id", known.request());
    }
}
