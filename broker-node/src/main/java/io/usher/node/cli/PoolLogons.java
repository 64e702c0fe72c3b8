package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.output.Printer;
import io.usher.proto.v1.ControlPoolLogonsRequest;
import io.usher.proto.v1.ControlPoolLogonsResponse;
import io.usher.proto.v1.LogonControl;
import io.usher.proto.v1.PoolServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says who may log on to the hosts of a pool, to all of them at once. */
abstract class PoolLogons extends ChangeCommand {
    @Parameters(paramLabel = "POOL", converter = NameConverter.Pool.class, description = "The pool.")
    private String name;

    @Override
    final ExitCode run(BrokerClient broker, Printer printer) {
        ControlPoolLogonsResponse response = broker.call(
                PoolServiceGrpc.getControlPoolLogonsMethod(),
                ControlPoolLogonsRequest.newBuilder()
                        .setName(name)
                        .setLogonControl(control())
                        .setAllowBelowMinimum(belowMinimum())
                        .build());
        if (printer.isForPeople() || printer.isForNames()) {
            printer.line(name);
        } else {
            printer.message(response);
        }
        return ExitCode.DONE;
    }

    /** Who may log on. */
    abstract LogonControl control();

    /** Whether fewer hosts may be left open than the pool says. */
    abstract boolean belowMinimum();

    /** Lets no new sessions in. */
    @Command(
            name = "drain",
            description = "Let users only come back to sessions that they have on the hosts of the pool.",
            footer = {"  usher pool drain office", "  usher pool drain office --until-restart --allow-below-minimum"})
    static final class Drain extends PoolLogons {
        @Option(names = "--until-restart", description = "Until the agent of each host starts again.")
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
            description = "Let users log on to all hosts of the pool again, after drain or disable.",
            footer = "  usher pool enable office")
    static final class Enable extends PoolLogons {
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
            description = "Let nobody log on to any host of the pool, not even to come back. Sessions go on.",
            footer = "  usher pool disable office --allow-below-minimum")
    static final class Disable extends PoolLogons {
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
}
