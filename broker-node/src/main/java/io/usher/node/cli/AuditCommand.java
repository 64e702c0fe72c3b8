package io.usher.node.cli;

import com.google.protobuf.Timestamp;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.AuditView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.AuditServiceGrpc;
import io.usher.proto.v1.ListAuditEntriesRequest;
import io.usher.proto.v1.ListAuditEntriesResponse;
import io.usher.proto.v1.RevertChangeRequest;
import io.usher.proto.v1.RevertChangeResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs for who changed what. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Who changed what, when and from where: from the log itself, the same on every broker.",
        subcommands = {AuditCommand.ListAll.class, AuditCommand.Follow.class, AuditCommand.Revert.class})
final class AuditCommand extends CommandGroup {

    /** Which entries. */
    static final class Filter {
        @Option(names = "--identity", paramLabel = "IDENTITY", description = "Only what they did, such as cn:alice.")
        private String identity = "";

        @Option(names = "--command", paramLabel = "COMMAND", description = "Only this command, such as UpdatePool.")
        private String command = "";

        @Option(names = "--object", paramLabel = "OBJECT", description = "Only changes of it, such as pools/office.")
        private String object = "";

        ListAuditEntriesRequest.Builder request() {
            return ListAuditEntriesRequest.newBuilder()
                    .setIdentity(identity)
                    .setCommand(command)
                    .setObject(object);
        }
    }

    /** Shows what is kept. */
    @Command(
            name = "list",
            description = {
                "Show the latest 10,000 changes, the oldest first. With -o json every change with before and after.",
                "With --verify it is checked that no entry was changed or taken out: exit code 1 if one was."
            },
            footer = {
                "  usher audit list --identity cn:alice --since 24h",
                "  usher audit list --verify -o json > audit.json"
            })
    static final class ListAll extends ReadCommand {
        @Mixin
        private Filter filter;

        @Mixin
        private Pages pages;

        @Option(
                names = "--since",
                paramLabel = "DURATION",
                converter = ConnectionOptions.DurationConverter.class,
                description = "Only those of the last so much time. Default: all.")
        private Optional<Duration> since = Optional.empty();

        @Option(names = "--verify", description = "Check the chain of the entries.")
        private boolean verify;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListAuditEntriesRequest.Builder request =
                    filter.request().setVerify(verify).setConsistency(consistency());
            since.map(now()::minus).map(ListAll::timestamp).ifPresent(request::setStartTime);
            ListAuditEntriesResponse response =
                    pages.read(broker, AuditServiceGrpc.getListAuditEntriesMethod(), request.build());
            printer.list(response, response.getEntriesList(), AuditView.view());
            if (printer.isForPeople() && response.getForgottenCount() > 0) {
                printer.line(response.getForgottenCount() + " older changes, up to revision "
                        + response.getForgottenRevision() + ", are no longer kept");
            }
            if (!response.getBrokenPosition().isEmpty()) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        "the audit is broken at " + response.getBrokenPosition(),
                        "the entry is not chained to the one before",
                        "compare with another broker: name it with --server, and see 'usher cluster digest'");
            }
            return ExitCode.DONE;
        }

        private static Timestamp timestamp(Instant instant) {
            return Timestamp.newBuilder()
                    .setSeconds(instant.getEpochSecond())
                    .setNanos(instant.getNano())
                    .build();
        }
    }

    /** Shows changes as they happen. */
    @Command(
            name = "watch",
            description = {
                "Show changes as they happen, without gap or repeat, until interrupted; goes on with another broker",
                "when one fails. With -o json each line is a change."
            },
            footer = "  usher audit watch -o json | jq -c .changes[]")
    static final class Follow extends ClientCommand {
        private static final Duration PAUSE = Duration.ofMillis(500);

        @Mixin
        private WatchCommand.Beginning beginning;

        @Mixin
        private Filter filter;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            AuditView.Streamed view = new AuditView.Streamed(printer);
            long shown = beginning.revision();
            String token = "";
            while (true) {
                ListAuditEntriesResponse page = broker.call(
                        AuditServiceGrpc.getListAuditEntriesMethod(),
                        filter.request()
                                .setAfterRevision(shown)
                                .setPageToken(token)
                                .build());
                requireAll(page, shown);
                page.getEntriesList().forEach(view::show);
                token = page.getNextPageToken();
                if (token.isEmpty()) {
                    // The last page tells everything up to its revision.
                    shown = Math.max(shown, page.getHeader().getRevision());
                    if (!pause()) {
                        return ExitCode.DONE;
                    }
                }
            }
        }

        private static void requireAll(ListAuditEntriesResponse page, long shown) {
            if (shown > 0 && page.getForgottenRevision() > shown) {
                throw new CommandFailedException(
                        ExitCode.FAILED,
                        "changes after revision " + shown + " are no longer kept",
                        "the oldest ones up to revision " + page.getForgottenRevision() + " made room for newer ones",
                        "begin without --after-revision to see those that are left");
            }
        }

        private static boolean pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Takes a change back. */
    @Command(
            name = "revert",
            description = {
                "Take a change back by a change of its own: what was set is set to what it was, what was made is",
                "removed, what was removed is made again. Refused when the object was changed since."
            },
            footer = {"  usher audit list --object pools/office", "  usher audit revert 812 --yes"})
    static final class Revert extends DestructiveCommand {
        @Parameters(
                paramLabel = "REVISION",
                description = "The change, as 'usher audit list' shows it; 812-1 where several stand at 812.")
        private String revision = "";

        @Override
        String question() {
            return "Take change " + revision + " back?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            RevertChangeResponse response = broker.call(
                    AuditServiceGrpc.getRevertChangeMethod(),
                    RevertChangeRequest.newBuilder().setPosition(revision).build());
            printer.removed(response, response.getObject());
            return ExitCode.DONE;
        }
    }
}
