package io.usher.node.replication.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.usher.core.model.Site;
import io.usher.core.model.SiteId;
import io.usher.core.state.RememberedAnswer;
import io.usher.core.state.StateImage;
import io.usher.proto.internal.v1.AnswerRecord;
import io.usher.proto.internal.v1.SnapshotChunk;
import io.usher.proto.internal.v1.SnapshotHeader;
import io.usher.proto.internal.v1.SnapshotRecord;
import io.usher.proto.internal.v1.SnapshotTrailer;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Writes snapshots as a stream: memory for one chunk, whatever the size of the state. {@link SnapshotReader} reads. */
public final class SnapshotCodec {

    /** Version of the format that this version writes, and the only one that it reads. */
    static final int FORMAT_VERSION = 1;

    /** Large enough that lengths and tags cost nothing, small enough to be held many times. */
    private static final int CHUNK_BYTES = 256 << 10;

    private final DigestOutputStream out;
    private SnapshotChunk.Builder chunk = SnapshotChunk.newBuilder();
    private int chunkBytes;
    private long rows;

    private SnapshotCodec(OutputStream out) {
        this.out = new DigestOutputStream(out, Sha256.create());
    }

    /** Writes a snapshot. Does not close the stream. */
    public static void write(OutputStream out, SiteId site, StateImage image) throws IOException {
        new SnapshotCodec(out).write(site, image);
    }

    private void write(SiteId site, StateImage image) throws IOException {
        record(SnapshotRecord.newBuilder().setHeader(header(site, image)));
        table(image.site().stream().toList(), ModelCodec::encode, (c, row) -> c.addSites(row));
        table(image.brokers(), BrokerCodec::encode, (c, row) -> c.addBrokers(row));
        table(image.security().roles(), RoleCodec::encode, (c, row) -> c.addRoles(row));
        table(image.security().audit(), AuditCodec::encode, (c, row) -> c.addAudit(row));
        table(image.pools(), ModelCodec::encode, (c, row) -> c.addPools(row));
        table(image.resources(), ModelCodec::encode, (c, row) -> c.addResources(row));
        table(image.hosts(), ModelCodec::encode, (c, row) -> c.addHosts(row));
        table(image.sessions(), SessionCodec::encode, (c, row) -> c.addSessions(row));
        table(image.ended(), SessionCodec::encode, (c, row) -> c.addEnded(row));
        table(image.cursors(), ModelCodec::encode, (c, row) -> c.addCursors(row));
        table(image.schedules(), ScheduleCodec::encode, (c, row) -> c.addSchedules(row));
        table(image.decisions(), ModelCodec::encode, (c, row) -> c.addDecisions(row));
        table(image.answers(), SnapshotCodec::encode, (c, row) -> c.addAnswers(row));
        table(image.folders(), FolderCodec::encode, (c, row) -> c.addFolders(row));
        table(image.waiting().entries(), QueueCodec::encode, (c, row) -> c.addQueue(row));
        table(image.waiting().ended(), QueueCodec::encode, (c, row) -> c.addEndedWaits(row));
        table(image.actions(), ActionCodec::encode, (c, row) -> c.addActions(row));
        table(image.scalings(), ScalingCodec::encode, (c, row) -> c.addScalings(row));
        table(image.advice(), ScalingCodec::encode, (c, row) -> c.addAdvice(row));
        table(image.bindings(), BindingCodec::encode, (c, row) -> c.addBindings(row));
        flushChunk();
        MessageDigest digest = out.getMessageDigest();
        record(SnapshotRecord.newBuilder()
                .setTrailer(SnapshotTrailer.newBuilder()
                        .setSha256(ByteString.copyFrom(digest.digest()))
                        .setRows(rows)));
    }

    private static SnapshotHeader.Builder header(SiteId site, StateImage image) {
        return SnapshotHeader.newBuilder()
                .setFormatVersion(FORMAT_VERSION)
                .setSite(site.value())
                .setApplied(ValueCodec.encode(image.applied()))
                .setNowMillis(image.now().epochMillis())
                .setAnswersDroppedEarly(image.answersDroppedEarly())
                .setAuditForgottenCount(image.security().forgotten().count())
                .setAuditForgottenRevision(image.security().forgotten().revision())
                .setFeatureLevel(image.site()
                        .map(Site::featureLevel)
                        .map(FeatureLevelCodec::encode)
                        .orElse(0));
    }

    private <T, M extends MessageLite> void table(
            Iterable<T> table, Function<T, M> encode, BiConsumer<SnapshotChunk.Builder, M> add) throws IOException {
        for (T row : table) {
            M message = encode.apply(row);
            add.accept(chunk, message);
            chunkBytes += message.getSerializedSize();
            rows++;
            if (chunkBytes >= CHUNK_BYTES) {
                flushChunk();
            }
        }
    }

    private void flushChunk() throws IOException {
        if (chunkBytes > 0) {
            record(SnapshotRecord.newBuilder().setChunk(chunk));
            chunk = SnapshotChunk.newBuilder();
            chunkBytes = 0;
        }
    }

    private void record(SnapshotRecord.Builder record) throws IOException {
        record.build().writeDelimitedTo(out);
    }

    private static AnswerRecord encode(RememberedAnswer answer) {
        return AnswerRecord.newBuilder()
                .setRequestId(answer.request().value())
                .setPayload(answer.payload())
                .setAnsweredMillis(answer.answered().epochMillis())
                .setReply(ReplyCodec.encode(answer.reply()))
                .build();
    }
}
