package io.usher.node.replication.storage;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One segment of the log as Ratis 3.3 writes it: a header, then entries, each with its length as a varint in front and
 * a CRC-32C of both behind, then zeros up to the preallocated size.
 */
final class LogSegmentScan {

    private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM_BYTES = 4;

    /** Of Ratis's LogEntryProto. */
    private static final int INDEX_FIELD = 2;

    private final byte[] bytes;
    private int position;
    private long nextIndex;
    private Optional<String> damage = Optional.empty();

    private LogSegmentScan(byte[] bytes, long start) {
        this.bytes = bytes;
        this.nextIndex = start;
    }

    /** @param start index of the first entry */
    static LogSegmentScan of(byte[] bytes, long start) {
        LogSegmentScan scan = new LogSegmentScan(bytes, start);
        scan.run();
        return scan;
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
            long index = index(CodedInputStream.newInstance(bytes, position + framed - length, length));
            if (index != nextIndex) {
                damage = Optional.of("entry " + nextIndex + " is missing, found " + index);
                return;
            }
            position += framed + CHECKSUM_BYTES;
            nextIndex++;
        } catch (IOException e) {
            damage = Optional.of("an entry cannot be read: " + e.getMessage());
        }
    }

    private static long index(CodedInputStream entry) throws IOException {
        long index = 0;
        for (int tag = entry.readTag(); tag != 0; tag = entry.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == INDEX_FIELD) {
                index = entry.readUInt64();
            } else {
                entry.skipField(tag);
            }
        }
        return index;
    }
}
