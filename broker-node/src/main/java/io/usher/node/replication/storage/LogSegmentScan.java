package io.usher.node.replication.storage;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * One segment of the log as Ratis 3.3 writes it: a header, then entries, each with its length as a varint in front and
 * a CRC-32C of both behind, then zeros up to the preallocated size.
 */
final class LogSegmentScan {

    private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM_BYTES = 4;

    /** Of Ratis's LogEntryProto. */
    private static final int TERM_FIELD = 1;

    private static final int INDEX_FIELD = 2;
    private static final int COMMAND_FIELD = 3;
    private static final int CONFIGURATION_FIELD = 4;

    private final byte[] bytes;
    private final long start;
    private final SortedMap<Long, Kind> others = new TreeMap<>();
    private int position;
    private long nextIndex;
    private long lastTerm;
    private Optional<String> damage = Optional.empty();

    private LogSegmentScan(byte[] bytes, long start) {
        this.bytes = bytes;
        this.start = start;
        this.nextIndex = start;
    }

    /** What an entry is for. */
    enum Kind {
        COMMAND,
        CONFIGURATION,
        /** Only Ratis has a use for it. */
        OTHER
    }

    /**
     * An entry, as far as it matters here.
     *
     * @param index its place in the log
     */
    record Entry(long term, long index, Kind kind) {

        /** Reads Ratis's LogEntryProto; throws when it is none. */
        static Entry read(CodedInputStream in) throws IOException {
            long term = 0;
            long index = 0;
            Kind kind = Kind.OTHER;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case TERM_FIELD -> term = in.readUInt64();
                    case INDEX_FIELD -> index = in.readUInt64();
                    case COMMAND_FIELD -> {
                        kind = Kind.COMMAND;
                        in.skipField(tag);
                    }
                    case CONFIGURATION_FIELD -> {
                        kind = Kind.CONFIGURATION;
                        in.skipField(tag);
                    }
                    default -> in.skipField(tag);
                }
            }
            return new Entry(term, index, kind);
        }
    }

    /** @param start index of the first entry */
    static LogSegmentScan of(byte[] bytes, long start) {
        LogSegmentScan scan = new LogSegmentScan(bytes, start);
        scan.run();
        return scan;
    }

    /** Index of the first entry, if there is one. */
    long start() {
        return start;
    }

    boolean hasEntries() {
        return nextIndex > start;
    }

    /** Term of the last entry that is whole. */
    long lastTerm() {
        return lastTerm;
    }

    /** Entries that hold no command. */
    SortedMap<Long, Kind> others() {
        return others;
    }

    /** Index of the last entry that is whole. */
    long lastIndex() {
        return nextIndex - 1;
    }

    /** Length of the file up to there. */
    long validBytes() {
        return position;
    }

    /** What is wrong behind it. */
    Optional<String> damage() {
        return damage;
    }

    private void run() {
        for (int i = 0; i < HEADER.length; i++) {
            if (i >= bytes.length || bytes[i] != HEADER[i]) {
                requireZeros("the header is damaged", i);
                return;
            }
        }
        position = HEADER.length;
        while (damage.isEmpty() && position < bytes.length) {
            if (bytes[position] == 0) {
                requireZeros("something follows the end", position);
                return;
            }
            entry();
        }
    }

    /** A file that ends early, or holds only zeros from here, is not damaged: that is how an unused end looks. */
    private void requireZeros(String otherwise, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                damage = Optional.of(otherwise);
                return;
            }
        }
    }

    private void entry() {
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes, position, bytes.length - position);
            int length = in.readRawVarint32();
            int framed = in.getTotalBytesRead() + length;
            if (length <= 0 || framed < 0 || framed > bytes.length - position - CHECKSUM_BYTES) {
                damage = Optional.of("an entry is cut off");
                return;
            }
            CRC32C checksum = new CRC32C();
            checksum.update(bytes, position, framed);
            int expected =
                    ByteBuffer.wrap(bytes, position + framed, CHECKSUM_BYTES).getInt();
            if ((int) checksum.getValue() != expected) {
                damage = Optional.of("a checksum does not match");
                return;
            }
            Entry entry = Entry.read(CodedInputStream.newInstance(bytes, position + framed - length, length));
            if (entry.index() != nextIndex) {
                damage = Optional.of("entry " + nextIndex + " is missing, found " + entry.index());
                return;
            }
            lastTerm = entry.term();
            if (entry.kind() != Kind.COMMAND) {
                others.put(entry.index(), entry.kind());
            }
            position += framed + CHECKSUM_BYTES;
            nextIndex++;
        } catch (IOException e) {
            damage = Optional.of("an entry cannot be read: " + e.getMessage());
        }
    }
}
