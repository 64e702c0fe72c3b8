package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.BrokerView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.GetBrokerRequest;
import io.usher.proto.v1.GetBrokerResponse;
import io.usher.proto.v1.ListBrokersRequest;
import io.usher.proto.v1.ListBrokersResponse;
import io.usher.proto.v1.ListWaitingBrokersRequest;
import io.usher.proto.v1.ListWaitingBrokersResponse;
import io.usher.proto.v1.PromoteBrokerRequest;
import io.usher.proto.v1.PromoteBrokerResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs for brokers as the site knows them; {@code usher cluster status} asks them how they are. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Brokers, as the site knows them. How they are tells 'usher cluster status'.",
        subcommands = {
            BrokerCommand.ListAll.class,
            BrokerCommand.Get.class,
            BrokerCommand.Promote.class,
            BrokerCommand.Add.class,
            BrokerCommand.Remove.class,
            BrokerCommand.Replace.class,
            BrokerCommand.Waiting.class,
            BrokerEndpoints.class,
            BrokerUpdate.Change.class,
            BrokerUpdate.Enable.class,
            BrokerUpdate.Disable.class,
            BrokerUpdate.Level.class
        })
final class BrokerCommand extends CommandGroup {

    /** Shows all brokers. */
    @Command(name = "list", description = "Show all brokers of the site.", footer = "  usher broker list -o wide")
    static final class ListAll extends ReadCommand {
        @Mixin
        private Pages pages;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListBrokersResponse response = pages.read(
                    broker,
                    BrokerServiceGrpc.getListBrokersMethod(),
                    ListBrokersRequest.newBuilder()
                            .setConsistency(consistency())
                            .build());
            printer.list(response, response.getBrokersList(), BrokerView.view());
            return ExitCode.DONE;
        }
    }

    /** Shows one broker. */
    @Command(name = "get", description = "Show one broker.", footer = "  usher broker get b1")
    static final class Get extends ReadCommand {
        @Parameters(paramLabel = "BROKER", converter = NameConverter.Broker.class, description = "The broker.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            GetBrokerResponse response = broker.call(
                    BrokerServiceGrpc.getGetBrokerMethod(),
                    GetBrokerRequest.newBuilder()
                            .setName(name)
                            .setConsistency(consistency())
                            .build());
            printer.one(response, response.getBroker(), BrokerView.view());
            return ExitCode.DONE;
        }
    }

    /** Changes the primary. */
    @Command(
            name = "promote",
            description = {
                "Make a secondary the primary, without a failed call: calls wait for the moment between the two.",
                "Ask any broker. Returns when the broker leads; 'usher watch brokers' shows it happen."
            },
            footer = "  usher broker promote b2")
    static final class Promote extends ChangeCommand {
        @Parameters(paramLabel = "BROKER", converter = NameConverter.Broker.class, description = "The broker.")
        private String name;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            PromoteBrokerResponse response = broker.call(
                    BrokerServiceGrpc.getPromoteBrokerMethod(),
                    PromoteBrokerRequest.newBuilder().setName(name).build());
            printer.one(response, response.getBroker(), BrokerView.view());
            return ExitCode.DONE;
        }
    }

    /** Adds a broker that waits. */
    @Command(
            name = "add",
            description = {
                "Add a broker that was started with 'usher server --join' and waits; 'usher broker waiting' shows it.",
                "It is sent what the others have, then it votes. Nothing stops meanwhile. Returns when it is done.",
                "A standby is a full copy that has no vote, serves no agents and is never the primary. It gets the",
                "vote of a broker that is missing: see 'usher broker update --stand-in-after'."
            },
            footer = {"  usher broker add b4", "  usher broker add b5 --standby"})
    static final class Add extends ChangeCommand {
        @Parameters(paramLabel = "ID", description = "The broker.id with which it was started.")
        private String id;

        @Option(names = "--standby", description = "Have it follow without a vote.")
        private boolean standby;

        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            BrokerChanges.add(broker, spec(), id, standby);
            printer.line("brokers/" + id);
            return ExitCode.DONE;
        }
    }

    /** Removes a broker. */
    @Command(
            name = "remove",
            description = {
                "Take a broker out of the site, dead or alive. Its id is not used again, and its process ends.",
                "Refused where the rest would have no majority that is up. The primary hands over first."
            },
            footer = "  usher broker remove b3")
    static final class Remove extends DestructiveCommand {
        @Parameters(paramLabel = "BROKER", converter = NameConverter.Broker.class, description = "The broker.")
        private String name;

        @Option(
                names = "--dry-run",
                description = "Say whether it could be removed at this moment, and what to know of it; change nothing.")
        private boolean dryRun;

        @Override
        boolean changesNothing() {
            return dryRun;
        }

        @Override
        String question() {
            return "Remove " + name + " for good?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            BrokerChanges.remove(broker, spec(), name, dryRun);
            printer.line(dryRun ? name + " could be removed" : name);
            return ExitCode.DONE;
        }
    }

    /** Replaces a broker. */
    @Command(
            name = "replace",
            description = {
                "Put a broker that waits in the place of another one, dead or alive: adds the one, then removes the"
                        + " other.",
                "The way back for a machine whose disk was lost: it comes back under another id."
            },
            footer = "  usher broker replace b2 --with b4 --yes")
    static final class Replace extends DestructiveCommand {
        @Parameters(paramLabel = "BROKER", converter = NameConverter.Broker.class, description = "The one that goes.")
        private String name;

        @Option(
                names = "--with",
                paramLabel = "ID",
                required = true,
                description = "The broker.id of the one that waits.")
        private String id = "";

        @Override
        String question() {
            return "Put brokers/" + id + " in the place of " + name + ", which is removed for good?";
        }

        @Override
        ExitCode change(BrokerClient broker, Printer printer) {
            BrokerChanges.replace(broker, spec(), name, id);
            printer.line("brokers/" + id);
            return ExitCode.DONE;
        }
    }

    /** Shows who waits. */
    @Command(
            name = "waiting",
            description = "Show brokers that were started with 'usher server --join' and wait to be added.",
            footer = "  usher broker waiting")
    static final class Waiting extends ClientCommand {
        @Override
        ExitCode run(BrokerClient broker, Printer printer) {
            ListWaitingBrokersResponse response = broker.call(
                    BrokerServiceGrpc.getListWaitingBrokersMethod(), ListWaitingBrokersRequest.getDefaultInstance());
            printer.list(response, response.getBrokersList(), BrokerView.view());
            return ExitCode.DONE;
        }
    }
}
