package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.usher.proto.v1.CreateScheduleRequest;
import io.usher.proto.v1.CreateScheduleResponse;
import io.usher.proto.v1.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Maintenance tonight, said as people say it. */
class ScheduleTimesTest {
    private final FakeBroker broker = new FakeBroker();
    private final List<Schedule> asked = new ArrayList<>();

    ScheduleTimesTest() {
        broker.answer("CreateSchedule", CreateScheduleRequest.class, request -> {
            asked.add(request.getSchedule());
            return CreateScheduleResponse.newBuilder()
                    .setSchedule(request.getSchedule())
                    .build();
        });
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void takesMomentsAndTimesInAZoneThatIsNamed() {
        // It is noon in Greenwich.
        create("--at", "2026-03-01T22:00:00Z");
        create("--at", "2026-03-01T22:00:00+01:00");
        create("--at", "2026-03-01T22:00");
        create("--at", "2026-03-01T22:00", "--time-zone", "Europe/Berlin");
        create("--at", "22:00", "--time-zone", "Europe/Berlin");
        create("--at", "11:59");

        assertThat(asked.stream().map(Schedule::getStartTime).map(Timestamps::toString))
                .containsExactly(
                        "2026-03-01T22:00:00Z",
                        "2026-03-01T21:00:00Z",
                        "2026-03-01T22:00:00Z",
                        "2026-03-01T21:00:00Z",
                        "2026-03-01T21:00:00Z",
                        "2026-03-02T11:59:00Z");
        assertThat(asked).extracting(Schedule::getTimeZone).containsOnly("");
    }

    @Test
    void refusesWhatIsNoTimeInPlainWords() {
        assertThat(create("--at", "ten").err())
                .contains("expected a time such as 2026-11-24T22:00:00Z", "found 'ten'")
                .doesNotContain("java");
        Run run = create("--at", "22:00", "--time-zone", "Berlin");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("'Berlin' is no time zone that is known here");
        assertThat(asked).isEmpty();
    }

    @Test
    void warnsOfAStartThatIsOver() {
        assertThat(create("--at", "2026-03-01T11:00:00Z").err())
                .contains("warning: it starts in the past, at 2026-03-01T11:00:00Z");
        assertThat(create("--at", "2026-03-01T13:00:00Z").err()).isEmpty();
    }

    private Run create(String... when) {
        return Run.against(
                broker,
                Stream.concat(
                                Stream.of("schedule", "create", "tonight", "--pool", "desks", "--step", "0s=drain"),
                                Arrays.stream(when))
                        .toArray(String[]::new));
    }
}
