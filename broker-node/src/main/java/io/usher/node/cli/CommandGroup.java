package io.usher.node.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing itself: one of its subcommands has to be named. */
abstract class CommandGroup implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public final void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command given after '" + spec.qualifiedName() + "'; expected one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
