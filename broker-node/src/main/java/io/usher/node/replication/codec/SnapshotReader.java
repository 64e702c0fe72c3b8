package io.usher.node.replication.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.usher.core.model.SiteId;
import io.usher.core.state.StateImage;
import io.usher.proto.internal.v1.SnapshotChunk;
import io.usher.proto.internal.v1.SnapshotHeader;
import io.usher.proto.internal.v1.SnapshotRecord;
import io.usher.proto.internal.v1.SnapshotTrailer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads snapshots and believes nothing that the digest does not confirm. */
public final class SnapshotReader {

    /** No writer makes larger records; a larger length is damage and must not become an allocation. */
    private static final int MAX_RECORD_BYTES = 64 << 20;

    private static final KnownFields<SnapshotRecord> RECORDS = new KnownFields<>(SnapshotRecord.parser());

    private final InputStream in;
    private final MessageDigest digest = Sha256.create();
    private byte[] last = new byte[0];

    private SnapshotReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads a snapshot.
     *
     * @throws FormatException when it is damaged, of a newer version or of another site
     * @throws IOException when it cannot be read
     */
    public static StateImage read(InputStream in, SiteId site) throws IOException {
        SnapshotTables tables = new SnapshotTables();
        try {
            SnapshotHeader header = new SnapshotReader(in).scan(Optional.of(site), tables::add);
            return tables.image(header);
        } catch (IllegalArgumentException e) {
            throw outOfRange(e);
        }
    }

    /**
     * What a snapshot holds.
     *
     * @param site that it was taken of
     */
    public record Content(SiteId site, StateImage image) {}

    /** Reads a snapshot of whatever site. Throws what {@link #read} throws. */
    public static Content readOfAnySite(InputStream in) throws IOException {
        SnapshotTables tables = new SnapshotTables();
        try {
            SnapshotHeader header = new SnapshotReader(in).scan(Optional.empty(), tables::add);
            return new Content(new SiteId(header.getSite()), tables.image(header));
        } catch (IllegalArgumentException e) {
            throw outOfRange(e);
        }
    }

    private static FormatException outOfRange(IllegalArgumentException cause) {
        return new FormatException("the snapshot has a value out of range: " + cause.getMessage(), cause);
    }

    /** Checks a snapshot without building the state. Throws what {@link #read} throws. */
    public static void verify(InputStream in, SiteId site) throws IOException {
        new SnapshotReader(in).scan(Optional.of(site), chunk -> {});
    }

    /** Reads to the end; without a site that of any site is welcome. */
    private SnapshotHeader scan(Optional<SiteId> wanted, Consumer<SnapshotChunk> chunks) throws IOException {
        SnapshotHeader header = header();
        if (wanted.isPresent() && !header.getSite().equals(wanted.get().value())) {
            throw new FormatException("the snapshot must be of site " + wanted.get() + ", found " + header.getSite());
        }
        body(chunks);
        return header;
    }

    private SnapshotHeader header() throws IOException {
        SnapshotRecord first = next();
        if (!first.hasHeader()) {
            throw new FormatException("a snapshot must begin with its header");
        }
        SnapshotHeader header = first.getHeader();
        if (header.getFormatVersion() != SnapshotCodec.FORMAT_VERSION) {
            throw new FormatException("the snapshot must have format version " + SnapshotCodec.FORMAT_VERSION
                    + ", found " + header.getFormatVersion());
        }
        FeatureLevelCodec.requireSupported(header.getFeatureLevel());
        digestLast();
        return header;
    }

    private void body(Consumer<SnapshotChunk> chunks) throws IOException {
        long rows = 0;
        SnapshotRecord record = next();
        while (record.hasChunk()) {
            digestLast();
            rows += rows(record.getChunk());
            chunks.accept(record.getChunk());
            record = next();
        }
        if (!record.hasTrailer()) {
            throw new FormatException("the snapshot has a record of a kind that this version does not know");
        }
        check(record.getTrailer(), rows);
    }

    private void check(SnapshotTrailer trailer, long rows) throws IOException {
        if (!MessageDigest.isEqual(digest.digest(), trailer.getSha256().toByteArray()) || trailer.getRows() != rows) {
            throw new FormatException("the snapshot is damaged: its digest does not match");
        }
        if (in.read() >= 0) {
            throw new FormatException("the snapshot is damaged: something follows its end");
        }
    }

    private SnapshotRecord next() throws IOException {
        int firstByte = in.read();
        if (firstByte < 0) {
            throw new FormatException("the snapshot is cut off: its end is missing");
        }
        try {
            int size = CodedInputStream.readRawVarint32(firstByte, in);
            if (size < 0 || size > MAX_RECORD_BYTES) {
                throw new FormatException("the snapshot is damaged: a record of " + size + " bytes");
            }
            last = in.readNBytes(size);
            if (last.length < size) {
                throw new FormatException("the snapshot is cut off in the middle of a record");
            }
            return RECORDS.read(ByteBuffer.wrap(last), "the snapshot is damaged, or");
        } catch (InvalidProtocolBufferException | EOFException e) {
            throw new FormatException("the snapshot is damaged: a record cannot be read", e);
        }
    }

    private void digestLast() throws IOException {
        byte[] length = new byte[CodedOutputStream.computeUInt32SizeNoTag(last.length)];
        CodedOutputStream.newInstance(length).writeUInt32NoTag(last.length);
        digest.update(length);
        digest.update(last);
    }

    private static long rows(SnapshotChunk chunk) {
        return (long) chunk.getSitesCount()
                + chunk.getBrokersCount()
                + chunk.getRolesCount()
                + chunk.getAuditCount()
                + chunk.getPoolsCount()
                + chunk.getResourcesCount()
                + chunk.getHostsCount()
                + chunk.getSessionsCount()
                + chunk.getEndedCount()
                + chunk.getCursorsCount()
                + chunk.getSchedulesCount()
                + chunk.getDecisionsCount()
                + chunk.getAnswersCount()
                + chunk.getQueueCount()
                + chunk.getEndedWaitsCount()
                + chunk.getFoldersCount()
                + chunk.getActionsCount()
                + chunk.getScalingsCount()
                + chunk.getAdviceCount()
                + chunk.getBindingsCount();
    }
}
