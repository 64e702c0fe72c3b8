package io.usher.node.cli;

import io.usher.proto.v1.Counter;
import io.usher.proto.v1.CounterWeights;
import io.usher.proto.v1.CustomCounter;
import io.usher.proto.v1.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What the resource-based method of a pool adds up, and how much each counts. */
final class CounterOptions {

    /** Counters of the administrator's own; empty for none. */
    private record Custom(List<CustomCounter> counters) {}

    /** Reads {@code licences=200,disk}, or {@code none}. */
    static final class CustomConverter implements ITypeConverter<Custom> {
        @Override
        public Custom convert(String text) {
            return Conversion.of(text, CustomConverter::read);
        }

        private static Custom read(String text) {
            List<CustomCounter> counters = new ArrayList<>();
            if (!text.equalsIgnoreCase("none")) {
                for (String part : text.split(",", -1)) {
                    counters.add(counter(part));
                }
            }
            return new Custom(counters);
        }

        private static CustomCounter counter(String part) {
            int equals = part.indexOf('=');
            CustomCounter.Builder counter = CustomCounter.newBuilder();
            if (equals < 0) {
                return counter.setName(part).build();
            }
            try {
                return counter.setName(part.substring(0, equals))
                        .setWeight(Integer.parseInt(part.substring(equals + 1)))
                        .build();
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("expected NAME=N with a number, found '" + part + "'", e);
            }
        }
    }

    @Option(
            names = "--counters",
            paramLabel = "COUNTER,...",
            split = ",",
            hideParamSyntax = true,
            converter = WordConverter.LoadCounter.class,
            completionCandidates = WordConverter.LoadCounter.class,
            description = "What resource-based adds up: ${COMPLETION-CANDIDATES}. A new pool: all.")
    private List<Counter> counters = List.of();

    @Option(
            names = "--counter-weights",
            paramLabel = "COUNTER=N",
            split = ",",
            hideParamSyntax = true,
            converter = WordConverter.LoadCounter.class,
            description = "How much each counter counts, 1 to 1000, as in sessions=200,cpu=50; 100 where none is"
                    + " given. A new pool: 100 each.")
    private Map<Counter, Integer> counterWeights = Map.of();

    @Option(
            names = "--custom-counters",
            paramLabel = "NAME=N,...",
            hideParamSyntax = true,
            converter = CustomConverter.class,
            description =
                    "Counters of your own, which agents read with a program (see 'usher config sample agent'), and"
                            + " how much each counts, 1 to 1000; or none. A new pool: none.")
    private Optional<Custom> custom = Optional.empty();

    Fields fill(Fields fields, Pool.Builder pool) {
        return fields.set("counters", Optional.of(counters).filter(list -> !list.isEmpty()), pool::addAllCounters)
                .set(
                        "counter_weights",
                        Optional.of(counterWeights)
                                .filter(map -> !map.isEmpty())
                                .map(CounterOptions::weights),
                        pool::setCounterWeights)
                .set("custom_counters", custom, given -> pool.addAllCustomCounters(given.counters()));
    }

    private static CounterWeights weights(Map<Counter, Integer> given) {
        return CounterWeights.newBuilder()
                .setSessions(given.getOrDefault(Counter.COUNTER_SESSIONS, 0))
                .setMemory(given.getOrDefault(Counter.COUNTER_MEMORY, 0))
                .setCpu(given.getOrDefault(Counter.COUNTER_CPU, 0))
                .build();
    }
}
