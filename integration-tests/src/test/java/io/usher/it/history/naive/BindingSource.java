package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.DeleteBinding;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.DedicationPolicy;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.PoolId;
import io.usher.core.model.UserName;
import io.usher.core.state.BrokerView;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Commands about hosts that belong to somebody, by chance. */
final class BindingSource {

    private final Random chance;

    BindingSource(Random chance) {
        this.chance = chance;
    }

    DedicationPolicy policy() {
        DedicationMode mode = switch (chance.nextInt(8)) {
            case 0 -> DedicationMode.USER;
            case 1 -> DedicationMode.DEVICE;
            default -> DedicationMode.OFF;
        };
        return new DedicationPolicy(
                mode, chance.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMinutes(1 + chance.nextInt(2))));
    }

    Command next(BrokerView view, HostId host, PoolId pool, UserName user) {
        if (chance.nextInt(3) == 0) {
            return new DeleteBinding(host);
        }
        PoolId its = view.host(host)
                .map(Host::pool)
                .filter(known -> chance.nextInt(5) != 0)
                .orElse(pool);
        DedicationMode mode = chance.nextBoolean() ? DedicationMode.USER : DedicationMode.DEVICE;
        return new CreateBinding(
                its,
                host,
                new BindingOwner(mode, mode == DedicationMode.USER ? user.value() : "pc" + chance.nextInt(3)));
    }
}
