package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.LeadCause;
import java.util.Random;

/** Commands about brokers by chance. */
final class BrokerSource {

    private final Random chance;

    BrokerSource(Random chance) {
        this.chance = chance;
    }

    Command next() {
        BrokerId broker = new BrokerId("b" + chance.nextInt(3));
        return switch (chance.nextInt(4)) {
            case 0 -> new RegisterBroker(broker, "b:" + (1 + chance.nextInt(2)), "", "1");
            case 1 -> new PromoteBroker(broker, LeadCause.PROMOTION);
            default -> new RecordLead(broker, chance.nextInt(40));
        };
    }
}
