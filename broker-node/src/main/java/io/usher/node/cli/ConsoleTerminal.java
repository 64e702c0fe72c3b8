package io.usher.node.cli;

import java.io.Console;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The terminal that the process was started from. */
@SuppressWarnings("SystemConsoleNull") // Before JDK 22 null says that there is none; after, isTerminal does.
final class ConsoleTerminal implements Terminal {

    @Override
    public boolean isInteractive() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    @Override
    public boolean confirms(String question) {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** From JDK 22 on there is always a console, and a method that tells whether it is a terminal. */
    private static boolean isTerminal(@Nullable Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Console.isTerminal could not be asked", e);
        }
    }
}
