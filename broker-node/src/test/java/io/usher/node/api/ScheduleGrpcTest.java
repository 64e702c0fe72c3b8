package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import io.grpc.Status.Code;
import io.usher.proto.v1.CreateScheduleRequest;
import io.usher.proto.v1.DeletePoolRequest;
import io.usher.proto.v1.DeleteScheduleRequest;
import io.usher.proto.v1.GetScheduleRequest;
import io.usher.proto.v1.ListSchedulesRequest;
import io.usher.proto.v1.Schedule;
import io.usher.proto.v1.Schedule.Action;
import io.usher.proto.v1.Schedule.Step;
import io.usher.proto.v1.UpdateScheduleRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Maintenance windows over gRPC. */
class ScheduleGrpcTest {

    private final ApiFixture api = new ApiFixture().furnish();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void keepsEverythingThatWasSet() {
        Schedule wanted = night().build();

        Schedule created = create("night", wanted);

        assertThat(created.toBuilder().clearName().clearEtag().build()).isEqualTo(wanted);
        assertThat(api.schedules()
                        .getSchedule(GetScheduleRequest.newBuilder()
                                .setName("schedules/night")
                                .build())
                        .getSchedule())
                .isEqualTo(created);
        assertThat(api.schedules()
                        .listSchedules(ListSchedulesRequest.getDefaultInstance())
                        .getSchedulesList())
                .containsExactly(created);
    }

    @Test
    void reportsAllMalformedFieldsAtOnce() {
        Errors error = Errors.of(() -> create(
                "Night!",
                Schedule.newBuilder()
                        .setPool("office!")
                        .setRecurrence("at night")
                        .build()));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.fields()).containsExactlyInAnyOrder("schedule_id", "schedule.pool", "schedule.recurrence");
    }

    @Test
    void startsEitherOnceOrAgainAndAgain() {
        Schedule both =
                night().setStartTime(Timestamp.newBuilder().setSeconds(5)).build();

        assertThat(Errors.of(() -> create("night", both)).fields()).containsExactly("schedule");
        assertThat(Errors.of(() -> create("night", night().clearRecurrence().build()))
                        .fields())
                .containsExactly("schedule");
    }

    @Test
    void changesWhatIsNamedForWhoHasSeenTheLatest() {
        Schedule created = create("night", night().build());

        Schedule changed =
                update(Schedule.newBuilder().setEtag(created.getEtag()).setRecurrence("0 3 * * 0"));

        assertThat(changed)
                .isEqualTo(created.toBuilder()
                        .setRecurrence("0 3 * * 0")
                        .setEtag(changed.getEtag())
                        .build());
        assertThat(Errors.of(() -> update(
                                Schedule.newBuilder().setEtag(created.getEtag()).setRecurrence("0 4 * * 0")))
                        .reason())
                .isEqualTo("ETAG_MISMATCH");
        assertThat(Errors.of(() -> update(Schedule.newBuilder().setRecurrence("at night")))
                        .fields())
                .containsExactly("schedule.recurrence");
    }

    private Schedule update(Schedule.Builder patch) {
        return api.schedules()
                .updateSchedule(UpdateScheduleRequest.newBuilder()
                        .setSchedule(patch.setName("schedules/night"))
                        .build())
                .getSchedule();
    }

    @Test
    void refusesATimeZoneThatIsNone() {
        assertThat(Errors.of(() ->
                                create("night", night().setTimeZone("Nowhere").build()))
                        .fields())
                .containsExactly("schedule.recurrence");
    }

    @Test
    void keepsThePoolUntilTheScheduleIsDeleted() {
        create("night", night().build());
        assertThat(Errors.of(() -> api.pools()
                                .deletePool(DeletePoolRequest.newBuilder()
                                        .setName("pools/office")
                                        .build()))
                        .metadata())
                .containsEntry("schedules", "1");

        api.schedules()
                .deleteSchedule(DeleteScheduleRequest.newBuilder()
                        .setName("schedules/night")
                        .build());

        assertThat(Errors.of(() -> api.schedules()
                                .getSchedule(GetScheduleRequest.newBuilder()
                                        .setName("schedules/night")
                                        .build()))
                        .reason())
                .isEqualTo("SCHEDULE_NOT_FOUND");
    }

    private static Schedule.Builder night() {
        return Schedule.newBuilder()
                .setPool("pools/office")
                .setRecurrence("0 2 * * 0")
                .setTimeZone("Europe/Berlin")
                .addSteps(Step.newBuilder()
                        .setOffset(Durations.fromMinutes(-10))
                        .setAction(Action.ACTION_MESSAGE)
                        .setTitle("Tonight")
                        .setText("We close in ten minutes."))
                .addSteps(Step.newBuilder().setOffset(Durations.fromSeconds(0)).setAction(Action.ACTION_DRAIN))
                .addSteps(Step.newBuilder().setOffset(Durations.fromMinutes(60)).setAction(Action.ACTION_LOG_OFF))
                .addSteps(Step.newBuilder().setOffset(Durations.fromMinutes(90)).setAction(Action.ACTION_ENABLE));
    }

    private Schedule create(String id, Schedule schedule) {
        return api.schedules()
                .createSchedule(CreateScheduleRequest.newBuilder()
                        .setScheduleId(id)
                        .setSchedule(schedule)
                        .build())
                .getSchedule();
    }
}
