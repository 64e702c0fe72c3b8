package io.usher.node.cli;

import com.google.protobuf.util.Timestamps;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.ScheduleView;
import io.usher.node.cli.output.Wording;
import io.usher.proto.v1.CreateScheduleRequest;
import io.usher.proto.v1.CreateScheduleResponse;
import io.usher.proto.v1.DeleteScheduleRequest;
import io.usher.proto.v1.GetScheduleRequest;
import io.usher.proto.v1.GetScheduleResponse;
import io.usher.proto.v1.ListSchedulesRequest;
import io.usher.proto.v1.ListSchedulesResponse;
import io.usher.proto.v1.Schedule;
import io.usher.proto.v1.ScheduleServiceGrpc;
import io.usher.proto.v1.UpdateScheduleRequest;
import io.usher.proto.v1.UpdateScheduleResponse;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs for schedules. */
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description = "Schedules: maintenance of pools, once or again and again.",
        subcommands = {
            ScheduleCommand.Create.class,
            ScheduleCommand.Get.class,
            ScheduleCommand.ListAll.class,
            ScheduleCommand.Update.class,
            ScheduleCommand.Delete.class
        })
final class ScheduleCommand extends CommandGroup {

    /** When it starts. */
    static final class Start {
        @Option(
                names = "--at",
                paramLabel = "TIME",
                converter = StartConverter.class,
                description = "Once, as in 2026-11-24T22:00:00Z; or in --time-zone 2026-11-24T22:00, or 22:00 for the"
                        + " next time that it is.")
        private Optional<StartConverter.Start> at = Optional.empty();

        @Option(
                names = "--cron",
                paramLabel = "EXPRESSION",
                description = "Again and again: minute, hour, day of the month, month, day of the week.")
        private Optional<String> cron = Optional.empty();
    }

    /** What is done, and where. */
    static final class Plan {
        @Option(
                names = "--pool",
                paramLabel = "POOL",
                converter = NameConverter.Pool.class,
                description = "The pool whose hosts it is about. A new schedule needs it.")
        private Optional<String> pool = Optional.empty();

        @Option(names = "--time-zone", paramLabel = "ZONE", description = "Time zone of --cron and --at. Default: UTC.")
        private Optional<String> timeZone = Optional.empty();

        @Option(
                names = "--step",
                paramLabel = "OFFSET=ACTION",
                converter = StepConverter.class,
                completionCandidates = WordConverter.Maintenance.class,
                description = "What is done how long after the start, or with a minus before it; may be given again, in"
                        + " order of offset. Behind message stands a colon and the text. A new schedule needs one."
                        + " Actions: ${COMPLETION-CANDIDATES}.")
        private List<Schedule.Step> steps = List.of();

        Fields fill(Schedule.Builder schedule, Optional<Start> start, Instant now) {
            Fields fields = new Fields()
                    .set("pool", pool, schedule::setPool)
                    // Beside --at it only says what the time means.
                    .set("time_zone", isOnce(start) ? Optional.empty() : timeZone, schedule::setTimeZone)
                    .set("steps", Optional.of(steps).filter(list -> !list.isEmpty()), schedule::addAllSteps);
            // Once and again exclude each other, so that setting one clears the other.
            return start.map(given -> fields.set(
                                    "recurrence", Optional.of(given.cron.orElse("")), schedule::setRecurrence)
                            .set(
                                    "start_time",
                                    Optional.of(given.at),
                                    at -> at.map(time -> time.in(zone(), now).toEpochMilli())
                                            .map(Timestamps::fromMillis)
                                            .ifPresent(schedule::setStartTime)))
                    .orElse(fields);
        }

        private static boolean isOnce(Optional<Start> start) {
            return start.flatMap(given -> given.at).isPresent();
        }

        private ZoneId zone() {
            String zone = timeZone.orElse("UTC");
            try {
                return ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw new CommandFailedException(
                        ExitCode.USAGE,
                        "cannot tell when it starts",
                        "'" + zone + "' is no time zone that is known here",
                        "name one such as Europe/Berlin or UTC");
            }
        }
    }

    private static void warnOfThePast(Schedule schedule, ClientCommand command) {
        if (schedule.hasStartTime()
                && Timestamps.toMillis(schedule.getStartTime()) < command.now().toEpochMilli()) {
            PrintWriter err = command.spec().commandLine().getErr();
            err.println("warning: it starts in the past, at " + Timestamps.toString(schedule.getStartTime())
                    + "; what is more than 15 minutes late is left out; see 'usher schedule update "
                    + Wording.id(schedule.getName()) + " --at TIME'");
            err.flush();
        }
    }

    /** Plans maintenance. */
    @Command(
            name = "create",
            description = "Plan maintenance of a pool.",
            footer = {
                "  usher schedule create night --pool office --cron '0 2 * * 0' --time-zone Europe/Berlin"
                        + " --step '-10m=message:We close at two.' --step 0s=drain --step 1h=log-off --step 2h=reset"
                        + " --step 2h=reboot --step 3h=enable",
                "  usher schedule create tonight --pool lab --at 22:00 --time-zone Europe/Berlin --step 0s=disable"
            })
    static final class Create extends ChangeCommand {
        @Parameters(paramLabel = "ID", converter = NameConverter.ScheduleId.class, description = "Id of the new one.")
        private String id;

        @ArgGroup(multiplicity = "1")
        private Start start = new Start();

        @Mixin
        private Plan plan;

        @Mixin
        private ClosingOptions closing;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            if (plan.pool.isEmpty() || plan.steps.isEmpty()) {
                throw new ParameterException(spec().commandLine(), "a new schedule needs --pool and --step");
            }
            Schedule.Builder schedule = Schedule.newBuilder().setAllowBelowMinimum(closing.belowMinimum());
            plan.fill(schedule, Optional.of(start), now());
            CreateScheduleResponse response = broker.call(
                    ScheduleServiceGrpc.getCreateScheduleMethod(),
                    CreateScheduleRequest.newBuilder()
                            .setScheduleId(id)
                            .setSchedule(schedule)
                            .build());
            printer.one(response, response.getSchedule(), ScheduleView.view());
            warnOfThePast(response.getSchedule(), this);
            return ExitCode.DONE;
        }
    }

    /** Changes a schedule. */
    @Command(
            name = "update",
            description = {
                "Change a schedule; what is not named stays as it is. Refused while an occurrence is under way.",
                "The steps are replaced as a whole."
            },
            footer = {
                "  usher schedule update night --cron '0 3 * * 0'",
                "  usher schedule update night --step 0s=drain --step 1h=enable --etag 88-0"
            })
    static final class Update extends ChangeCommand {
        @Parameters(paramLabel = "SCHEDULE", converter = NameConverter.Schedule.class, description = "The schedule.")
        private String name;

        @Option(
                names = "--at",
                paramLabel = "TIME",
                converter = StartConverter.class,
                description = "Once, as in 2026-11-24T22:00:00Z; or in --time-zone 2026-11-24T22:00, or 22:00 for the"
                        + " next time that it is.")
        private Optional<StartConverter.Start> at = Optional.empty();

        @Option(
                names = "--cron",
                paramLabel = "EXPRESSION",
                description = "Again and again: minute, hour, day of the month, month, day of the week.")
        private Optional<String> cron = Optional.empty();

        @Mixin
        private Plan plan;

        @Mixin
        private EtagOption etag;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Schedule.Builder schedule = Schedule.newBuilder().setName(name);
            UpdateScheduleRequest.Builder request = UpdateScheduleRequest.newBuilder()
                    .setUpdateMask(plan.fill(schedule, start(), now()).mask(spec()));
            etag.value().ifPresent(schedule::setEtag);
            UpdateScheduleResponse response = broker.call(
                    ScheduleServiceGrpc.getUpdateScheduleMethod(),
                    request.setSchedule(schedule).build());
            printer.one(response, response.getSchedule(), ScheduleView.view());
            if (at.isPresent()) {
                warnOfThePast(response.getSchedule(), this);
            }
            return ExitCode.DONE;
        }

        private Optional<Start> start() {
            if (at.isPresent() && cron.isPresent()) {
                throw new ParameterException(spec().commandLine(), "a schedule starts --at a time or by --cron");
            }
            Start start = new Start();
            start.at = at;
            start.cron = cron;
            return at.isPresent() || cron.isPresent() ? Optional.of(start) : Optional.empty();
        }
    }

    /** Shows one schedule. */
    @Command(name = "get", description = "Show one schedule.", footer = "  usher schedule get night")
    static final class Get extends ReadCommand {
        @Parameters(paramLabel = "SCHEDULE", converter = NameConverter.Schedule.class, description = "The schedule.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetScheduleResponse response = broker.call(
                    ScheduleServiceGrpc.getGetScheduleMethod(),
                    GetScheduleRequest.newBuilder()
                            .setName(name)
                            .setConsistency(consistency())
                            .build());
            printer.one(response, response.getSchedule(), ScheduleView.view());
            return ExitCode.DONE;
        }
    }

    /** Shows all schedules. */
    @Command(name = "list", description = "Show all schedules.", footer = "  usher schedule list")
    static final class ListAll extends ReadCommand {
        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListSchedulesResponse response = pages.read(
                    broker,
                    ScheduleServiceGrpc.getListSchedulesMethod(),
                    ListSchedulesRequest.newBuilder()
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getSchedulesList(), ScheduleView.view());
            return ExitCode.DONE;
        }
    }

    /** Forgets a schedule. */
    @Command(
            name = "delete",
            description = "Forget a schedule. What its steps did stays.",
            footer = "  usher schedule delete night --yes")
    static final class Delete extends DestructiveCommand {
        @Parameters(paramLabel = "SCHEDULE", converter = NameConverter.Schedule.class, description = "The schedule.")
        private String name;

        @Override
        String question() {
            return "Delete " + name + "?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            printer.removed(
                    broker.call(
                            ScheduleServiceGrpc.getDeleteScheduleMethod(),
                            DeleteScheduleRequest.newBuilder().setName(name).build()),
                    name);
            return ExitCode.DONE;
        }
    }
}
