package io.usher.node.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a configuration comes from; a later source wins over an earlier one.
 *
 * @param file the configuration file, if there is one
 * @param environment environment variables by name
 * @param flags values from the command line by key of their option
 */
public record Sources(Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    public Sources {
        environment = Map.copyOf(environment);
        flags = Map.copyOf(flags);
    }
}
