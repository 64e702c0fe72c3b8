package io.usher.it.history.naive;

import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.StandIn;
import io.usher.core.command.UpdateBroker;
import io.usher.core.model.StandbySettings;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import java.util.Map;
import java.util.Optional;

/** Who the brokers are and who of them leads. */
final class BrokerRules {

    private static final int MOST_BROKERS = 32;
    private static final int MOST_BROKERS_EVER = 1_000;

    private final NaiveState state;

    BrokerRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer register(RegisterBroker command) {
        if (state.siteLevel < 2 && command.standby()) {
            return state.levelTooLow(2);
        }
        String id = command.id().value();
        if (state.brokers.stream().anyMatch(broker -> broker.id.equals(id) && broker.removed)) {
            return Refused.because(RefusalReason.BROKER_REMOVED, Map.of("broker", id));
        }
        if (find(id).isEmpty()) {
            if (state.brokers.stream().filter(broker -> !broker.removed).count() >= MOST_BROKERS) {
                return CatalogueRules.tooMany("brokers", MOST_BROKERS);
            }
            if (state.brokers.size() >= MOST_BROKERS_EVER) {
                return CatalogueRules.tooMany("ids of brokers", MOST_BROKERS_EVER);
            }
            NaiveBroker added = new NaiveBroker(id, state.position);
            added.settings = added.settings.withStandby(command.standby());
            added.createdAt = state.siteLevel < 2 ? -1 : state.now;
            state.brokers.add(added);
        }
        NaiveBroker broker = find(id).orElseThrow();
        broker.apiAddress = command.apiAddress();
        broker.ticketKey = command.ticketKey();
        broker.version = command.version();
        if (broker.createdAt >= 0 && broker.creator.isEmpty()) {
            broker.creator = state.identity;
        }
        broker.changed = state.position;
        return new Done(broker.picture());
    }

    NaiveAnswer remove(RemoveBroker command) {
        String id = command.id().value();
        Optional<NaiveBroker> gone = state.brokers.stream()
                .filter(broker -> broker.removed && broker.id.equals(id))
                .findFirst();
        if (gone.isPresent()) {
            return new Done(gone.get().picture());
        }
        Optional<NaiveBroker> found = find(id);
        if (found.isEmpty()) {
            return noBroker(id);
        }
        if (found.get().leads) {
            return Refused.because(RefusalReason.BROKER_IS_PRIMARY, Map.of("broker", id));
        }
        found.get().promotion = "";
        found.get().removed = true;
        found.get().removedAt = state.now;
        found.get().changed = state.position;
        return new Done(found.get().picture());
    }

    NaiveAnswer update(UpdateBroker command) {
        boolean isNew = command.settings().raisedLog().isPresent()
                || !command.settings().standby().equals(StandbySettings.VOTES);
        if (isNew && state.siteLevel < 2) {
            return state.levelTooLow(2);
        }
        String id = command.id().value();
        Optional<NaiveBroker> found = find(id);
        if (found.isEmpty()) {
            return noBroker(id);
        }
        NaiveBroker broker = found.get();
        if (CatalogueRules.isOutdated(command.expected(), broker.changed)) {
            return CatalogueRules.outdated(command.expected(), broker.changed);
        }
        if (broker.leads && (command.settings().disabled() || command.settings().isStandby())) {
            return Refused.because(RefusalReason.BROKER_IS_PRIMARY, Map.of("broker", id));
        }
        broker.settings = command.settings();
        broker.raisedUntil = command.settings()
                .raisedLog()
                .map(raised -> raised.until()
                        .map(until -> until.epochMillis())
                        .orElse(state.now + raised.lasting().toMillis()))
                .filter(until -> until > state.now)
                .orElse(-1L);
        if (state.siteLevel >= 2) {
            broker.updatedAt = state.now;
            broker.updater = state.identity;
        }
        broker.changed = state.position;
        return new Done(broker.picture());
    }

    NaiveAnswer promote(PromoteBroker command) {
        Optional<NaiveBroker> found = find(command.id().value());
        if (found.isEmpty()) {
            return noBroker(command.id().value());
        }
        if (!found.get().settings.enabled()) {
            return Refused.because(
                    RefusalReason.BROKER_DISABLED, Map.of("broker", command.id().value()));
        }
        if (found.get().settings.isStandby()) {
            return Refused.because(
                    RefusalReason.BROKER_IS_STANDBY,
                    Map.of("broker", command.id().value()));
        }
        found.get().promotion = command.leadCause().name();
        found.get().changed = state.position;
        return new Done(found.get().picture());
    }

    NaiveAnswer standIn(StandIn command) {
        if (state.siteLevel < 2) {
            return state.levelTooLow(2);
        }
        String missing = command.missing().value();
        String standby = command.standby().value();
        if (find(missing).isEmpty()) {
            return noBroker(missing);
        }
        if (find(standby).isEmpty()) {
            return noBroker(standby);
        }
        NaiveBroker loser = find(missing).orElseThrow();
        NaiveBroker winner = find(standby).orElseThrow();
        if (loser.leads) {
            return Refused.because(RefusalReason.BROKER_IS_PRIMARY, Map.of("broker", missing));
        }
        if (loser.settings.isStandby()) {
            return Refused.because(RefusalReason.BROKER_IS_STANDBY, Map.of("broker", missing));
        }
        if (!winner.settings.isStandby()) {
            return Refused.because(RefusalReason.BROKER_NOT_STANDBY, Map.of("broker", standby));
        }
        loser.settings = loser.settings.withStandby(true);
        winner.settings = winner.settings.withStandby(false);
        loser.changed = state.position;
        winner.changed = state.position;
        return new Done(winner.picture());
    }

    NaiveAnswer record(RecordLead command) {
        Optional<NaiveBroker> found = find(command.id().value());
        if (found.isEmpty()) {
            return noBroker(command.id().value());
        }
        NaiveBroker next = found.get();
        if (state.brokers.stream().noneMatch(broker -> broker.leads && broker.term >= command.term())) {
            next.leads = true;
            next.term = command.term();
            next.since = state.now;
            next.cause = next.promotion.isEmpty() ? "ELECTION" : next.promotion;
            for (NaiveBroker broker : state.brokers) {
                if (broker == next || broker.leads || !broker.promotion.isEmpty()) {
                    broker.changed = state.position;
                }
                broker.leads = broker == next;
                broker.promotion = "";
            }
        }
        return new Done(next.picture());
    }

    private Optional<NaiveBroker> find(String id) {
        return state.brokers.stream()
                .filter(broker -> broker.id.equals(id) && !broker.removed)
                .findFirst();
    }

    private static NaiveAnswer noBroker(String id) {
        return Refused.because(RefusalReason.BROKER_NOT_FOUND, Map.of("broker", id));
    }
}
