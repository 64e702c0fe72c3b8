package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.AssignmentText;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.AnswerFormat;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.SessionServiceGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            "  usher assign --user alice desktop --ticket-file ticket.txt",
            "  usher assign --user alice desktop --rdp desktop.rdp",
            "  usher assign --user alice desktop --wait 5m",
            "  usher assign --user alice desktop --prelaunch"
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

    @Option(
            names = "--rdp",
            paramLabel = "FILE",
            description = {
                "Write a file that starts a Remote Desktop client, readable by its owner only, and leave the ticket out"
                        + " of the output; - prints it and nothing else."
            })
    private Optional<String> rdp = Optional.empty();

    @Option(
            names = "--load-balance-info",
            description = "Print nothing but the routing token, as 'loadbalanceinfo' of clients takes it.")
    private boolean token;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = ConnectionOptions.DurationConverter.class,
            description = "Wait so long in the queue when no seat is free, 1s to 1h; tells the position meanwhile.")
    private Optional<Duration> wait = Optional.empty();

    @Option(
            names = "--prelaunch",
            description =
                    "Begin the session ahead of the user's asking: it is held for a while, 10m by default, and the"
                            + " next launch takes it over.")
    private boolean prelaunch;

    @Override
    OutputFormat usualFormat() {
        return OutputFormat.TABLE;
    }

    @Override
    ExitCode run(BrokerClient broker, Printer printer) {
        AssignSessionResponse response = broker.call(SessionServiceGrpc.getAssignSessionMethod(), request());
        if (response.hasQueueEntry()) {
            Waiting waiting = new Waiting(broker, spec().commandLine().getErr());
            response = waiting.endOf(response, formats());
        }
        if (ticketFile.isPresent()) {
            TicketFile.write(ticketFile.get(), response.getAssignment().getTicket());
            response = withoutTicket(response);
        }
        if (rdp.isPresent()) {
            return writeRdp(response, printer, rdp.get());
        }
        if (token) {
            printer.line(response.getAssignment().getLoadBalanceInfo());
            return ExitCode.DONE;
        }
        print(response, printer);
        return ExitCode.DONE;
    }

    private AssignSessionRequest request() {
        AssignSessionRequest.Builder request = AssignSessionRequest.newBuilder()
                .setUser(user)
                .setResource(resource)
                .addAllGroups(client.groups())
                .setClientName(client.name())
                .setClientAddress(client.address())
                .setClientOs(client.operatingSystem())
                .setGateway(client.gateway())
                .setPrelaunch(prelaunch)
                .addAllFormats(formats());
        wait.map(Duration::toMillis).map(Durations::fromMillis).ifPresent(request::setMaxWait);
        return request.build();
    }

    private List<AnswerFormat> formats() {
        List<AnswerFormat> formats = new ArrayList<>();
        if (rdp.isPresent()) {
            formats.add(AnswerFormat.ANSWER_FORMAT_RDP_FILE);
        }
        if (token) {
            formats.add(AnswerFormat.ANSWER_FORMAT_LOAD_BALANCE_INFO);
        }
        return formats;
    }

    private ExitCode writeRdp(AssignSessionResponse response, Printer printer, String file) {
        String text = response.getAssignment().getRdpFile();
        if (file.equals("-")) {
            printer.raw(text);
            return ExitCode.DONE;
        }
        TicketFile.writeRdp(Path.of(file), text);
        if (printer.isForPeople()) {
            printer.print(AssignmentText.table(response.getAssignment(), printer.table(), now()));
            printer.line("");
            printer.line("Open " + file + " with a Remote Desktop client");
        } else {
            print(withoutTicket(response), printer);
        }
        return ExitCode.DONE;
    }

    private static AssignSessionResponse withoutTicket(AssignSessionResponse response) {
        AssignSessionResponse.Builder builder = response.toBuilder();
        builder.getAssignmentBuilder().clearTicket().clearRdpFile().clearLoadBalanceInfo();
        return builder.build();
    }

    private void print(AssignSessionResponse response, Printer printer) {
        Assignment assignment = response.getAssignment();
        if (printer.format() == OutputFormat.NAME) {
            printer.line(assignment.getSession());
        } else if (printer.isForPeople()) {
            printer.print(AssignmentText.table(assignment, printer.table(), now()));
            printer.line("");
            printer.line("Connect with");
            printer.line("  " + connectCommand(assignment));
        } else {
            printer.message(response);
        }
    }

    /** The ticket travels as the routing token of RDP, which the agent's door reads before it lets anybody through. */
    private String connectCommand(Assignment assignment) {
        String token = ticketFile
                .map(file -> "\"/load-balance-info:$(cat " + ShellWord.quoted(file.toString()) + ")\"")
                .orElse("/load-balance-info:" + assignment.getTicket());
        return "xfreerdp /v:" + AssignmentText.target(assignment) + " /u:" + ShellWord.quoted(user) + " " + token;
    }
}
