package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.ForecastText;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.BalancingMethod;
import io.usher.proto.v1.ForecastRequest;
import io.usher.proto.v1.ForecastResponse;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.Supposition;
import io.usher.proto.v1.WhatIfServiceGrpc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Shows what would happen. */
@Command(
        name = "what-if",
        description = {
            "Show what would happen, without touching anything: the rules that decide for real decide on a copy of the"
                    + " site.",
            "First pools change their methods, then hosts drain, are disabled and are lost, then users log on. No time"
                    + " passes and no load is reported meanwhile."
        },
        footer = {
            "  usher what-if --user alice --resource desktop",
            "  usher what-if --lose h1,h2 --users-return",
            "  usher what-if --drain h1 --resource desktop --logons 500",
            "  usher what-if --method office=depth-first --resource desktop --logons 500"
        })
final class WhatIfCommand extends ReadCommand {

    @Option(
            names = "--method",
            paramLabel = "POOL=METHOD",
            converter = {NameConverter.Pool.class, WordConverter.Method.class},
            description = "The pool chooses its hosts in this way.")
    private Map<String, BalancingMethod> methods = Map.of();

    @Option(
            names = "--drain",
            paramLabel = "HOST,...",
            split = ",",
            hideParamSyntax = true,
            converter = NameConverter.Host.class,
            description = "These hosts take reconnects only.")
    private List<String> drained = List.of();

    @Option(
            names = "--disable",
            paramLabel = "HOST,...",
            split = ",",
            hideParamSyntax = true,
            converter = NameConverter.Host.class,
            description = "These hosts let nobody in.")
    private List<String> disabled = List.of();

    @Option(
            names = "--lose",
            paramLabel = "HOST,...",
            split = ",",
            hideParamSyntax = true,
            converter = NameConverter.Host.class,
            description = "These hosts fall silent and are declared lost.")
    private List<String> lost = List.of();

    @Option(
            names = "--users-return",
            description =
                    "The users whose sessions are lost ask for them again; nothing is known of their groups then.")
    private boolean usersReturn;

    @Option(
            names = "--resource",
            paramLabel = "RESOURCE",
            converter = NameConverter.Resource.class,
            description = "Somebody logs on to this resource.")
    private Optional<String> resource = Optional.empty();

    @Option(names = "--user", paramLabel = "USER", description = "Who logs on. Default: somebody without a session.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--logons",
            paramLabel = "NUMBER",
            description = "How many log on, one after the other, up to 100000: USER-1, USER-2 and so on.")
    private Optional<Integer> logons = Optional.empty();

    @Mixin
    private ClientOptions client;

    @Override
    ExitCode run(BrokerClient broker, Printer printer) {
        ForecastResponse response = broker.call(WhatIfServiceGrpc.getForecastMethod(), request());
        if (printer.isForPeople()) {
            ForecastText.print(response, printer);
        } else {
            printer.message(response);
        }
        return ExitCode.DONE;
    }

    private ForecastRequest request() {
        ForecastRequest.Builder request =
                ForecastRequest.newBuilder().setUsersReturn(usersReturn).setConsistency(consistency());
        methods.forEach((pool, method) -> request.addSuppositions(Supposition.newBuilder()
                .setMethodChange(
                        Supposition.MethodChange.newBuilder().setPool(pool).setMethod(method))));
        drained.forEach(host -> request.addSuppositions(control(host, LogonControl.LOGON_CONTROL_DRAIN)));
        disabled.forEach(host -> request.addSuppositions(control(host, LogonControl.LOGON_CONTROL_DISABLED)));
        lost.forEach(host -> request.addSuppositions(Supposition.newBuilder().setLostHost(host)));
        if (resource.isPresent()) {
            request.setLogon(logon(resource.get())).setLogonCount(logons.orElse(1));
        } else if (user.isPresent() || logons.isPresent()) {
            throw new ParameterException(
                    spec().commandLine(), "--user and --logons need --resource RESOURCE: what they log on to");
        } else if (request.getSuppositionsCount() == 0) {
            throw new ParameterException(spec().commandLine(), "nothing is supposed");
        }
        return request.build();
    }

    private static Supposition control(String host, LogonControl control) {
        return Supposition.newBuilder()
                .setLogonControlChange(Supposition.LogonControlChange.newBuilder()
                        .setHost(host)
                        .setLogonControl(control))
                .build();
    }

    private AssignSessionRequest logon(String name) {
        return AssignSessionRequest.newBuilder()
                .setUser(user.orElse("what-if"))
                .setResource(name)
                .addAllGroups(client.groups())
                .setClientName(client.name())
                .setClientAddress(client.address())
                .setClientOs(client.operatingSystem())
                .setGateway(client.gateway())
                .build();
    }
}
