package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.AssignmentText;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.QueueView;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.CancelQueueEntryRequest;
import io.usher.proto.v1.ListQueueEntriesRequest;
import io.usher.proto.v1.ListQueueEntriesResponse;
import io.usher.proto.v1.QueueEntry;
import io.usher.proto.v1.QueueServiceGrpc;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs for those who wait. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "The queue: who waits for a seat. One gets into it with 'usher assign --wait'.",
        subcommands = {QueueCommand.ListAll.class, QueueCommand.WatchEntry.class, QueueCommand.Cancel.class})
final class QueueCommand extends CommandGroup {

    /** Shows who waits. */
    @Command(
            name = "list",
            description = "Show who waits, in order of arrival, with everybody's position.",
            footer = {"  usher queue list", "  usher queue list --pool office"})
    static final class ListAll extends ReadCommand {
        @Option(
                names = "--pool",
                paramLabel = "POOL",
                converter = NameConverter.Pool.class,
                description = "Only those who wait for a seat in this pool.")
        private Optional<String> pool = Optional.empty();

        @Option(
                names = "--resource",
                paramLabel = "RESOURCE",
                converter = NameConverter.Resource.class,
                description = "Only those who wait for this resource.")
        private Optional<String> resource = Optional.empty();

        @Option(names = "--user", paramLabel = "USER", description = "Only places of this user.")
        private Optional<String> user = Optional.empty();

        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListQueueEntriesResponse response = pages.read(
                    broker,
                    QueueServiceGrpc.getListQueueEntriesMethod(),
                    ListQueueEntriesRequest.newBuilder()
                            .setConsistency(consistency())
                            .setPool(pool.orElse(""))
                            .setResource(resource.orElse(""))
                            .setUser(user.orElse(""))
                            .build());
            printer.list(response, response.getQueueEntriesList(), QueueView.at(now()));
            return ExitCode.DONE;
        }
    }

    /** Goes on waiting. */
    @Command(
            name = "watch",
            description = "Wait on where another client began, and print the assignment in the end.",
            footer = "  usher queue watch q-812-3")
    static final class WatchEntry extends ClientCommand {
        @Parameters(paramLabel = "ENTRY", converter = NameConverter.QueueEntry.class, description = "The place.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            AssignSessionResponse begun = AssignSessionResponse.newBuilder()
                    .setQueueEntry(QueueEntry.newBuilder().setName(name))
                    .build();
            Waiting waiting = new Waiting(broker, spec().commandLine().getErr());
            AssignmentText.print(waiting.endOf(begun, List.of()), printer, now());
            return ExitCode.DONE;
        }
    }

    /** Gives a place up. */
    @Command(
            name = "cancel",
            description = "Give a place in the queue up: whoever waits there is told so.",
            footer = "  usher queue cancel q-812-3 --yes")
    static final class Cancel extends DestructiveCommand {
        @Parameters(paramLabel = "ENTRY", converter = NameConverter.QueueEntry.class, description = "The place.")
        private String name;

        @Override
        String question() {
            return "Give up " + name + "?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            printer.removed(
                    broker.call(
                            QueueServiceGrpc.getCancelQueueEntryMethod(),
                            CancelQueueEntryRequest.newBuilder().setName(name).build()),
                    name);
            return ExitCode.DONE;
        }
    }
}
