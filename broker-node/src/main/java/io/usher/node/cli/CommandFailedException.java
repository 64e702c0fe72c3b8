package io.usher.node.cli;

/** A command failed for a reason that is not a failed call. */
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;

    /**
     * Creates a failure.
     *
     * @param what what could not be done
     * @param why the cause
     * @param toDo what the user can do about it
     */
    CommandFailedException(ExitCode exit, String what, String why, String toDo) {
        super(what + "; " + why + "; " + toDo);
        this.exit = exit;
    }

    ExitCode exit() {
        return exit;
    }
}
