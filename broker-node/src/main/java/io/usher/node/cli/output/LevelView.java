package io.usher.node.cli.output;

import io.usher.proto.v1.UpgradeSiteResponse.BrokerLevel;
import java.util.List;

/** What the brokers of a site support, in a table. */
public final class LevelView {
    private static final View<BrokerLevel> VIEW = new View<>(
            level -> "brokers/" + level.getBroker(),
            List.of(
                    Column.of("BROKER", BrokerLevel::getBroker),
                    Column.of("VERSION", BrokerLevel::getVersion),
                    Column.of(
                            "SUPPORTS",
                            level -> level.getHighestFeatureLevel() == 0
                                    ? ""
                                    : "level " + level.getHighestFeatureLevel()),
                    Column.toned("READY", LevelView::ready)));

    private LevelView() {}

    public static View<BrokerLevel> view() {
        return VIEW;
    }

    private static Cell ready(BrokerLevel level) {
        if (!level.getError().isEmpty()) {
            return new Cell("NO-ANSWER", Cell.Tone.BAD);
        }
        return level.getHoldsBack() ? new Cell("TOO-OLD", Cell.Tone.ATTENTION) : new Cell("YES", Cell.Tone.GOOD);
    }
}
