package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.BrokerView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.LogLevel;
import io.usher.proto.v1.RaisedLog;
import io.usher.proto.v1.UpdateBrokerRequest;
import io.usher.proto.v1.UpdateBrokerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The verbs that change what administrators set on a broker. */
final class BrokerUpdate {

    private BrokerUpdate() {}

    private static ExitCode send(BrokerClient broker, Printer printer, UpdateBrokerRequest request) {
        UpdateBrokerResponse response = broker.call(BrokerServiceGrpc.getUpdateBrokerMethod(), request);
        printer.one(response, response.getBroker(), BrokerView.view());
        return ExitCode.DONE;
    }

    private static ExitCode disabled(BrokerClient broker, Printer printer, String name, boolean disabled) {
        return send(
                broker,
                printer,
                UpdateBrokerRequest.newBuilder()
                        .setBroker(Broker.newBuilder().setName(name).setDisabled(disabled))
                        .setUpdateMask(
                                com.google.protobuf.FieldMask.newBuilder().addPaths("disabled"))
                        .build());
    }

    /** Changes what is set. */
    @Command(
            name = "update",
            description = "Change what is set on a broker; what is not named stays as it is.",
            footer = {
                "  usher broker update b2 --description 'Rack 7' --priority 10",
                "  usher broker update b2 --failback-after 10m --alternate-addresses broker2.example:443",
                "  usher broker update b4 --standby true --stand-in-after 2m"
            })
    static final class Change extends ChangeCommand {
        @Parameters(paramLabel = "BROKER", converter = NameConverter.Broker.class, description = "The broker.")
        private String name;

        @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 512 characters.")
        private Optional<String> description = Optional.empty();

        @Option(
                names = "--priority",
                paramLabel = "N",
                description = {
                    "0 to 1000. After an election the highest of those that have caught up leads.",
                    "One that comes back later takes nothing away unless --failback-after says so. New brokers have 0."
                })
        private Optional<Integer> priority = Optional.empty();

        @Option(
                names = "--failback-after",
                paramLabel = "DURATION",
                converter = ConnectionOptions.DurationConverter.class,
                description = {
                    "How long it must have been steady, 1s to 24h, before it takes the lead back from one of",
                    "lower priority; 0s for never, the default."
                })
        private Optional<Duration> failbackAfter = Optional.empty();

        @Option(
                names = "--alternate-addresses",
                paramLabel = "ADDRESS,...",
                split = ",",
                hideParamSyntax = true,
                description = "Where else clients reach it, host:port, at most 8; replaces those that are known.")
        private List<String> addresses = List.of();

        @Option(names = "--no-alternate-addresses", description = "Forget its alternate addresses.")
        private boolean noAddresses;

        @Option(
                names = "--standby",
                paramLabel = "BOOLEAN",
                arity = "1",
                description = {
                    "Whether it follows without a vote: true, false. The primary changes the group within seconds,",
                    "unless no majority would be up. A broker that votes starts again in its process to become a",
                    "standby. The site wants as many votes as it has brokers that are no standby."
                })
        private Optional<Boolean> standby = Optional.empty();

        @Option(
                names = "--stand-in-after",
                paramLabel = "DURATION",
                converter = ConnectionOptions.DurationConverter.class,
                description = {
                    "How long a broker that votes must have been missing, 1s to 24h, before this one gets its vote as",
                    "long as it is a standby; 0s for the default, 30s. The missing one comes back as a standby."
                })
        private Optional<Duration> standInAfter = Optional.empty();

        @Mixin
        private EtagOption etag;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            Broker.Builder changed = Broker.newBuilder().setName(name);
            UpdateBrokerRequest.Builder request = UpdateBrokerRequest.newBuilder()
                    .setUpdateMask(new Fields()
                            .set("description", description, changed::setDescription)
                            .set("priority", priority, changed::setPriority)
                            .set("failback_after", failbackAfter.map(Change::proto), changed::setFailbackAfter)
                            .set("alternate_addresses", addresses(), changed::addAllAlternateAddresses)
                            .set("standby", standby, changed::setStandby)
                            .set("stand_in_after", standInAfter.map(Change::proto), changed::setStandInAfter)
                            .mask(spec()));
            etag.value().ifPresent(changed::setEtag);
            return send(broker, printer, request.setBroker(changed).build());
        }

        private Optional<List<String>> addresses() {
            return noAddresses ? Optional.of(List.of()) : Optional.of(addresses).filter(list -> !list.isEmpty());
        }

        private static com.google.protobuf.Duration proto(Duration duration) {
            return Durations.fromMillis(duration.toMillis());
        }
    }

    /** Lets it serve. */
    @Command(
            name = "enable",
            description = "Let a broker serve clients and agents again, and be the primary.",
            footer = "  usher broker enable b2")
    static final class Enable extends ChangeCommand {
        @Parameters(paramLabel = "BROKER", converter = NameConverter.Broker.class, description = "The broker.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            return disabled(broker, printer, name, false);
        }
    }

    /** Has it serve nobody. */
    @Command(
            name = "disable",
            description = {
                "Have a broker turn clients and agents away; they go on with another one. It still keeps a",
                "copy and votes, and leads only while no other broker can. The primary cannot be disabled:",
                "promote another one first."
            },
            footer = "  usher broker disable b2")
    static final class Disable extends ChangeCommand {
        @Parameters(paramLabel = "BROKER", converter = NameConverter.Broker.class, description = "The broker.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            return disabled(broker, printer, name, true);
        }
    }

    /** Has it log more for a time. */
    @Command(
            name = "log-level",
            description = {
                "Have a broker log more, or less, than its configuration says, without a start, until it falls back",
                "by itself. It is kept in the log of the site: also a broker that is started meanwhile heeds it.",
                "A later one takes the place of an earlier one."
            },
            footer = {
                "  usher broker log-level b2 debug",
                "  usher broker log-level b2 trace --category io.usher.node.peer --for 15m",
                "  usher broker log-level b2 --reset"
            })
    static final class Level extends ChangeCommand {
        @Parameters(
                index = "0",
                paramLabel = "BROKER",
                converter = NameConverter.Broker.class,
                description = "The broker.")
        private String name;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "LEVEL",
                converter = WordConverter.Level.class,
                completionCandidates = WordConverter.Level.class,
                description = "One of ${COMPLETION-CANDIDATES}.")
        private Optional<LogLevel> level = Optional.empty();

        @Option(
                names = "--category",
                paramLabel = "NAME",
                description = "Only what this package or class says. Default: everything.")
        private Optional<String> category = Optional.empty();

        @Option(
                names = "--for",
                paramLabel = "DURATION",
                converter = ConnectionOptions.DurationConverter.class,
                description = "How long, 1s to 7d. Default: 12h.")
        private Optional<Duration> lasting = Optional.empty();

        @Option(names = "--reset", description = "Log as configured from now on.")
        private boolean reset;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            if (reset == level.isPresent()) {
                throw new ParameterException(spec().commandLine(), "give either a LEVEL or --reset");
            }
            Broker.Builder changed = Broker.newBuilder().setName(name);
            level.ifPresent(given -> {
                RaisedLog.Builder raised = RaisedLog.newBuilder().setLevel(given);
                category.ifPresent(raised::setCategory);
                lasting.map(time -> Durations.fromMillis(time.toMillis())).ifPresent(raised::setLasting);
                changed.setRaisedLog(raised);
            });
            return send(
                    broker,
                    printer,
                    UpdateBrokerRequest.newBuilder()
                            .setBroker(changed)
                            .setUpdateMask(
                                    com.google.protobuf.FieldMask.newBuilder().addPaths("raised_log"))
                            .build());
        }
    }
}
