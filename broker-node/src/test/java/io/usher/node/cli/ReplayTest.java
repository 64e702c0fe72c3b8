package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.ReplayRequest;
import io.usher.proto.v1.ReplayResponse;
import io.usher.proto.v1.ReplayResponse.Difference;
import io.usher.proto.v1.ReplayResponse.HostCount;
import io.usher.proto.v1.ReplayResponse.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay on the command line. */
class ReplayTest {

    private final FakeBroker broker = new FakeBroker();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void showsThatNothingDiffers() {
        answer(ReplayResponse.newBuilder()
                .setFromRevision(5)
                .setToRevision(90)
                .setAssignments(40)
                .setSame(true)
                .setStateAgrees(true));

        Run run = Run.against(broker, "replay", "--from", "5");

        assertThat(run.out())
                .contains("5 to 90", "none, and the states are the same", "yes, the broker has this state");
    }

    @Test
    void takesThePolicyFromWhatPoolGetWritesAndShowsWhatDiffers(@TempDir Path directory) throws IOException {
        answer(ReplayResponse.newBuilder()
                .setFromRevision(5)
                .setToRevision(90)
                .setDifferent(2)
                .setRefusedInstead(1)
                .addHosts(HostCount.newBuilder()
                        .setHost("hosts/h1")
                        .setRecorded(7)
                        .setSupposed(9))
                .addDifferences(Difference.newBuilder()
                        .setDecision("decisions/8-0")
                        .setUser("anna")
                        .setResource("resources/desk")
                        .setRecorded(Result.newBuilder().setDecision("h2"))
                        .setSupposed(Result.newBuilder().setDecision("NO_SEAT"))));
        Path file = directory.resolve("office.json");
        Files.writeString(
                file,
                "{\"header\": {}, \"pool\": {\"name\": \"pools/office\", \"method\": \"BALANCING_METHOD_WEIGHTED\"}}");

        Run run = Run.against(broker, "replay", "--from", "5", "--to", "90", "--policy", file.toString());

        ReplayRequest asked = (ReplayRequest) broker.asked().get(0).request();
        assertThat(asked.getToRevision()).isEqualTo(90);
        assertThat(asked.getPools(0).getMethod()).isEqualTo(BalancingMethod.BALANCING_METHOD_WEIGHTED);
        assertThat(run.out())
                .contains("h1", "anna", "8-0", "NO_SEAT", "1 would not have got one and did", "(and 1 more)");
    }

    @Test
    void saysWhatIsWrongWithAPolicy(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("empty.json"), "{}");

        Run empty = Run.against(broker, "replay", "--from", "5", "--policy", file.toString());
        Run missing = Run.against(broker, "replay", "--from", "5", "--policy", "nowhere.json");

        assertThat(empty.code()).isEqualTo(ExitCode.USAGE);
        assertThat(empty.err()).contains("usher pool get POOL -o json");
        assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
        assertThat(broker.asked()).isEmpty();
    }

    private void answer(ReplayResponse.Builder response) {
        broker.answer("Replay", ReplayRequest.class, request -> response.build());
    }
}
