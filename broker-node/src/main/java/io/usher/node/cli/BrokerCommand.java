package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.BrokerView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.GetBrokerRequest;
import io.usher.proto.v1.GetBrokerResponse;
import io.usher.proto.v1.ListBrokersRequest;
import io.usher.proto.v1.ListBrokersResponse;
import io.usher.proto.v1.PromoteBrokerRequest;
import io.usher.proto.v1.PromoteBrokerResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verbs for brokers as the site knows them; {@code usher cluster status} asks them how they are. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Brokers, as the site knows them. How they are tells 'usher cluster status'.",
        subcommands = {BrokerCommand.ListAll.class, BrokerCommand.Get.class, BrokerCommand.Promote.class})
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
}
