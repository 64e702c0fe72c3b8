package io.usher.it.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** The algorithms that are compared. */
enum Contender {
    /** The core with the resource-based method, as a pool has it that was created without settings. */
    USHER("Usher", "Usher") {
        @Override
        Algorithm algorithm(List<Machine> machines, SplittableRandom chance) {
            return new CoreAlgorithm(machines);
        }
    },
    /** The model product: ratios of sessions, memory and processor in the last reports, added up. No weights. */
    SUM_OF_RATIOS("sum of last reports", "sum") {
        @Override
        Algorithm algorithm(List<Machine> machines, SplittableRandom chance) {
            return new PlainAlgorithm(machines, Choice.lowest(Board::sumOfRatios), chance);
        }
    },
    /** Microsoft's broker. The weight is the host's size, as its administrator would set it. */
    SESSIONS_OVER_WEIGHT("(sessions + pending) / weight", "by weight") {
        @Override
        Algorithm algorithm(List<Machine> machines, SplittableRandom chance) {
            return new PlainAlgorithm(
                    machines, Choice.lowest((board, host) -> board.seated(host) / board.share(host)), chance);
        }
    },
    LEAST_SESSIONS("least sessions", "least") {
        @Override
        Algorithm algorithm(List<Machine> machines, SplittableRandom chance) {
            return new PlainAlgorithm(machines, Choice.lowest(Board::seated), chance);
        }
    },
    /** Of two hosts at random the one whose last report is better: the textbook's cure for old reports. */
    TWO_CHOICES("power of two choices", "two choices") {
        @Override
        Algorithm algorithm(List<Machine> machines, SplittableRandom chance) {
            return new PlainAlgorithm(machines, Choice.lowerOfTwo(Board::sumOfRatios), chance);
        }
    },
    RANDOM("random", "random") {
        @Override
        Algorithm algorithm(List<Machine> machines, SplittableRandom chance) {
            return new PlainAlgorithm(machines, Choice.any(), chance);
        }
    };

    private final String text;
    private final String heading;

    Contender(String text, String heading) {
        this.text = text;
        this.heading = heading;
    }

    String text() {
        return text;
    }

    /** For the head of a narrow column. */
    String heading() {
        return heading;
    }

    /** A new algorithm for a new pool. */
    abstract Algorithm algorithm(List<Machine> machines, SplittableRandom chance);
}
