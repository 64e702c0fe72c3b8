package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.node.cli.output.Table;
import io.usher.node.cli.output.Wording;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.SessionServiceGrpc;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for a session, as a user's client does. */
@Command(
        name = "assign",
        description = {
            "Ask for a session of a published resource: the user's own if there is one, else a new one.",
            "Prints where to connect, and the single-use ticket that lets the user in."
        },
        footer = {
            "  usher assign --user alice desktop",
            "  usher assign --user alice --group staff,writers --client-os 'Windows 11' writer",
            "  usher assign --user alice desktop -o json | jq -r .assignment.endpoint",
            "  usher assign --user alice desktop --ticket-file ticket.txt"
        })
final class AssignCommand extends ChangeCommand {
    @Parameters(paramLabel = "RESOURCE", converter = NameConverter.Resource.class, description = "The resource.")
    private String resource;

    @Option(names = "--user", paramLabel = "USER", required = true, description = "Whose session it is.")
    private String user = "";

    @Mixin
    private ClientOptions client;

    @Option(
            names = "--ticket-file",
            paramLabel = "FILE",
            description = "Write the ticket to this file, readable by its owner only, and leave it out of the output.")
    private Optional<Path> ticketFile = Optional.empty();

    @Override
    OutputFormat usualFormat() {
        return OutputFormat.TABLE;
    }

    @Override
    ExitCode run(BrokerClient broker, Printer printer) {
        AssignSessionResponse response = broker.call(
                SessionServiceGrpc.getAssignSessionMethod(),
                AssignSessionRequest.newBuilder()
                        .setUser(user)
                        .setResource(resource)
                        .addAllGroups(client.groups())
                        .setClientName(client.name())
                        .setClientAddress(client.address())
                        .setClientOs(client.operatingSystem())
                        .setGateway(client.gateway())
                        .build());
        if (ticketFile.isPresent()) {
            TicketFile.write(ticketFile.get(), response.getAssignment().getTicket());
            response = withoutTicket(response);
        }
        print(response, printer);
        return ExitCode.DONE;
    }

    private static AssignSessionResponse withoutTicket(AssignSessionResponse response) {
        AssignSessionResponse.Builder builder = response.toBuilder();
        builder.getAssignmentBuilder().clearTicket();
        return builder.build();
    }

    private void print(AssignSessionResponse response, Printer printer) {
        Assignment assignment = response.getAssignment();
        if (printer.format() == OutputFormat.NAME) {
            printer.line(assignment.getSession());
        } else if (printer.isForPeople()) {
            printer.print(table(assignment, printer.table()));
            printer.line("");
            printer.line("Connect with");
            printer.line("  " + connectCommand(assignment));
        } else {
            printer.message(response);
        }
    }

    private Table table(Assignment assignment, Table table) {
        table.addTexts("SESSION", Wording.id(assignment.getSession()));
        table.addTexts("HOST", Wording.id(assignment.getHost()));
        table.addTexts("ENDPOINT", assignment.getEndpoint());
        table.addTexts("RULE", Wording.word(assignment.getRule()));
        table.addTexts("DECISION", Wording.id(assignment.getDecision()));
        assignment.getWarningsList().forEach(finding -> table.addTexts("WARNING", Wording.limit(finding)));
        table.addTexts(
                "EXPIRES",
                Wording.time(assignment.getTicketExpireTime()) + ", "
                        + Wording.until(assignment.getTicketExpireTime(), now()));
        return table;
    }

    /** The ticket travels as the routing token of RDP, which the agent's door reads before it lets anybody through. */
    private String connectCommand(Assignment assignment) {
        String token = ticketFile
                .map(file -> "\"/load-balance-info:$(cat " + ShellWord.quoted(file.toString()) + ")\"")
                .orElse("/load-balance-info:" + assignment.getTicket());
        return "xfreerdp /v:" + assignment.getEndpoint() + " /u:" + ShellWord.quoted(user) + " " + token;
    }
}
