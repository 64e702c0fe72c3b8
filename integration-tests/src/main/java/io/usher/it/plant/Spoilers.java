package io.usher.it.plant;

import io.usher.core.command.CreateFolder;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.FeatureLevel;
import io.usher.core.state.SeatCount;
import io.usher.core.state.StateImage;
import io.usher.node.replication.Freshness;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * What is done to an argument or the result of a spoiled method. The code of these methods is copied into the spoiled
 * one.
 */
// What is assigned to a result is read by the code around the copy.
@SuppressWarnings("UnusedVariable")
final class Spoilers {

    private Spoilers() {}

    /** An image of the state as if no request had ever been answered. */
    static final class WithoutAnswers {
        private WithoutAnswers() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) StateImage image) {
            image = new StateImage(
                    image.applied(),
                    image.now(),
                    image.site(),
                    image.brokers(),
                    image.security(),
                    image.pools(),
                    image.resources(),
                    image.folders(),
                    image.hosts(),
                    image.sessions(),
                    image.ended(),
                    image.actions(),
                    image.bindings(),
                    image.cursors(),
                    image.scalings(),
                    image.advice(),
                    image.schedules(),
                    image.waiting(),
                    image.decisions(),
                    List.of(),
                    0);
        }
    }

    /** Whatever was found, it was not. */
    static final class NothingFound {
        private NothingFound() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<?> found) {
            found = Optional.empty();
        }
    }

    /** Reports cover everything. */
    static final class NothingInFlight {
        private NothingInFlight() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) SeatCount count) {
            count = new SeatCount(count.taken(), count.pending(), 0);
        }
    }

    /** Counts one too few. */
    static final class OneSeatTooFew {
        private OneSeatTooFew() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) SeatCount count) {
            count = new SeatCount(Math.max(0, count.taken() - 1), count.pending(), count.inFlight());
        }
    }

    /** Lets an old ticket pass. */
    static final class StaleFenceAccepted {
        private StaleFenceAccepted() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<Refusal> refusal) {
            if (refusal.isPresent() && refusal.get().reason() == RefusalReason.STALE_FENCE) {
                refusal = Optional.empty();
            }
        }
    }

    /** No read is asked to be fresh. */
    static final class AnythingGoes {
        private AnythingGoes() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) Freshness freshness) {
            freshness = Freshness.STALE;
        }
    }

    /** Supports one level more. Its own type must not be loaded by whoever looks at this method while it is loaded. */
    static final class OneLevelMore {
        private OneLevelMore() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object highest) {
            highest = new FeatureLevel(((FeatureLevel) highest).value() + 1);
        }
    }

    /** A new folder needs the level after that of this release. */
    static final class FoldersNeedMore {
        private FoldersNeedMore() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Object command, @Advice.Return(readOnly = false) FeatureLevel needed) {
            if (command instanceof CreateFolder) {
                needed = FeatureLevel.highest();
            }
        }
    }
}
