package io.usher.node.config;

import java.util.List;

/**
 * One kind of configuration, of a broker or of an agent: its options, and how they become a record.
 *
 * @param <C> the record
 */
public sealed interface Configuration<C> permits ServerConfiguration, AgentConfiguration {

    /** The command that uses it: {@code server} or {@code agent}. */
    String command();

    /** Its options in the order of the sample. */
    List<Option<?>> options();

    /**
     * Reads those that one process is to run together, in the order of the sources.
     *
     * @param sources at least one
     * @throws ConfigurationException if anything is wrong with one of them or between them; it tells everything that is
     */
    List<Loaded<C>> loadAll(List<Sources> sources);

    /**
     * Reads one.
     *
     * @throws ConfigurationException if anything is wrong; it tells everything that is
     */
    default Loaded<C> load(Sources sources) {
        return loadAll(List.of(sources)).get(0);
    }
}
