package io.usher.node.api.mapping;

import io.usher.core.Rerun;
import io.usher.core.model.SiteId;
import io.usher.core.state.StateImage;
import io.usher.proto.v1.Backup;

/** Backups in the API. */
public final class BackupMapping {

    private BackupMapping() {}

    /** All that is known before the state has been encoded. */
    public static Backup.Builder toProto(SiteId site, StateImage image) {
        return Backup.newBuilder()
                .setSiteId(site.value())
                .setRevision(image.applied().index())
                .setTime(Times.of(image.now()))
                .setPools(image.pools().size())
                .setHosts(image.hosts().size())
                .setResources(image.resources().size())
                .setSessions(image.sessions().size());
    }

    /** All that is known of a backup that is whole. */
    public static Backup toProto(SiteId site, StateImage image, long bytes) {
        return toProto(site, image)
                .setBytes(bytes)
                .setDigest(Rerun.digestOf(image))
                .build();
    }
}
