package io.usher.node.replication.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.Broker;
import io.usher.core.command.CommandContext;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.LogPosition;
import io.usher.core.state.StateDigest;
import io.usher.core.state.StateImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Bytes that release 0.1.0 wrote: a snapshot with a row of every kind, a log with a random history, and the digests of
 * the states that they lead to. Never written anew.
 */
class PreviousReleaseTest {

    @Test
    void readsItsSnapshotAsTheSameStateAndWritesTheSameBytes() throws IOException {
        byte[] snapshot = bytes("snapshot.hex");
        StateImage image = image(snapshot);

        assertThat(StateDigest.of(image)).isEqualTo(lines("digests.txt").get(0));
        assertThat(image.site().orElseThrow().featureLevel()).isEqualTo(FeatureLevel.FIRST);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        SnapshotCodec.write(again, image.site().orElseThrow().id(), image);
        assertThat(again.toByteArray()).isEqualTo(snapshot);
    }

    @Test
    void carriesItsLogOutToTheSameState() throws IOException {
        Broker broker = Broker.empty();
        long index = 0;
        for (String line : lines("log.hex")) {
            LogEntryCodec.Entry entry =
                    LogEntryCodec.decode(ByteBuffer.wrap(HexFormat.of().parseHex(line)));
            index++;
            int ordinal = 0;
            for (Proposal proposal : entry.proposals()) {
                broker.apply(
                        new CommandContext(
                                new LogPosition(index, ordinal++), entry.time(), proposal.request(), proposal.origin()),
                        proposal.command());
            }
        }

        assertThat(StateDigest.of(broker.image()))
                .isEqualTo(lines("digests.txt").get(1));
    }

    private static StateImage image(byte[] snapshot) throws IOException {
        return SnapshotReader.readOfAnySite(new ByteArrayInputStream(snapshot)).image();
    }

    private static byte[] bytes(String name) throws IOException {
        return HexFormat.of().parseHex(String.join("", lines(name)));
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = PreviousReleaseTest.class.getResourceAsStream("release-0.1.0/" + name)) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
