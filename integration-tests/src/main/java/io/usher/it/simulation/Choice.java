package io.usher.it.simulation;

import java.util.OptionalInt;
import java.util.SplittableRandom;

/** The rule of a plain algorithm. */
interface Choice {

    /** How a host compares with others: the lower the better. */
    interface Score {
        double of(Board board, int host);
    }

    /** A host that is not full; empty when all are. */
    OptionalInt of(Board board, SplittableRandom chance);

    /** The host with the lowest score; any of those that share it. */
    static Choice lowest(Score score) {
        return (board, chance) -> {
            int best = -1;
            int equals = 0;
            double lowest = Double.POSITIVE_INFINITY;
            for (int host = 0; host < board.hosts(); host++) {
                if (board.isFull(host)) {
                    continue;
                }
                double found = score.of(board, host);
                equals = found < lowest ? 1 : found == lowest ? equals + 1 : equals;
                boolean wins = found < lowest || (found == lowest && chance.nextInt(equals) == 0);
                if (wins) {
                    best = host;
                    lowest = found;
                }
            }
            return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
        };
    }

    /** Any host. */
    static Choice any() {
        return (board, chance) -> {
            int start = chance.nextInt(board.hosts());
            for (int step = 0; step < board.hosts(); step++) {
                int host = (start + step) % board.hosts();
                if (!board.isFull(host)) {
                    return OptionalInt.of(host);
                }
            }
            return OptionalInt.empty();
        };
    }

    /** The better one of any two. */
    static Choice lowerOfTwo(Score score) {
        Choice any = any();
        return (board, chance) -> {
            OptionalInt one = any.of(board, chance);
            OptionalInt other = any.of(board, chance);
            boolean takesOther = one.isPresent()
                    && other.isPresent()
                    && score.of(board, other.getAsInt()) < score.of(board, one.getAsInt());
            return takesOther ? other : one;
        };
    }
}
