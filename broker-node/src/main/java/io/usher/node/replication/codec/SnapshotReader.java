package io.usher.node.replication.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.usher.core.model.SiteId;
import io.usher.core.state.StateImage;
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
            SnapshotHeader header = new SnapshotReader(in)
                    .scan(Optional.of(site), chunk -> tables.add(chunk.decode().getChunk()));
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
            SnapshotHeader header = new SnapshotReader(in)
                    .scan(Optional.empty(), chunk -> tables.add(chunk.decode().getChunk()));
            return new Content(new SiteId(header.getSite()), tables.image(header));
        } catch (IllegalArgumentException e) {
            throw outOfRange(e);
        }
    }

    private static FormatException outOfRange(IllegalArgumentException cause) {
        return new FormatException("the snapshot has a value out of range: " + cause.getMessage(), cause);
    }

    /**
     * Checks that a snapshot is whole and as it was written. It does not decode the rows: that takes as long as writing
     * them, and brokers check what they wrote while people log on. Throws what {@link #read} throws.
     */
    public static void verify(InputStream in, SiteId site) throws IOException {
        new SnapshotReader(in).scan(Optional.of(site), chunk -> {});
    }

    /**
     * Reads to the end; without a site that of any site is welcome.
     *
     * @param chunks called when a chunk was read, before the next one is
     */
    private SnapshotHeader scan(Optional<SiteId> wanted, Consumer<SnapshotReader> chunks) throws IOException {
        SnapshotHeader header = header();
        if (wanted.isPresent() && !header.getSite().equals(wanted.get().value())) {
            throw new FormatException("the snapshot must be of site " + wanted.get() + ", found " + header.getSite());
        }
        body(chunks);
        return header;
    }

    private SnapshotHeader header() throws IOException {
        advance();
        SnapshotRecord first = decode();
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

    private void body(Consumer<SnapshotReader> chunks) throws IOException {
        long rows = 0;
        advance();
        while (isChunk()) {
            digestLast();
            rows += rows();
            chunks.accept(this);
            advance();
        }
        SnapshotRecord record = decode();
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

    /** Reads the next record, which is the last one from then on. */
    private void advance() throws IOException {
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
        } catch (InvalidProtocolBufferException | EOFException e) {
            throw unreadable(e);
        }
    }

    private boolean isChunk() {
        return last.length > 0 && WireFormat.getTagFieldNumber(last[0]) == SnapshotRecord.CHUNK_FIELD_NUMBER;
    }

    /** How many rows the last record has, which is a chunk: each of its fields is one. */
    private long rows() {
        try {
            CodedInputStream record = CodedInputStream.newInstance(last);
            record.readTag();
            record.readRawVarint32();
            long rows = 0;
            for (int tag = record.readTag(); tag != 0; tag = record.readTag()) {
                record.skipField(tag);
                rows++;
            }
            return rows;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SnapshotRecord decode() {
        try {
            return RECORDS.read(ByteBuffer.wrap(last), "the snapshot is damaged, or");
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(e);
        }
    }

    private static FormatException unreadable(IOException cause) {
        return new FormatException("the snapshot is damaged: a record cannot be read", cause);
    }

    private void digestLast() throws IOException {
        byte[] length = new byte[CodedOutputStream.computeUInt32SizeNoTag(last.length)];
        CodedOutputStream.newInstance(length).writeUInt32NoTag(last.length);
        digest.update(length);
        digest.update(last);
    }
}
