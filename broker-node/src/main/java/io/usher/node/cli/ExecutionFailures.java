package io.usher.node.cli;

import io.usher.node.cli.client.CallFailedException;
import io.usher.node.config.ConfigurationException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says why a command failed, and with which exit code it ends. */
final class ExecutionFailures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult result) throws Exception {
        if (exception instanceof ParameterException) {
            throw exception;
        }
        PrintWriter err = command.getErr();
        err.println(text(exception));
        err.flush();
        // Seen with -vv only: the stack says nothing to those who cannot mend the code.
        // The logger is made here, because making the first one takes longer than most commands.
        LoggerFactory.getLogger(ExecutionFailures.class).debug("the command failed", exception);
        return exit(exception).code();
    }

    private static String text(Exception exception) {
        if (exception instanceof CallFailedException failed) {
            return FailureText.of(failed.details());
        }
        if (exception instanceof ConfigurationException wrong) {
            return ConfigurationFailureText.of(wrong);
        }
        if (exception instanceof CommandFailedException) {
            return "error: " + exception.getMessage();
        }
        return "error: the command failed; " + exception
                + "; this is a defect of usher: run it again with -vv and report what it prints";
    }

    private static ExitCode exit(Exception exception) {
        if (exception instanceof CallFailedException failed) {
            return ExitCode.of(failed.details());
        }
        if (exception instanceof ConfigurationException) {
            return ExitCode.USAGE;
        }
        return exception instanceof CommandFailedException failed ? failed.exit() : ExitCode.FAILED;
    }
}
