package io.usher.core.decide;

import io.usher.core.model.Label;
import io.usher.core.model.PoolId;
import io.usher.core.model.QueueEntry;
import io.usher.core.model.Resource;
import io.usher.core.state.BrokerView;
import java.util.List;
import java.util.Optional;

/**
 * Who is next. The first in the queue of a pool gets its next free seat, except one whom a limit of this very pool
 * keeps out, or whom none of its free hosts can serve: such a one goes on waiting and holds nobody up.
 */
public final class QueueOrder {

    private QueueOrder() {}

    /** The first who waits for a seat in the pool and could take one that is free; empty when none is free. */
    public static Optional<QueueEntry> next(BrokerView view, PoolId pool) {
        if (view.queueOf(pool).isEmpty() || view.ranking(pool).best(1).isEmpty()) {
            return Optional.empty();
        }
        return view.queueOf(pool).stream()
                .filter(entry -> !isKeptFrom(view, entry, pool) && isServed(view, entry, pool))
                .findFirst();
    }

    /**
     * Whether a free seat of the pool is another's.
     *
     * @param asker the place of the one who asks; empty for one who does not wait
     */
    static boolean isAwaited(BrokerView view, PoolId pool, Optional<QueueEntry> asker) {
        return next(view, pool)
                .filter(first -> asker.isEmpty() || first.compareTo(asker.get()) < 0)
                .isPresent();
    }

    /** Whether a host that may take a session carries what the resource requires. */
    private static boolean isServed(BrokerView view, QueueEntry entry, PoolId pool) {
        List<Label> required = view.resource(entry.resource())
                .orElseThrow()
                .settings()
                .labels()
                .requiredLabels();
        return required.isEmpty() || !view.ranking(pool, required).best(1).isEmpty();
    }

    private static boolean isKeptFrom(BrokerView view, QueueEntry entry, PoolId pool) {
        Resource resource = view.resource(entry.resource()).orElseThrow();
        return new UsageLimits(view, entry.user(), resource)
                .in(pool)
                .filter(finding -> finding.policy().refuses())
                .isPresent();
    }
}
