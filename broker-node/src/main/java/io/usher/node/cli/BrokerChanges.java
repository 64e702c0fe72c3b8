package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.CallFailedException;
import io.usher.proto.v1.AddBrokerRequest;
import io.usher.proto.v1.AddBrokerResponse;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.RemoveBrokerRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Changes of the group of brokers, with their warnings. */
final class BrokerChanges {

    private BrokerChanges() {}

    /**
     * Asks until the broker has caught up, and says that it is not done yet.
     *
     * @param standby whether it is to follow without a vote
     */
    static void add(BrokerClient broker, CommandSpec spec, String id, boolean standby) {
        warn(spec, added(broker, spec, id, standby));
    }

    /** Puts one in the place of another. What the number in between would be warned of is over in a moment. */
    static void replace(BrokerClient broker, CommandSpec spec, String name, String id) {
        requireThere(broker, name);
        var unused = added(broker, spec, id, false);
        remove(broker, spec, name, false);
    }

    private static List<String> added(BrokerClient broker, CommandSpec spec, String id, boolean standby) {
        AddBrokerRequest request = AddBrokerRequest.newBuilder()
                .setBrokerId(id)
                .setStandby(standby)
                .build();
        AddBrokerResponse response = broker.call(BrokerServiceGrpc.getAddBrokerMethod(), request);
        while (response.getState() == AddBrokerResponse.State.STATE_CATCHING_UP) {
            tell(spec, "brokers/" + id + " is catching up");
            response = broker.call(BrokerServiceGrpc.getAddBrokerMethod(), request);
        }
        return response.getWarningsList();
    }

    /** @param validateOnly whether it is only asked what would happen */
    static void remove(BrokerClient broker, CommandSpec spec, String name, boolean validateOnly) {
        warn(
                spec,
                broker.call(BrokerServiceGrpc.getRemoveBrokerMethod(), removal(name, validateOnly))
                        .getWarningsList());
    }

    /**
     * Asks whether there is such a broker, or was, since nobody is to be added in the place of one that never was. That
     * it cannot go yet is no matter: another one comes first.
     */
    private static void requireThere(BrokerClient broker, String name) {
        try {
            broker.call(BrokerServiceGrpc.getRemoveBrokerMethod(), removal(name, true));
        } catch (CallFailedException e) {
            if (e.details().decisive().reason().equals(Optional.of("BROKER_NOT_FOUND"))) {
                throw e;
            }
        }
    }

    private static RemoveBrokerRequest removal(String name, boolean validateOnly) {
        return RemoveBrokerRequest.newBuilder()
                .setName(name)
                .setValidateOnly(validateOnly)
                .build();
    }

    private static void warn(CommandSpec spec, List<String> warnings) {
        warnings.forEach(warning -> tell(spec, "warning: " + warning));
    }

    private static void tell(CommandSpec spec, String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
