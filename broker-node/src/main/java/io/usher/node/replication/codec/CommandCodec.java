package io.usher.node.replication.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.usher.core.model.RequestId;
import io.usher.proto.internal.v1.Envelope;
import java.util.Optional;

/** Commands in their envelopes. A command is encoded once, by the broker that took it in. */
public final class CommandCodec {

    private static final KnownFields<Envelope> ENVELOPES = new KnownFields<>(Envelope.parser());

    private CommandCodec() {}

    /** Encodes a command as an {@code Envelope}. */
    public static ByteString encode(Proposal proposal) {
        Envelope.Builder envelope = proposal.command().accept(CommandEncoder.INSTANCE);
        proposal.request().map(RequestId::value).ifPresent(envelope::setRequestId);
        proposal.origin().map(AuditCodec::encode).ifPresent(envelope::setOrigin);
        return envelope.build().toByteString();
    }

    /**
     * Reads an {@code Envelope}.
     *
     * @throws FormatException when it is malformed or of a newer version
     */
    public static Proposal decode(ByteString envelope) {
        try {
            return decode(ENVELOPES.read(envelope.asReadOnlyByteBuffer(), "a command"));
        } catch (InvalidProtocolBufferException e) {
            throw new FormatException("a command is not a valid envelope", e);
        }
    }

    static Proposal decode(Envelope envelope) {
        try {
            return new Proposal(
                    envelope.hasRequestId() ? Optional.of(new RequestId(envelope.getRequestId())) : Optional.empty(),
                    CommandDecoder.decode(envelope),
                    envelope.hasOrigin() ? Optional.of(AuditCodec.decode(envelope.getOrigin())) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new FormatException("a command has a value out of range: " + e.getMessage(), e);
        }
    }
}
