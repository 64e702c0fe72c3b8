package io.usher.node.replication.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.usher.core.command.Command;
import io.usher.core.command.CreatePool;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.RequestId;
import io.usher.proto.internal.v1.CountersRecord;
import io.usher.proto.internal.v1.CreatePoolCommand;
import io.usher.proto.internal.v1.Envelope;
import io.usher.proto.internal.v1.ExpireLeasesCommand;
import io.usher.proto.internal.v1.PoolSettingsRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandCodecTest {

    private static final Optional<RequestId> REQUEST = Optional.of(new RequestId("request-1"));

    static List<Command> commands() {
        return Samples.commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void readsWhatItWrote(Command command) {
        Proposal proposal = new Proposal(REQUEST, command);
        assertThat(CommandCodec.decode(CommandCodec.encode(proposal))).isEqualTo(proposal);
        Proposal named = new Proposal(REQUEST, command, Optional.of(AuditSamples.ORIGIN));
        assertThat(CommandCodec.decode(CommandCodec.encode(named))).isEqualTo(named);
        Proposal nameless = new Proposal(Optional.empty(), command);
        assertThat(CommandCodec.decode(CommandCodec.encode(nameless))).isEqualTo(nameless);
    }

    @Test
    void hasASampleOfEveryCommand() {
        Set<Class<?>> sampled =
                Samples.commands().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(sampled).containsExactlyInAnyOrder(Command.class.getPermittedSubclasses());
    }

    /** Whoever changes the format on purpose takes the new lines over, and thinks of the logs that are out there. */
    @Test
    void writesTheBytesThatAreInTheLogsAlready() {
        Map<String, String> written = new TreeMap<>();
        for (Command command : Samples.commands()) {
            byte[] bytes = CommandCodec.encode(new Proposal(REQUEST, command)).toByteArray();
            written.put(command.getClass().getSimpleName(), HexFormat.of().formatHex(bytes));
        }
        assertThat(written).isEqualTo(golden());
    }

    @Test
    void readsTheBytesThatAreInTheLogsAlready() {
        for (Command command : Samples.commands()) {
            String hex = golden().getOrDefault(command.getClass().getSimpleName(), "");
            ByteString bytes = ByteString.copyFrom(HexFormat.of().parseHex(hex));
            assertThat(CommandCodec.decode(bytes)).isEqualTo(new Proposal(REQUEST, command));
        }
    }

    private static Map<String, String> golden() {
        try (InputStream in = CommandCodecTest.class.getResourceAsStream("commands.hex")) {
            if (in == null) {
                return Map.of();
            }
            Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsCountersThatWereWrittenWithoutWeightsAsEqual() {
        PoolSettingsRecord settings = SettingsCodec.encode(PoolSettings.DEFAULTS).toBuilder()
                .setCounters(CountersRecord.newBuilder().setCpu(true))
                .build();
        ByteString old = Envelope.newBuilder()
                .setCreatePool(CreatePoolCommand.newBuilder().setId("office").setSettings(settings))
                .build()
                .toByteString();

        assertThat(CommandCodec.decode(old).command())
                .isInstanceOfSatisfying(
                        CreatePool.class,
                        pool -> assertThat(pool.settings().counters())
                                .isEqualTo(new Counters(false, false, true, CounterWeights.EQUAL)));
    }

    @Test
    void refusesACommandOfANewerVersion() {
        ByteString newer = Envelope.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                90,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(ByteString.EMPTY)
                                        .build())
                        .build())
                .build()
                .toByteString();
        assertThatThrownBy(() -> CommandCodec.decode(newer))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("does not know");
    }

    @Test
    void refusesAValueOutOfRange() {
        ByteString wrong = Envelope.newBuilder()
                .setExpireLeases(ExpireLeasesCommand.newBuilder().setLimit(-1))
                .build()
                .toByteString();
        assertThatThrownBy(() -> CommandCodec.decode(wrong)).isInstanceOf(FormatException.class);
    }

    @Test
    void refusesBytesThatAreNoEnvelope() {
        assertThatThrownBy(() -> CommandCodec.decode(ByteString.copyFrom(new byte[] {10, 99, 1})))
                .isInstanceOf(FormatException.class);
    }
}
