package io.usher.node.cli;

import com.google.protobuf.util.Timestamps;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.ScheduleView;
import io.usher.proto.v1.CreateScheduleRequest;
import io.usher.proto.v1.CreateScheduleResponse;
import io.usher.proto.v1.DeleteScheduleRequest;
import io.usher.proto.v1.GetScheduleRequest;
import io.usher.proto.v1.GetScheduleResponse;
import io.usher.proto.v1.ListSchedulesRequest;
import io.usher.proto.v1.ListSchedulesResponse;
import io.usher.proto.v1.Schedule;
import io.usher.proto.v1.ScheduleServiceGrpc;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
            ScheduleCommand.Delete.class
        })
final class ScheduleCommand extends CommandGroup {

    /** When it starts. */
    static final class Start {
        @Option(names = "--at", paramLabel = "TIME", description = "Once, as in 2026-11-24T22:00:00Z.")
        private Optional<Instant> at = Optional.empty();

        @Option(
                names = "--cron",
                paramLabel = "EXPRESSION",
                description = "Again and again: minute, hour, day of the month, month, day of the week.")
        private Optional<String> cron = Optional.empty();
    }

    /** Plans maintenance. */
    @Command(
            name = "create",
            description = "Plan maintenance of a pool.",
            footer = {
                "  usher schedule create night --pool office --cron '0 2 * * 0' --time-zone Europe/Berlin"
                        + " --step 0s=drain --step 1h=log-off --step 3h=enable",
                "  usher schedule create tonight --pool lab --at 2026-11-24T22:00:00Z --step 0s=disable"
            })
    static final class Create extends ChangeCommand {
        @Parameters(paramLabel = "ID", converter = NameConverter.ScheduleId.class, description = "Id of the new one.")
        private String id;

        @Option(
                names = "--pool",
                paramLabel = "POOL",
                required = true,
                converter = NameConverter.Pool.class,
                description = "The pool whose hosts it is about.")
        private String pool = "";

        @ArgGroup(multiplicity = "1")
        private Start start = new Start();

        @Option(names = "--time-zone", paramLabel = "ZONE", description = "Time zone of --cron. Default: UTC.")
        private Optional<String> timeZone = Optional.empty();

        @Option(
                names = "--step",
                paramLabel = "OFFSET=ACTION",
                required = true,
                converter = StepConverter.class,
                completionCandidates = WordConverter.Maintenance.class,
                description = "What is done how long after the start; may be given again, in order of offset."
                        + " Actions: ${COMPLETION-CANDIDATES}.")
        private List<Schedule.Step> steps = List.of();

        @Mixin
        private ClosingOptions closing;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Schedule.Builder schedule = Schedule.newBuilder()
                    .setPool(pool)
                    .setRecurrence(start.cron.orElse(""))
                    .setTimeZone(timeZone.orElse(""))
                    .addAllSteps(steps)
                    .setAllowBelowMinimum(closing.belowMinimum());
            start.at.map(Instant::toEpochMilli).map(Timestamps::fromMillis).ifPresent(schedule::setStartTime);
            CreateScheduleResponse response = broker.call(
                    ScheduleServiceGrpc.getCreateScheduleMethod(),
                    CreateScheduleRequest.newBuilder()
                            .setScheduleId(id)
                            .setSchedule(schedule)
                            .build());
            printer.one(response, response.getSchedule(), ScheduleView.view());
            return ExitCode.DONE;
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
