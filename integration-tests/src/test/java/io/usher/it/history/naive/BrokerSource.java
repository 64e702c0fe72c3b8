package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.FoundSite;
import io.usher.core.command.GrantRole;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.RevokeRole;
import io.usher.core.command.StandIn;
import io.usher.core.command.UpdateBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.LeadCause;
import io.usher.core.model.LogLevel;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.RaisedLog;
import io.usher.core.model.Role;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.StandbySettings;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Commands about brokers and roles by chance. */
final class BrokerSource {

    private final Random chance;

    BrokerSource(Random chance) {
        this.chance = chance;
    }

    Command next(BrokerView view) {
        BrokerId broker = new BrokerId("b" + chance.nextInt(3));
        return switch (chance.nextInt(11)) {
            case 0 -> new RegisterBroker(broker, "b:" + (1 + chance.nextInt(2)), "", "1", chance.nextBoolean());
            case 4 ->
                switch (chance.nextInt(3)) {
                    case 0 -> new RemoveBroker(leading(view).orElse(broker));
                    case 1 -> new RemoveBroker(broker);
                    default -> new RegisterBroker(broker, "b:7", "", "2");
                };
            case 5 ->
                new UpdateBroker(
                        chance.nextInt(3) == 0 ? leading(view).orElse(broker) : broker,
                        chance.nextInt(4) == 0 ? Optional.of(new LogPosition(3, 0)) : Optional.empty(),
                        new BrokerSettings(
                                "rack",
                                chance.nextBoolean(),
                                chance.nextInt(9),
                                chance.nextBoolean() ? Optional.of(Duration.ofSeconds(90)) : Optional.empty(),
                                List.of("b:" + (1 + chance.nextInt(9))),
                                raised(),
                                standby()));
            case 6, 7, 8 -> standby(view, broker);
            case 1 -> new PromoteBroker(disabled(view).orElse(broker), LeadCause.PROMOTION);
            case 2 -> new GrantRole(identity(), role());
            case 3 -> new RevokeRole(identity(), role());
            default -> new RecordLead(broker, chance.nextInt(40));
        };
    }

    /** Begun now, begun before, or over already. */
    private Optional<RaisedLog> raised() {
        Optional<LogTime> until =
                chance.nextBoolean() ? Optional.empty() : Optional.of(new LogTime(chance.nextInt(100_000)));
        return chance.nextInt(4) != 0
                ? Optional.empty()
                : Optional.of(new RaisedLog(LogLevel.DEBUG, "io.usher", Duration.ofSeconds(5), until));
    }

    private static Optional<BrokerId> leading(BrokerView view) {
        return view.brokers().stream()
                .filter(broker -> broker.lead().isPresent())
                .map(BrokerProfile::id)
                .findFirst();
    }

    private StandbySettings standby() {
        return new StandbySettings(
                chance.nextBoolean(),
                chance.nextBoolean() ? Optional.of(Duration.ofSeconds(1 + chance.nextInt(90))) : Optional.empty());
    }

    /**
     * Mostly what is still missing until a standby can stand in: such histories are too short to get there by chance.
     */
    private Command standby(BrokerView view, BrokerId broker) {
        if (chance.nextInt(4) != 0) {
            if (view.site().isEmpty()) {
                return new FoundSite(new SiteId("lab"), "", SiteSettings.DEFAULTS);
            }
            if (!view.featureLevel().covers(StandbySettings.LEVEL)) {
                return new RaiseFeatureLevel(StandbySettings.LEVEL);
            }
            if (view.broker(broker).isEmpty()) {
                return new RegisterBroker(broker, "b:1", "", "1", chance.nextBoolean());
            }
        }
        List<BrokerId> others = view.brokers().stream()
                .map(BrokerProfile::id)
                .filter(id -> !id.equals(broker))
                .toList();
        BrokerId other = others.isEmpty()
                ? new BrokerId(broker.value().equals("b0") ? "b1" : "b0")
                : others.get(chance.nextInt(others.size()));
        return chance.nextInt(4) == 0
                ? new PromoteBroker(broker, LeadCause.PROMOTION)
                : new StandIn(broker, other, Duration.ofSeconds(chance.nextInt(60)));
    }

    private static Optional<BrokerId> disabled(BrokerView view) {
        return view.brokers().stream()
                .filter(broker -> broker.settings().disabled())
                .map(BrokerProfile::id)
                .findFirst();
    }

    private IdentityPattern identity() {
        return new IdentityPattern("cn:i" + chance.nextInt(2));
    }

    private Role role() {
        return chance.nextInt(4) != 0 ? Role.ADMIN : Role.OPERATOR;
    }
}
