package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.HostView;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.UpdateHostRequest;
import io.usher.proto.v1.UpdateHostResponse;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A change of one host. */
abstract class HostChange extends ChangeCommand {
    @Parameters(paramLabel = "HOST", converter = NameConverter.Host.class, description = "The host.")
    private String name;

    @Mixin
    private EtagOption etag;

    @Override
    final ExitCode run(BrokerClient broker, Printer printer) {
        Host.Builder host = Host.newBuilder().setName(name);
        UpdateHostRequest.Builder request =
                UpdateHostRequest.newBuilder().setUpdateMask(fill(host).mask(spec()));
        etag.value().ifPresent(host::setEtag);
        UpdateHostResponse response = broker.call(
                HostServiceGrpc.getUpdateHostMethod(), request.setHost(host).build());
        printer.one(response, response.getHost(), HostView.at(now()));
        return ExitCode.DONE;
    }

    /** Sets what changes. */
    abstract Fields fill(Host.Builder host);
}
