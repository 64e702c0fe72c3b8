package io.usher.node.replication.codec;

import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.model.FeatureLevel;
import io.usher.proto.internal.v1.RaiseFeatureLevelCommand;

/** Feature levels. The first is written as 0, which takes no bytes: releases that know no other can read it. */
final class FeatureLevelCodec {

    private FeatureLevelCodec() {}

    static int encode(FeatureLevel level) {
        return level.equals(FeatureLevel.FIRST) ? 0 : level.value();
    }

    /**
     * Reads the level of a site.
     *
     * @throws FormatException when this release cannot carry it out
     */
    static FeatureLevel decode(int level) {
        requireSupported(level);
        return level == 0 ? FeatureLevel.FIRST : new FeatureLevel(level);
    }

    /** Refuses what needs a higher level than this release supports; says what to do. */
    static void requireSupported(int level) {
        int highest = FeatureLevel.highest().value();
        if (level < 0 || level > highest) {
            throw new FormatException("the site is at feature level " + level + ", this version supports 1 to "
                    + highest + "; run a version that is at least as new as the other brokers of the site");
        }
    }

    static RaiseFeatureLevelCommand encode(RaiseFeatureLevel command) {
        return RaiseFeatureLevelCommand.newBuilder()
                .setLevel(command.level().value())
                .build();
    }
}
