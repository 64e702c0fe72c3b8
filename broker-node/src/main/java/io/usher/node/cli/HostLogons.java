package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.HostView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.ControlHostLogonsRequest;
import io.usher.proto.v1.ControlHostLogonsResponse;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.LogonControl;
import picocli.CommandLine.Parameters;

/** Says who may log on to a host. */
abstract class HostLogons extends ChangeCommand {
    @Parameters(paramLabel = "HOST", converter = NameConverter.Host.class, description = "The host.")
    private String name;

    @Override
    final ExitCode run(BrokerClient broker, Printer printer) {
        ControlHostLogonsResponse response = broker.call(
                HostServiceGrpc.getControlHostLogonsMethod(),
                ControlHostLogonsRequest.newBuilder()
                        .setName(name)
                        .setLogonControl(control())
                        .setAllowBelowMinimum(belowMinimum())
                        .build());
        printer.one(response, response.getHost(), HostView.at(now()));
        return ExitCode.DONE;
    }

    /** Who may log on. */
    abstract LogonControl control();

    /** Whether fewer hosts may be left open than the pool says. */
    abstract boolean belowMinimum();
}
