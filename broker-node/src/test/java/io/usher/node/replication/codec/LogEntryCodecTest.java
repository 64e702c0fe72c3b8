package io.usher.node.replication.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.usher.core.command.RemoveBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.LogTime;
import io.usher.core.model.RequestId;
import io.usher.proto.internal.v1.Envelope;
import io.usher.proto.internal.v1.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogEntryCodecTest {

    private static final LogTime TIME = new LogTime(1_700_000_000_000L);

    @Test
    void readsEnvelopesAndStampThatWerePutBehindEachOther() {
        List<Proposal> proposals = Samples.commands().stream()
                .map(command -> new Proposal(Optional.of(new RequestId("r")), command))
                .toList();
        byte[] joined =
                LogEntryCodec.join(proposals.stream().map(CommandCodec::encode).toList());
        byte[] stamp = LogEntryCodec.stamp(TIME, FeatureLevel.FIRST);
        ByteBuffer entry = ByteBuffer.allocate(joined.length + stamp.length)
                .put(joined)
                .put(stamp)
                .flip();
        assertThat(LogEntryCodec.decode(entry.asReadOnlyBuffer())).isEqualTo(new LogEntryCodec.Entry(TIME, proposals));
    }

    @Test
    void knowsTheSizeBeforeItJoins() {
        ByteString envelope = CommandCodec.encode(
                new Proposal(Optional.empty(), Samples.commands().get(0)));
        assertThat(LogEntryCodec.join(List.of(envelope, envelope))).hasSize(2 * LogEntryCodec.sizeInEntry(envelope));
    }

    @Test
    void refusesAnEntryOfAHigherFeatureLevel() {
        ByteString envelope = CommandCodec.encode(
                new Proposal(Optional.empty(), Samples.commands().get(0)));
        byte[] entry = LogEntry.newBuilder()
                .setTimeMillis(1)
                .setFeatureLevel(FeatureLevel.highest().value() + 1)
                .build()
                .toByteArray();
        ByteBuffer bytes = ByteBuffer.allocate(4096)
                .put(LogEntryCodec.join(List.of(envelope)))
                .put(entry)
                .flip();
        assertThatThrownBy(() -> LogEntryCodec.decode(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("feature level");
    }

    @Test
    void refusesACommandWithAFieldOrOfAKindThatItDoesNotKnow() throws IOException {
        UnknownFieldSet more = UnknownFieldSet.newBuilder()
                .addField(9_999, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        Envelope known = Envelope.parseFrom(
                CommandCodec.encode(new Proposal(Optional.empty(), new RemoveBroker(new BrokerId("b1")))));
        Envelope field = known.toBuilder()
                .setRemoveBroker(known.getRemoveBroker().toBuilder().setUnknownFields(more))
                .build();
        Envelope kind = Envelope.newBuilder().setUnknownFields(more).build();

        for (Envelope unknown : List.of(field, kind)) {
            assertThatThrownBy(() -> LogEntryCodec.decode(stamped(unknown.toByteString())))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("at least as new as the newest broker of the site");
        }
        assertThat(LogEntryCodec.decode(stamped(known.toByteString())).proposals())
                .hasSize(1);
    }

    private static ByteBuffer stamped(ByteString envelope) {
        byte[] joined = LogEntryCodec.join(List.of(envelope));
        byte[] stamp = LogEntryCodec.stamp(TIME, FeatureLevel.FIRST);
        return ByteBuffer.allocate(joined.length + stamp.length)
                .put(joined)
                .put(stamp)
                .flip();
    }

    @Test
    void refusesAnEntryWithoutAStamp() {
        ByteString envelope = CommandCodec.encode(
                new Proposal(Optional.empty(), Samples.commands().get(0)));
        assertThatThrownBy(() -> LogEntryCodec.decode(ByteBuffer.wrap(LogEntryCodec.join(List.of(envelope)))))
                .isInstanceOf(FormatException.class);
    }
}
