package io.usher.core.decide;

import io.usher.core.command.Answer.BrokerAnswer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.StandIn;
import io.usher.core.command.UpdateBroker;
import io.usher.core.event.BrokerChange;
import io.usher.core.event.Event;
import io.usher.core.event.Event.BrokerChanged;
import io.usher.core.model.Authorship;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.Lead;
import io.usher.core.model.LeadCause;
import io.usher.core.model.Origin;
import io.usher.core.state.BrokerView;
import io.usher.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of the brokers themselves. Who leads is decided by election; here it is only written down. */
final class BrokerDecider {

    private final BrokerView view;
    private final CommandContext context;

    BrokerDecider(BrokerView view, CommandContext context) {
        this.view = view;
        this.context = context;
    }

    Ruling register(RegisterBroker command) {
        Optional<BrokerProfile> known = view.broker(command.id());
        if (known.isPresent() && !known.get().isMember()) {
            return Ruling.refuse(RefusalReason.BROKER_REMOVED, "broker", command.id());
        }
        long members = view.brokers().stream().filter(BrokerProfile::isMember).count();
        if (known.isEmpty() && members >= Limits.BROKERS) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "brokers", "bound", Limits.BROKERS);
        }
        if (known.isEmpty() && view.brokers().size() >= Limits.BROKERS_EVER) {
            return Ruling.refuse(RefusalReason.TOO_MANY, "kind", "ids of brokers", "bound", Limits.BROKERS_EVER);
        }
        BrokerProfile broker = new BrokerProfile(
                command.id(),
                command.apiAddress(),
                command.ticketKey(),
                command.version(),
                known.flatMap(BrokerProfile::lead),
                known.flatMap(BrokerProfile::promotion),
                Optional.empty(),
                known.map(BrokerProfile::settings).orElse(BrokerSettings.DEFAULTS.withStandby(command.standby())),
                context.position(),
                known.isEmpty() ? authorship() : known.get().registered().map(this::answeredFor),
                known.flatMap(BrokerProfile::configured));
        return changed(broker, BrokerChange.REGISTERED);
    }

    /** Brokers of the release before do not keep it, so a site that may have such does not either. */
    private Optional<Authorship> authorship() {
        return view.featureLevel().covers(Authorship.LEVEL)
                ? Optional.of(new Authorship(context.now(), identity()))
                : Optional.empty();
    }

    /** A broker registers by itself; whoever added it says so afterwards. */
    private Authorship answeredFor(Authorship registered) {
        return registered.orBy(identity());
    }

    private String identity() {
        return context.origin().map(Origin::identity).orElse("");
    }

    /** The second time changes nothing: the id is not used again, so it is the same broker. */
    Ruling remove(RemoveBroker command) {
        Optional<BrokerProfile> known = view.broker(command.id());
        if (known.isEmpty()) {
            return notFound(command.id());
        }
        if (!known.get().isMember()) {
            return Ruling.answer(new BrokerAnswer(known.get()));
        }
        if (known.get().lead().isPresent()) {
            return Ruling.refuse(RefusalReason.BROKER_IS_PRIMARY, "broker", command.id());
        }
        return changed(known.get().removedAt(context.now(), context.position()), BrokerChange.REMOVED);
    }

    Ruling update(UpdateBroker command) {
        Optional<BrokerProfile> known = member(command.id());
        if (known.isEmpty()) {
            return notFound(command.id());
        }
        BrokerProfile broker = known.get();
        return Etag.refuseUnless(command.expected(), broker.changed()).orElseGet(() -> {
            if (!command.settings().mayLead() && broker.lead().isPresent()) {
                return Ruling.refuse(RefusalReason.BROKER_IS_PRIMARY, "broker", command.id());
            }
            BrokerSettings settings = command.settings().at(context.now());
            return changed(broker.withSettings(settings, context.position(), authorship()), BrokerChange.CONFIGURED);
        });
    }

    Ruling promote(PromoteBroker command) {
        Optional<BrokerProfile> known = member(command.id());
        if (known.isEmpty()) {
            return notFound(command.id());
        }
        BrokerProfile broker = known.get();
        if (!broker.settings().enabled()) {
            return Ruling.refuse(RefusalReason.BROKER_DISABLED, "broker", command.id());
        }
        if (broker.settings().isStandby()) {
            return Ruling.refuse(RefusalReason.BROKER_IS_STANDBY, "broker", command.id());
        }
        return changed(
                broker.withLead(broker.lead(), Optional.of(command.leadCause()), context.position()),
                BrokerChange.PROMOTION_ORDERED);
    }

    /** The number of votes stays what administrators made it; they have set nothing. */
    Ruling standIn(StandIn command) {
        Optional<BrokerProfile> missing = member(command.missing());
        Optional<BrokerProfile> standby = member(command.standby());
        if (missing.isEmpty() || standby.isEmpty()) {
            return notFound(missing.isEmpty() ? command.missing() : command.standby());
        }
        if (missing.get().lead().isPresent()) {
            return Ruling.refuse(RefusalReason.BROKER_IS_PRIMARY, "broker", command.missing());
        }
        if (missing.get().settings().isStandby()) {
            return Ruling.refuse(RefusalReason.BROKER_IS_STANDBY, "broker", command.missing());
        }
        if (!standby.get().settings().isStandby()) {
            return Ruling.refuse(RefusalReason.BROKER_NOT_STANDBY, "broker", command.standby());
        }
        BrokerProfile votes = withStandby(standby.get(), false);
        return Ruling.answer(
                new BrokerAnswer(votes),
                new BrokerChanged(withStandby(missing.get(), true), BrokerChange.STANDS_DOWN),
                new BrokerChanged(votes, BrokerChange.STANDS_IN));
    }

    private BrokerProfile withStandby(BrokerProfile broker, boolean standby) {
        return broker.withSettings(broker.settings().withStandby(standby), context.position(), broker.configured());
    }

    /** Terms rise; one that is not above the latest was told before. */
    Ruling record(RecordLead command) {
        Optional<BrokerProfile> known = member(command.id());
        if (known.isEmpty()) {
            return notFound(command.id());
        }
        boolean isOld = view.brokers().stream()
                .flatMap(broker -> broker.lead().stream())
                .anyMatch(lead -> lead.term() >= command.term());
        if (isOld) {
            return Ruling.answer(new BrokerAnswer(known.get()));
        }
        List<Event> events = new ArrayList<>();
        for (BrokerProfile other : view.brokers()) {
            boolean isConcerned = other.lead().isPresent() || other.promotion().isPresent();
            if (isConcerned && !other.id().equals(command.id())) {
                events.add(new BrokerChanged(
                        other.withLead(Optional.empty(), Optional.empty(), context.position()),
                        BrokerChange.LEADS_NO_MORE));
            }
        }
        Lead lead =
                new Lead(command.term(), context.now(), known.get().promotion().orElse(LeadCause.ELECTION));
        BrokerProfile leads = known.get().withLead(Optional.of(lead), Optional.empty(), context.position());
        events.add(new BrokerChanged(leads, BrokerChange.LEADS));
        return new Ruling(new BrokerAnswer(leads), events);
    }

    private Optional<BrokerProfile> member(BrokerId id) {
        return view.broker(id).filter(BrokerProfile::isMember);
    }

    private static Ruling changed(BrokerProfile broker, BrokerChange change) {
        return Ruling.answer(new BrokerAnswer(broker), new BrokerChanged(broker, change));
    }

    private static Ruling notFound(BrokerId id) {
        return Ruling.refuse(RefusalReason.BROKER_NOT_FOUND, "broker", id);
    }
}
