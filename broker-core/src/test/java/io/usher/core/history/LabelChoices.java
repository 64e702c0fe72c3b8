package io.usher.core.history;

import io.usher.core.model.AddressRange;
import io.usher.core.model.ClientZone;
import io.usher.core.model.Label;
import io.usher.core.model.LabelPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Labels by chance, so few that hosts and wishes meet. */
final class LabelChoices {

    private static final List<Label> ALL = List.of(
            new Label("zone", "east"),
            new Label("zone", "west"),
            new Label("gpu", "yes"),
            new Label("gpu", "no"),
            new Label("disk", "ssd"));
    private static final List<String> NETWORKS =
            List.of("10.0.0.0/8", "192.0.2.64/26", "2001:db8::/32", "0.0.0.0/0", "::/0");

    private final Chance chance;

    LabelChoices(Chance chance) {
        this.chance = chance;
    }

    List<Label> ofHost() {
        List<Label> labels = new ArrayList<>();
        labels.add(chance.oneOf(ALL.subList(0, 2)));
        labels.add(chance.oneOf(ALL.subList(2, 4)));
        labels.add(ALL.get(4));
        labels.removeIf(label -> chance.percent(40));
        return labels;
    }

    LabelPolicy policy() {
        if (chance.percent(55)) {
            return LabelPolicy.NONE;
        }
        List<Label> required =
                chance.percent(50) ? List.of() : ofHost().stream().limit(2).toList();
        List<Label> preferred = Stream.generate(() -> chance.oneOf(ALL))
                .limit(chance.between(0, 2))
                .distinct()
                .toList();
        return new LabelPolicy(required, preferred, chance.percent(50));
    }

    List<ClientZone> zones() {
        return Stream.generate(() -> new ClientZone(
                        new AddressRange(chance.oneOf(NETWORKS)), chance.oneOf(List.of("east", "west", "north"))))
                .limit(chance.between(0, 3))
                .toList();
    }
}
