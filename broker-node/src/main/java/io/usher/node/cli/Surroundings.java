package io.usher.node.cli;

import java.time.Clock;
import java.util.Map;

/**
 * What a command finds around it, so that tests can give it something else.
 *
 * @param environment environment variables
 * @param clock for ages in tables
 * @param terminal for questions and colour
 * @param starters run what does not end by itself
 */
record Surroundings(Map<String, String> environment, Clock clock, Terminal terminal, Starters starters) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings ofProcess() {
        return new Surroundings(System.getenv(), Clock.systemUTC(), new ConsoleTerminal(), Starters.ofThisBuild());
    }
}
