package io.usher.node;

import io.usher.core.Rerun;
import io.usher.core.model.SiteId;
import io.usher.core.state.StateImage;
import java.time.Instant;

/**
 * What a backup holds.
 *
 * @param revision of the state
 * @param time of the log at that revision
 * @param bytes length of the file
 * @param digest SHA-256 of the state, as brokers compare it
 */
public record SiteBackup(
        String site,
        long revision,
        Instant time,
        int pools,
        int hosts,
        int resources,
        int sessions,
        long bytes,
        String digest) {

    static SiteBackup of(SiteId site, StateImage image, long bytes) {
        return new SiteBackup(
                site.value(),
                image.applied().index(),
                Instant.ofEpochMilli(image.now().epochMillis()),
                image.pools().size(),
                image.hosts().size(),
                image.resources().size(),
                image.sessions().size(),
                bytes,
                Rerun.digestOf(image));
    }
}
