package io.usher.node.replication.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.LogTime;
import io.usher.proto.internal.v1.Envelope;
import io.usher.proto.internal.v1.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of the log. An entry is put together from bytes that are there already: envelopes as they came, then the
 * stamp of the primary. Protobuf reads concatenated messages as one.
 */
public final class LogEntryCodec {

    private static final KnownFields<LogEntry> ENTRIES = new KnownFields<>(LogEntry.parser());

    private LogEntryCodec() {}

    /**
     * What an entry holds.
     *
     * @param time stamped by the primary; not yet clamped
     * @param proposals in the order in which they are carried out
     */
    public record Entry(LogTime time, List<Proposal> proposals) {

        public Entry {
            proposals = List.copyOf(proposals);
        }
    }

    /** Size of an envelope within an entry, in bytes. */
    public static int sizeInEntry(ByteString envelope) {
        return CodedOutputStream.computeBytesSize(LogEntry.ENVELOPES_FIELD_NUMBER, envelope);
    }

    /** Joins envelopes to an entry that has no stamp yet. */
    public static byte[] join(List<ByteString> envelopes) {
        int size = 0;
        for (ByteString envelope : envelopes) {
            size += sizeInEntry(envelope);
        }
        byte[] bytes = new byte[size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            for (ByteString envelope : envelopes) {
                out.writeBytes(LogEntry.ENVELOPES_FIELD_NUMBER, envelope);
            }
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("an array of the right size was too small", e);
        }
        return bytes;
    }

    /**
     * The stamp of the primary, to be put behind the joined envelopes.
     *
     * @param level that the site has: whoever does not support it must not read on
     */
    public static byte[] stamp(LogTime time, FeatureLevel level) {
        return LogEntry.newBuilder()
                .setTimeMillis(time.epochMillis())
                .setFeatureLevel(level.value())
                .build()
                .toByteArray();
    }

    /**
     * Reads an entry.
     *
     * @throws FormatException when it is malformed or of a newer version
     */
    public static Entry decode(ByteBuffer bytes) {
        LogEntry entry;
        try {
            entry = ENTRIES.read(bytes, "a log entry", LogEntryCodec::requireSupported);
        } catch (InvalidProtocolBufferException e) {
            throw new FormatException("a log entry is malformed", e);
        }
        if (entry.getTimeMillis() < 0 || entry.getEnvelopesCount() == 0) {
            throw new FormatException("a log entry must have a time and a command, found time " + entry.getTimeMillis()
                    + " and " + entry.getEnvelopesCount() + " commands");
        }
        List<Proposal> proposals = new ArrayList<>(entry.getEnvelopesCount());
        for (Envelope envelope : entry.getEnvelopesList()) {
            proposals.add(CommandCodec.decode(envelope));
        }
        return new Entry(new LogTime(entry.getTimeMillis()), proposals);
    }

    private static void requireSupported(LogEntry entry) {
        if (entry.getFeatureLevel() < 1) {
            throw new FormatException("a log entry must have a feature level from 1, found " + entry.getFeatureLevel());
        }
        FeatureLevelCodec.requireSupported(entry.getFeatureLevel());
    }
}
