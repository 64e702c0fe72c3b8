package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.Watch;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.ScalingView;
import io.usher.proto.v1.ListScalingAdviceRequest;
import io.usher.proto.v1.ListScalingAdviceResponse;
import io.usher.proto.v1.ScalingServiceGrpc;
import io.usher.proto.v1.WatchScalingAdviceRequest;
import io.usher.proto.v1.WatchScalingAdviceResponse;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verbs for advice on scaling. What pools want is set with {@code usher pool update}. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        description = "Scaling: how many hosts of pools should be open, as advice for a provisioner.",
        subcommands = {ScalingCommand.ListAll.class, ScalingCommand.Follow.class})
final class ScalingCommand extends CommandGroup {

    /** For which pools. */
    static final class Filter {
        @Option(
                names = "--pool",
                paramLabel = "POOL",
                converter = NameConverter.Pool.class,
                description = "Only advice for this pool.")
        private Optional<String> pool = Optional.empty();

        String pool() {
            return pool.orElse("");
        }
    }

    /** Shows advice. */
    @Command(name = "list", description = "Show the latest advice.", footer = "  usher scaling list --pool office")
    static final class ListAll extends ReadCommand {
        @Mixin
        private Filter filter;

        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListScalingAdviceResponse response = pages.read(
                    broker,
                    ScalingServiceGrpc.getListScalingAdviceMethod(),
                    ListScalingAdviceRequest.newBuilder()
                            .setPool(filter.pool())
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getAdviceList(), ScalingView.view());
            return ExitCode.DONE;
        }
    }

    /** Shows advice as it is given. */
    @Command(
            name = "watch",
            description = {
                "Show advice as it is given, without gap or repeat, until interrupted.",
                "With -o json each line is a message; one without advice says that all up to its revision was shown."
            },
            footer = "  usher scaling watch -o json | my-provisioner")
    static final class Follow extends ClientCommand {
        @Mixin
        private WatchCommand.Beginning beginning;

        @Mixin
        private Filter filter;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ScalingView view = new ScalingView(printer);
            broker.follow(new Watch<WatchScalingAdviceRequest, WatchScalingAdviceResponse>(
                    ScalingServiceGrpc.getWatchScalingAdviceMethod(),
                    revision -> WatchScalingAdviceRequest.newBuilder()
                            .setAfterRevision(revision)
                            .setPool(filter.pool())
                            .build(),
                    beginning.revision(),
                    response ->
                            response.getInitial() ? -1 : response.getHeader().getRevision(),
                    view::show));
            return ExitCode.DONE;
        }
    }
}
