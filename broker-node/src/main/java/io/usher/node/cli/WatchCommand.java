package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.Watch;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.WatchedBrokers;
import io.usher.node.cli.output.WatchedHosts;
import io.usher.node.cli.output.WatchedSessions;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.WatchBrokersRequest;
import io.usher.proto.v1.WatchBrokersResponse;
import io.usher.proto.v1.WatchHostsRequest;
import io.usher.proto.v1.WatchHostsResponse;
import io.usher.proto.v1.WatchSessionsRequest;
import io.usher.proto.v1.WatchSessionsResponse;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verbs that show changes as they happen, until they are interrupted. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Show changes as they happen, until interrupted; goes on with another broker when one fails.",
        subcommands = {WatchCommand.Sessions.class, WatchCommand.Hosts.class, WatchCommand.Brokers.class})
final class WatchCommand extends CommandGroup {

    /** Where a watch begins. */
    static final class Beginning {
        @Option(
                names = "--after-revision",
                paramLabel = "REVISION",
                defaultValue = "0",
                description =
                        "Show changes after this revision, as a list stated it. Default: first what there is now.")
        private long afterRevision;

        long revision() {
            return afterRevision;
        }
    }

    /** Shows changes of sessions. */
    @Command(
            name = "sessions",
            description = {
                "Show changes of sessions in log order, without gap or repeat.",
                "With -o json each line is a message; one without events says that all up to its revision was shown."
            },
            footer = {
                "  usher watch sessions --user alice",
                "  usher watch sessions --after-revision 88 -o json | jq -c .events[]"
            })
    static final class Sessions extends ClientCommand {
        @Mixin
        private Beginning beginning;

        @Mixin
        private SessionCommand.Filter filter;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            WatchedSessions view = new WatchedSessions(printer);
            broker.follow(new Watch<WatchSessionsRequest, WatchSessionsResponse>(
                    SessionServiceGrpc.getWatchSessionsMethod(),
                    revision -> WatchSessionsRequest.newBuilder()
                            .setAfterRevision(revision)
                            .setUser(filter.user())
                            .setHost(filter.host())
                            .setPool(filter.pool())
                            .build(),
                    beginning.revision(),
                    response ->
                            response.getInitial() ? -1 : response.getHeader().getRevision(),
                    view::show));
            return ExitCode.DONE;
        }
    }

    /** Shows changes of hosts. */
    @Command(
            name = "hosts",
            description = "Show changes of hosts in log order, without gap or repeat. Load reports count as changes.",
            footer = "  usher watch hosts --pool office")
    static final class Hosts extends ClientCommand {
        @Mixin
        private Beginning beginning;

        @Option(
                names = "--pool",
                paramLabel = "POOL",
                converter = NameConverter.Pool.class,
                description = "Only hosts of this pool.")
        private Optional<String> pool = Optional.empty();

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            WatchedHosts view = new WatchedHosts(printer);
            broker.follow(new Watch<WatchHostsRequest, WatchHostsResponse>(
                    HostServiceGrpc.getWatchHostsMethod(),
                    revision -> WatchHostsRequest.newBuilder()
                            .setAfterRevision(revision)
                            .setPool(pool.orElse(""))
                            .build(),
                    beginning.revision(),
                    response ->
                            response.getInitial() ? -1 : response.getHeader().getRevision(),
                    view::show));
            return ExitCode.DONE;
        }
    }

    /** Shows changes of brokers. */
    @Command(
            name = "brokers",
            description = "Show changes of brokers in log order, without gap or repeat: also who leads, and why.",
            footer = "  usher watch brokers")
    static final class Brokers extends ClientCommand {
        @Mixin
        private Beginning beginning;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            WatchedBrokers view = new WatchedBrokers(printer);
            broker.follow(new Watch<WatchBrokersRequest, WatchBrokersResponse>(
                    BrokerServiceGrpc.getWatchBrokersMethod(),
                    revision -> WatchBrokersRequest.newBuilder()
                            .setAfterRevision(revision)
                            .build(),
                    beginning.revision(),
                    response ->
                            response.getInitial() ? -1 : response.getHeader().getRevision(),
                    view::show));
            return ExitCode.DONE;
        }
    }
}
