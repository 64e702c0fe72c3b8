package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.SessionView;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.DisconnectSessionRequest;
import io.usher.proto.v1.DisconnectSessionResponse;
import io.usher.proto.v1.RequestActionsRequest;
import io.usher.proto.v1.SessionServiceGrpc;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What can be done with one session or with many. */
final class SessionActions {

    private SessionActions() {}

    /** Which sessions. */
    static final class Target {
        @Parameters(
                arity = "0..1",
                paramLabel = "SESSION",
                converter = NameConverter.Session.class,
                description = "One session; otherwise all that every given filter lets through.")
        private Optional<String> session = Optional.empty();

        @Mixin
        private SessionCommand.Filter filter;

        RequestActionsRequest.Builder request(Action.Kind kind, CommandSpec spec) {
            if (session.isEmpty() && !isFiltered()) {
                throw new ParameterException(
                        spec.commandLine(), "say which sessions: one, or all of a --user, --host or --pool");
            }
            return RequestActionsRequest.newBuilder()
                    .setKind(kind)
                    .setSession(session.orElse(""))
                    .setUser(filter.user())
                    .setHost(filter.host())
                    .setPool(filter.pool());
        }

        boolean isFiltered() {
            return !(filter.user() + filter.host() + filter.pool()).isEmpty();
        }

        Optional<String> session() {
            return session;
        }

        String text() {
            return session.orElseGet(() -> "every session"
                    + of(" of user ", filter.user())
                    + of(" on ", filter.host())
                    + of(" in ", filter.pool()));
        }

        private static String of(String words, String value) {
            return value.isEmpty() ? "" : words + value;
        }
    }

    /** Takes the clients away. */
    @Command(
            name = "disconnect",
            description = "Have hosts take clients away; the sessions keep running.",
            footer = {"  usher session disconnect s-41-0", "  usher session disconnect --host h1"})
    static final class Disconnect extends ChangeCommand {
        @Mixin
        private Target target;

        @Mixin
        private ActionRequest request;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            if (target.session().isPresent() && !target.isFiltered()) {
                DisconnectSessionResponse response = broker.call(
                        SessionServiceGrpc.getDisconnectSessionMethod(),
                        DisconnectSessionRequest.newBuilder()
                                .setName(target.session().get())
                                .build());
                printer.one(response, response.getSession(), SessionView.at(now()));
                return ExitCode.DONE;
            }
            return request.send(broker, printer, target.request(Action.Kind.KIND_DISCONNECT, spec()), now());
        }
    }

    /** Logs users off. */
    @Command(
            name = "log-off",
            description = "Have hosts end sessions, as if their users had logged off.",
            footer = {"  usher session log-off s-41-0 --yes", "  usher session log-off --pool lab --yes"})
    static final class LogOff extends DestructiveCommand {
        @Mixin
        private Target target;

        @Mixin
        private ActionRequest request;

        @Override
        String question() {
            return "Log off " + target.text() + "? Unsaved work is lost.";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            return request.send(broker, printer, target.request(Action.Kind.KIND_LOG_OFF, spec()), now());
        }
    }

    /** Ends sessions by force. */
    @Command(
            name = "reset",
            description = "Have hosts end sessions by force: for those that do not log off.",
            footer = {"  usher session reset s-41-0 --yes", "  usher session reset --user alice --yes"})
    static final class Reset extends DestructiveCommand {
        @Mixin
        private Target target;

        @Mixin
        private ActionRequest request;

        @Override
        String question() {
            return "End " + target.text() + " by force? Unsaved work is lost.";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            return request.send(broker, printer, target.request(Action.Kind.KIND_RESET, spec()), now());
        }
    }

    /** Shows users a message. */
    @Command(
            name = "message",
            description = "Have hosts show a message to users who are connected.",
            footer = {
                "  usher session message s-41-0 --text 'Your printer is ready.'",
                "  usher session message --pool office --title Tonight --text 'We close at ten.'"
            })
    static final class Message extends ChangeCommand {
        @Mixin
        private Target target;

        @Option(names = "--title", paramLabel = "TEXT", description = "Title, at most 128 characters.")
        private Optional<String> title = Optional.empty();

        @Option(
                names = "--text",
                paramLabel = "TEXT",
                required = true,
                description = "What it says, at most 1000 characters.")
        private String text = "";

        @Mixin
        private ActionRequest request;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            return request.send(
                    broker,
                    printer,
                    target.request(Action.Kind.KIND_MESSAGE, spec())
                            .setTitle(title.orElse(""))
                            .setText(text),
                    now());
        }
    }
}
