package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.SessionView;
import io.usher.proto.v1.EndSessionRequest;
import io.usher.proto.v1.EndSessionResponse;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.GetSessionResponse;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.ListSessionsResponse;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionServiceGrpc;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs for sessions. They begin with {@code usher assign}. */
@Command(
        name = "session",
        mixinStandardHelpOptions = true,
        description = "Sessions: the running desktops and applications of users. 'usher assign' begins one.",
        subcommands = {
            SessionCommand.ListAll.class,
            SessionCommand.Get.class,
            SessionActions.Disconnect.class,
            SessionActions.LogOff.class,
            SessionActions.Message.class,
            SessionActions.Reset.class,
            SessionCommand.End.class
        })
final class SessionCommand extends CommandGroup {

    /** Which sessions are wanted. */
    static final class Filter {
        @Option(names = "--user", paramLabel = "USER", description = "Only sessions of this user.")
        private Optional<String> user = Optional.empty();

        @Option(
                names = "--host",
                paramLabel = "HOST",
                converter = NameConverter.Host.class,
                description = "Only sessions on this host.")
        private Optional<String> host = Optional.empty();

        @Option(
                names = "--pool",
                paramLabel = "POOL",
                converter = NameConverter.Pool.class,
                description = "Only sessions in this pool.")
        private Optional<String> pool = Optional.empty();

        String user() {
            return user.orElse("");
        }

        String host() {
            return host.orElse("");
        }

        String pool() {
            return pool.orElse("");
        }
    }

    /** Shows sessions. */
    @Command(
            name = "list",
            description = "Show live sessions, all or those that every given filter lets through.",
            footer = {
                "  usher session list --user alice",
                "  usher session list --host h1 --state active -o wide",
                "  usher session list -o json --stale"
            })
    static final class ListAll extends ReadCommand {
        @Mixin
        private Filter filter;

        @Option(
                names = "--resource",
                paramLabel = "RESOURCE",
                converter = NameConverter.Resource.class,
                description = "Only sessions of this resource.")
        private Optional<String> resource = Optional.empty();

        @Option(
                names = "--state",
                paramLabel = "STATE",
                converter = WordConverter.SessionState.class,
                completionCandidates = WordConverter.SessionState.class,
                description = "Only sessions in this state: ${COMPLETION-CANDIDATES}.")
        private Optional<Session.State> state = Optional.empty();

        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListSessionsResponse response = pages.read(
                    broker,
                    SessionServiceGrpc.getListSessionsMethod(),
                    ListSessionsRequest.newBuilder()
                            .setUser(filter.user())
                            .setHost(filter.host())
                            .setPool(filter.pool())
                            .setResource(resource.orElse(""))
                            .setState(state.orElse(Session.State.STATE_UNSPECIFIED))
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getSessionsList(), SessionView.at(now()));
            return ExitCode.DONE;
        }
    }

    /** Shows one session. */
    @Command(
            name = "get",
            description = "Show one session, also one that ended not long ago.",
            footer = "  usher session get s-41-0")
    static final class Get extends ReadCommand {
        @Parameters(paramLabel = "SESSION", converter = NameConverter.Session.class, description = "The session.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetSessionResponse response = broker.call(
                    SessionServiceGrpc.getGetSessionMethod(),
                    GetSessionRequest.newBuilder()
                            .setName(name)
                            .setConsistency(consistency())
                            .build());
            printer.one(response, response.getSession(), SessionView.at(now()));
            return ExitCode.DONE;
        }
    }

    /** Ends a session. */
    @Command(
            name = "end",
            description = "Have the host end the session. It is over when 'usher session get' shows ENDED.",
            footer = "  usher session end s-41-0 --yes")
    static final class End extends DestructiveCommand {
        @Parameters(paramLabel = "SESSION", converter = NameConverter.Session.class, description = "The session.")
        private String name;

        @Override
        String question() {
            return "End " + name + "? Unsaved work in it is lost.";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            EndSessionResponse response = broker.call(
                    SessionServiceGrpc.getEndSessionMethod(),
                    EndSessionRequest.newBuilder().setName(name).build());
            printer.one(response, response.getSession(), SessionView.at(now()));
            return ExitCode.DONE;
        }
    }
}
