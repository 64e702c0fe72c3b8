package io.usher.it.plant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The bugs that can be planted. Each spoils one method, and a test shows that the checker finds it; the two that make a
 * broker one of the next release are none.
 */
public enum Plant {
    /** Snapshots leave the answer window out: a retry after a restart has a second effect. */
    FORGOTTEN_ANSWERS("io.usher.core.state.Ledger", "image", Spoilers.WithoutAnswers.class),
    /** No answer is ever remembered: every retry has an effect of its own. */
    REPEATED_RETRIES("io.usher.core.state.Ledger", "answerOf", Spoilers.NothingFound.class),
    /** Seats that no load report covers yet do not count in the choice of a host. */
    IGNORED_IN_FLIGHT("io.usher.core.state.HostSeats", "count", Spoilers.NothingInFlight.class),
    /** One session more than there are seats is let onto each host. */
    ONE_SEAT_TOO_MANY("io.usher.core.state.HostSeats", "count", Spoilers.OneSeatTooFew.class),
    /** A ticket that a later assignment made void still opens the door. */
    UNCHECKED_FENCE("io.usher.core.decide.TicketDecider", "refuseTicket", Spoilers.StaleFenceAccepted.class),
    /** Every read is answered from whatever the broker has, also by one that was cut off long ago. */
    STALE_READS("io.usher.node.replication.gate.ReadGate", "read", Spoilers.AnythingGoes.class),
    /** No bug: the release after this one, which supports one feature level more. */
    NEXT_FEATURE_LEVEL("io.usher.core.model.FeatureLevel", "highest", Spoilers.OneLevelMore.class),
    /** No bug: in the release after this one folders may hold what needs its feature level. */
    NEXT_FOLDERS("io.usher.core.command.Command", "needs", Spoilers.FoldersNeedMore.class);

    private final String type;
    private final String method;
    private final Class<?> spoiler;

    Plant(String type, String method, Class<?> spoiler) {
        this.type = type;
        this.method = method;
        this.spoiler = spoiler;
    }

    /** The plant of that name, written as {@link #argument()} writes it. */
    static Plant named(String argument) {
        return Arrays.stream(values())
                .filter(plant -> plant.argument().equals(argument))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected the name of a bug to plant, one of "
                        + Arrays.toString(values()) + ", found '" + argument + "'"));
    }

    /** What a broker's JVM needs on its command line to have the bug. */
    public String jvmOption() {
        return "-javaagent:" + jar() + "=" + argument();
    }

    private static Path jar() {
        Path jar = Path.of(System.getProperty("usher.tools", "target/tools/lib/usher-tools.jar"))
                .toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("no bugs to plant: expected the tools of the build at " + jar);
        }
        return jar;
    }

    /** How it is named on a command line. */
    public String argument() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }

    Class<?> spoiler() {
        return spoiler;
    }
}
