package io.usher.it.history.naive;

import io.usher.core.command.Command;
import io.usher.core.command.HostLoad;
import io.usher.core.command.ReportLoads;
import io.usher.core.model.CounterReading;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Host;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.state.BrokerView;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;

/** Load reports by chance: of some hosts, and of most of them also how much is starting. */
final class LoadSource {

    private final Random chance;

    LoadSource(Random chance) {
        this.chance = chance;
    }

    Command next(BrokerView view, LogPosition position, Function<Host, HostIncarnation> incarnations) {
        // Below its level a report that tells what is starting is refused, with all that it tells besides.
        boolean isStartingTold = !view.featureLevel().equals(FeatureLevel.FIRST) || chance.nextInt(4) == 0;
        return new ReportLoads(view.hosts().stream()
                .filter(host -> chance.nextBoolean())
                .map(host -> new HostLoad(
                        host.id(),
                        incarnations.apply(host),
                        chance.nextInt(1001),
                        chance.nextInt(1000) * 1_000_000L,
                        2_000_000_000L,
                        new LogPosition(Math.max(1, position.index() - 3 + chance.nextInt(5)), 0),
                        chance.nextBoolean() ? List.of(new CounterReading("disk", chance.nextInt(1001))) : List.of(),
                        isStartingTold && chance.nextInt(4) != 0
                                ? OptionalInt.of(chance.nextInt(6_000))
                                : OptionalInt.empty()))
                .toList());
    }
}
