package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.ActionView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.ActionServiceGrpc;
import io.usher.proto.v1.ListActionsRequest;
import io.usher.proto.v1.ListActionsResponse;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verbs for actions. They begin with {@code usher session} and {@code usher host reboot}. */
@Command(
        name = "action",
        mixinStandardHelpOptions = true,
        description = "Actions: what hosts were asked to do, and what became of it.",
        subcommands = ActionCommand.ListAll.class)
final class ActionCommand extends CommandGroup {

    /** Shows actions. */
    @Command(
            name = "list",
            description = {
                "Show actions, all or those that every given filter lets through.",
                "DONE: it was. FAILED: the host could not, for the given reason. TIMED-OUT: nothing was heard in time.",
                "GONE: the session, or the host, is no more."
            },
            footer = {"  usher action list --user alice", "  usher action list --state failed -o wide"})
    static final class ListAll extends ReadCommand {
        @Option(
                names = "--session",
                paramLabel = "SESSION",
                converter = NameConverter.Session.class,
                description = "Only those of this session.")
        private Optional<String> session = Optional.empty();

        @Option(names = "--user", paramLabel = "USER", description = "Only those of sessions of this user.")
        private Optional<String> user = Optional.empty();

        @Option(
                names = "--host",
                paramLabel = "HOST",
                converter = NameConverter.Host.class,
                description = "Only those of this host.")
        private Optional<String> host = Optional.empty();

        @Option(
                names = "--state",
                paramLabel = "STATE",
                converter = WordConverter.ActionState.class,
                completionCandidates = WordConverter.ActionState.class,
                description = "Only those in this state: ${COMPLETION-CANDIDATES}.")
        private Optional<Action.State> state = Optional.empty();

        @Option(names = "--batch", paramLabel = "BATCH", description = "Only those that were asked for together.")
        private Optional<String> batch = Optional.empty();

        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListActionsResponse response = pages.read(
                    broker,
                    ActionServiceGrpc.getListActionsMethod(),
                    ListActionsRequest.newBuilder()
                            .setSession(session.orElse(""))
                            .setUser(user.orElse(""))
                            .setHost(host.orElse(""))
                            .setState(state.orElse(Action.State.STATE_UNSPECIFIED))
                            .setBatch(batch.orElse(""))
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getActionsList(), ActionView.at(now()));
            return ExitCode.DONE;
        }
    }
}
