package io.usher.node.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = CompletionCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Print a script that makes a shell complete commands, options and their words.",
        footer = {
            "  source <(usher completion bash)",
            "  usher completion bash > /etc/bash_completion.d/usher",
            "  source <(usher completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {
    static final String NAME = "completion";

    /** Shells that take the script; zsh reads the one for bash through its bashcompinit, which the script calls. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "The shell: ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (shell == Shell.ZSH) {
            // Lets the script also lie in a directory of zsh's fpath.
            out.println("#compdef usher");
        }
        out.print(AutoComplete.bash("usher", spec.root().commandLine()));
        out.flush();
        return ExitCode.DONE.code();
    }
}
