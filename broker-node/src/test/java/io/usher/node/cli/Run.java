package io.usher.node.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** One run of the command line with everything that it printed. */
record Run(int exit, String out, String err) {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static Run of(String... arguments) {
        return in(Map.of(), arguments);
    }

    /** Runs against brokers, in the order in which they are asked. */
    static Run against(List<FakeBroker> brokers, String... arguments) {
        return in(
                Map.of(
                        "USHER_SERVER",
                        String.join(
                                ",", brokers.stream().map(FakeBroker::address).toList())),
                arguments);
    }

    static Run against(FakeBroker broker, String... arguments) {
        return against(List.of(broker), arguments);
    }

    static Run in(Map<String, String> environment, String... arguments) {
        return with(environment, new NoTerminal(), arguments);
    }

    static Run with(Map<String, String> environment, Terminal terminal, String... arguments) {
        Starters none = new Starters(Run::refuseToStart, Run::refuseToStart, Backups.ofThisBuild());
        return in(
                new Surroundings(new HashMap<>(environment), Clock.fixed(NOW, ZoneOffset.UTC), terminal, none),
                arguments);
    }

    private static void refuseToStart(Object config) {
        throw new AssertionError("expected nothing to be started, found " + config);
    }

    static Run in(Surroundings surroundings, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLineFor(surroundings, arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    ExitCode code() {
        for (ExitCode code : ExitCode.values()) {
            if (code.code() == exit) {
                return code;
            }
        }
        throw new AssertionError("no meaning for exit code " + exit + ": " + err);
    }

    /** Nobody is there. */
    static final class NoTerminal implements Terminal {
        @Override
        public boolean isInteractive() {
            return false;
        }

        @Override
        public boolean confirms(String question) {
            throw new AssertionError("expected no question without a terminal, found: " + question);
        }
    }
}
