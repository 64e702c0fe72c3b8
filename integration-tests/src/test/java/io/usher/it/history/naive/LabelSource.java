package io.usher.it.history.naive;

import io.usher.core.model.AddressRange;
import io.usher.core.model.ClientZone;
import io.usher.core.model.Label;
import io.usher.core.model.LabelPolicy;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Labels by chance, so few that hosts and wishes meet. */
final class LabelSource {

    private static final List<Label> LABELS =
            List.of(new Label("zone", "east"), new Label("gpu", "yes"), new Label("disk", "ssd"));

    private final Random chance;

    LabelSource(Random chance) {
        this.chance = chance;
    }

    List<Label> ofHost() {
        return LABELS.stream().filter(label -> chance.nextInt(3) != 0).toList();
    }

    LabelPolicy policy() {
        return chance.nextBoolean()
                ? LabelPolicy.NONE
                : new LabelPolicy(
                        LABELS.stream().filter(label -> chance.nextInt(4) == 0).toList(),
                        LABELS.stream().filter(label -> chance.nextInt(3) == 0).toList(),
                        chance.nextBoolean());
    }

    List<ClientZone> zones() {
        return Stream.of("10.0.0.0/8", "2001:db8::/32", "0.0.0.0/0")
                .filter(network -> chance.nextBoolean())
                .map(network -> new ClientZone(new AddressRange(network), chance.nextBoolean() ? "east" : "west"))
                .toList();
    }
}
