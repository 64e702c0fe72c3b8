package io.usher.node.replication.codec;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Reads messages of the log and of snapshots, and refuses those that hold a field that this version does not know, at
 * any depth. Protobuf would skip it: this broker would then decide without what the others decided with. Nothing but
 * brokers writes these messages, and each field once, so that what was skipped shows in the size. Thread-safe.
 *
 * @param <M> the message
 */
final class KnownFields<M extends Message> {

    private final Parser<M> parser;

    KnownFields(Parser<M> parser) {
        this.parser = DiscardUnknownFieldsParser.wrap(parser);
    }

    /**
     * Reads one message that fills the bytes.
     *
     * @param what it is, for the message
     * @throws FormatException when it holds an unknown field
     * @throws InvalidProtocolBufferException when it is malformed
     */
    M read(ByteBuffer bytes, String what) throws InvalidProtocolBufferException {
        return read(bytes, what, message -> {});
    }

    /**
     * As {@link #read(ByteBuffer, String)}.
     *
     * @param first looks at what is known before anything unknown is refused: it may say better why
     */
    M read(ByteBuffer bytes, String what, Consumer<M> first) throws InvalidProtocolBufferException {
        int size = bytes.remaining();
        M message = parser.parseFrom(bytes.duplicate());
        first.accept(message);
        if (message.getSerializedSize() != size) {
            throw new FormatException(what + " holds something that this version does not know: " + size
                    + " bytes, of which it can read " + message.getSerializedSize()
                    + "; run a version that is at least as new as the newest broker of the site");
        }
        return message;
    }
}
