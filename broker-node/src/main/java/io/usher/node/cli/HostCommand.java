package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.HostView;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.SettingsText;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.DeleteHostRequest;
import io.usher.proto.v1.DescribeHostRequest;
import io.usher.proto.v1.DescribeHostResponse;
import io.usher.proto.v1.GetHostRequest;
import io.usher.proto.v1.GetHostResponse;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.Label;
import io.usher.proto.v1.ListHostsRequest;
import io.usher.proto.v1.ListHostsResponse;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.RequestActionsRequest;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs for hosts. Hosts are not created here: their agents register them. */
@Command(
        name = "host",
        mixinStandardHelpOptions = true,
        description = "Hosts: the machines that run sessions.",
        subcommands = {
            HostCommand.ListAll.class,
            HostCommand.Get.class,
            HostCommand.Describe.class,
            HostCommand.Update.class,
            HostCommand.Drain.class,
            HostCommand.Enable.class,
            HostCommand.Disable.class,
            HostCommand.Reboot.class,
            HostCommand.Remove.class
        })
final class HostCommand extends CommandGroup {

    /** Shows hosts. */
    @Command(
            name = "list",
            description = "Show hosts, all or those of a pool.",
            footer = {"  usher host list", "  usher host list --pool office -o wide"})
    static final class ListAll extends ReadCommand {
        @Option(
                names = "--pool",
                paramLabel = "POOL",
                converter = NameConverter.Pool.class,
                description = "Only hosts of this pool.")
        private Optional<String> pool = Optional.empty();

        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListHostsResponse response = pages.read(
                    broker,
                    HostServiceGrpc.getListHostsMethod(),
                    ListHostsRequest.newBuilder()
                            .setPool(pool.orElse(""))
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getHostsList(), HostView.at(now()));
            if (response.getHostsCount() == 0 && printer.isForPeople()) {
                spec().commandLine()
                        .getErr()
                        .println("No host is known"
                                + pool.map(name -> " in " + name).orElse("")
                                + ": hosts come when their agents start; see 'usher config sample agent'");
                spec().commandLine().getErr().flush();
            }
            return ExitCode.DONE;
        }
    }

    /** Shows one host. */
    @Command(
            name = "get",
            description = "Show one host with everything that is known about it.",
            footer = "  usher host get h1")
    static final class Get extends ReadCommand {
        @Parameters(paramLabel = "HOST", converter = NameConverter.Host.class, description = "The host.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetHostResponse response = broker.call(
                    HostServiceGrpc.getGetHostMethod(),
                    GetHostRequest.newBuilder()
                            .setName(name)
                            .setConsistency(consistency())
                            .build());
            printer.one(response, response.getHost(), HostView.at(now()));
            return ExitCode.DONE;
        }
    }

    /** Shows the settings in effect. */
    @Command(
            name = "describe",
            description = {
                "Show one host with its settings in effect and where each was set.",
                "The nearest counts: the host, the one pool that it belongs to, the site, then the default."
            },
            footer = "  usher host describe h1")
    static final class Describe extends ReadCommand {
        @Parameters(paramLabel = "HOST", converter = NameConverter.Host.class, description = "The host.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            DescribeHostResponse response = broker.call(
                    HostServiceGrpc.getDescribeHostMethod(),
                    DescribeHostRequest.newBuilder()
                            .setName(name)
                            .setConsistency(consistency())
                            .build());
            printer.one(response, response.getHost(), HostView.at(now()));
            if (printer.isForPeople()) {
                printer.line("");
                printer.print(SettingsText.table(response, printer));
            }
            return ExitCode.DONE;
        }
    }

    /** Changes a host. */
    @Command(
            name = "update",
            description = "Change settings of a host; what is not named stays as it is.",
            footer = {"  usher host update h1 --weight 200", "  usher host update h1 --label zone=east,gpu=yes"})
    static final class Update extends HostChange {
        @Option(names = "--description", paramLabel = "TEXT", description = "Free text for people.")
        private Optional<String> description = Optional.empty();

        @Option(
                names = "--weight",
                paramLabel = "N",
                description = "Share of load relative to other hosts, 1 to 10000; 0 for the pool's weight.")
        private Optional<Integer> weight = Optional.empty();

        @Option(
                names = "--max-sessions",
                paramLabel = "N",
                description = "Seats of this host, 1 to 100000; 0 for the pool's number.")
        private Optional<Integer> maxSessions = Optional.empty();

        @Option(
                names = "--pending-logon-limit",
                paramLabel = "N",
                converter = InheritableLimit.Converter.class,
                description = "Most pending sessions at a time; 0 for no limit, inherit for the pool's number.")
        private Optional<InheritableLimit> pendingLogonLimit = Optional.empty();

        @Option(
                names = "--logon-control",
                paramLabel = "CONTROL",
                converter = WordConverter.Logon.class,
                completionCandidates = WordConverter.Logon.class,
                description = "Who may log on: ${COMPLETION-CANDIDATES}.")
        private Optional<LogonControl> logonControl = Optional.empty();

        @Option(
                names = "--label",
                paramLabel = "KEY=VALUE,...",
                split = ",",
                hideParamSyntax = true,
                converter = LabelConverter.class,
                description = "What it can be asked for by, as in zone=east,gpu=yes. Replaces all labels.")
        private List<Label> labels = List.of();

        @Option(names = "--no-labels", description = "Remove all labels.")
        private boolean noLabels;

        @Mixin
        private RouteOptions routes;

        @Mixin
        private TimeoutOptions timeouts;

        @Override
        Fields fill(Host.Builder host) {
            Optional<List<Label>> wanted =
                    noLabels ? Optional.of(List.of()) : Optional.of(labels).filter(list -> !list.isEmpty());
            Fields fields = routes.fill(new Fields(), host::addAllRoutes).set("labels", wanted, host::addAllLabels);
            return timeouts.fill(fields, host::setLingerTimeout, host::setDisconnectedTimeout)
                    .set("description", description, host::setDescription)
                    .set("weight", weight, host::setWeight)
                    .set("max_sessions", maxSessions, host::setMaxSessions)
                    .set(
                            "pending_logon_limit",
                            pendingLogonLimit,
                            limit -> limit.value().ifPresent(host::setPendingLogonLimit))
                    .set("logon_control", logonControl, host::setLogonControl);
        }
    }

    /** Lets no new sessions in. */
    @Command(
            name = "drain",
            description = "Let users only come back to sessions that they have on the host. Survives restarts.",
            footer = {"  usher host drain h1", "  usher host drain h1 --until-restart"})
    static final class Drain extends HostLogons {
        @Option(names = "--until-restart", description = "Until the host's agent starts again.")
        private boolean untilRestart;

        @Mixin
        private ClosingOptions closing;

        @Override
        LogonControl control() {
            return untilRestart ? LogonControl.LOGON_CONTROL_DRAIN_UNTIL_RESTART : LogonControl.LOGON_CONTROL_DRAIN;
        }

        @Override
        boolean belowMinimum() {
            return closing.belowMinimum();
        }
    }

    /** Lets everybody in. */
    @Command(
            name = "enable",
            description = "Let users log on to the host again, after drain or disable.",
            footer = "  usher host enable h1")
    static final class Enable extends HostLogons {
        @Override
        LogonControl control() {
            return LogonControl.LOGON_CONTROL_ENABLED;
        }

        @Override
        boolean belowMinimum() {
            return false;
        }
    }

    /** Lets nobody in. */
    @Command(
            name = "disable",
            description = "Let nobody log on to the host, not even to come back. Sessions go on.",
            footer = "  usher host disable h1")
    static final class Disable extends HostLogons {
        @Mixin
        private ClosingOptions closing;

        @Override
        LogonControl control() {
            return LogonControl.LOGON_CONTROL_DISABLED;
        }

        @Override
        boolean belowMinimum() {
            return closing.belowMinimum();
        }
    }

    /** Starts a host again. */
    @Command(
            name = "reboot",
            description = "Have a host start itself again. Its sessions end; drain it and log users off before.",
            footer = "  usher host reboot h1 --yes")
    static final class Reboot extends DestructiveCommand {
        @Parameters(paramLabel = "HOST", converter = NameConverter.Host.class, description = "The host.")
        private String name;

        @Mixin
        private ActionRequest request;

        @Override
        String question() {
            return "Start " + name + " again and end its sessions?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            RequestActionsRequest.Builder asked = RequestActionsRequest.newBuilder()
                    .setKind(Action.Kind.KIND_REBOOT)
                    .setHost(name);
            return request.send(broker, printer, asked, now());
        }
    }

    /** Forgets a host. */
    @Command(
            name = "remove",
            description = "Forget a host. Refused unless it is lost; its sessions end.",
            footer = "  usher host remove h1 --yes")
    static final class Remove extends DestructiveCommand {
        @Parameters(paramLabel = "HOST", converter = NameConverter.Host.class, description = "The host.")
        private String name;

        @Override
        String question() {
            return "Forget " + name + " and end its sessions?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            printer.removed(
                    broker.call(
                            HostServiceGrpc.getDeleteHostMethod(),
                            DeleteHostRequest.newBuilder().setName(name).build()),
                    name);
            return ExitCode.DONE;
        }
    }
}
