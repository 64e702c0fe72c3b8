package io.usher.node.api.mapping;

import io.usher.core.model.CounterReading;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.CustomCounter;
import io.usher.core.model.Load;
import io.usher.proto.v1.Counter;
import io.usher.proto.v1.Pool;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What hosts measure, and what of it counts. */
final class CounterMapping {

    private CounterMapping() {}

    static Supplier<Counters> counters(FieldChecks checks, Pool pool) {
        Supplier<Set<Counter>> on = checks.check("pool.counters", () -> counters(pool.getCountersList()));
        Supplier<CounterWeights> weights =
                checks.check("pool.counter_weights", () -> weights(pool.getCounterWeights()));
        Supplier<List<CustomCounter>> custom =
                checks.check("pool.custom_counters", () -> custom(pool.getCustomCountersList()));
        return () -> new Counters(
                on.get().contains(Counter.COUNTER_SESSIONS),
                on.get().contains(Counter.COUNTER_MEMORY),
                on.get().contains(Counter.COUNTER_CPU),
                weights.get(),
                custom.get());
    }

    private static Set<Counter> counters(List<Counter> counters) {
        if (counters.isEmpty()) {
            return EnumSet.of(Counter.COUNTER_SESSIONS, Counter.COUNTER_MEMORY, Counter.COUNTER_CPU);
        }
        for (Counter counter : counters) {
            if (counter == Counter.COUNTER_UNSPECIFIED || counter == Counter.UNRECOGNIZED) {
                throw new IllegalArgumentException("must be sessions, memory or CPU, found " + counter);
            }
        }
        return EnumSet.copyOf(counters);
    }

    private static CounterWeights weights(io.usher.proto.v1.CounterWeights weights) {
        return new CounterWeights(weight(weights.getSessions()), weight(weights.getMemory()), weight(weights.getCpu()));
    }

    private static int weight(int set) {
        return set == 0 ? CounterWeights.DEFAULT_WEIGHT : set;
    }

    /** In any order, each name once. */
    private static List<CustomCounter> custom(List<io.usher.proto.v1.CustomCounter> counters) {
        List<CustomCounter> sorted = counters.stream()
                .map(counter -> new CustomCounter(counter.getName(), weight(counter.getWeight())))
                .sorted(Comparator.comparing(CustomCounter::name))
                .toList();
        // The record that holds them checks how many there are, and that each is there once.
        return new Counters(true, true, true, CounterWeights.EQUAL, sorted).custom();
    }

    static void fill(Counters counters, Pool.Builder builder) {
        if (counters.sessions()) {
            builder.addCounters(Counter.COUNTER_SESSIONS);
        }
        if (counters.memory()) {
            builder.addCounters(Counter.COUNTER_MEMORY);
        }
        if (counters.cpu()) {
            builder.addCounters(Counter.COUNTER_CPU);
        }
        builder.getCounterWeightsBuilder()
                .setSessions(counters.weights().sessionsWeight())
                .setMemory(counters.weights().memoryWeight())
                .setCpu(counters.weights().cpuWeight());
        counters.custom()
                .forEach(counter -> builder.addCustomCounters(io.usher.proto.v1.CustomCounter.newBuilder()
                        .setName(counter.name())
                        .setWeight(counter.weight())));
    }

    static io.usher.proto.v1.Load toProto(Load load) {
        io.usher.proto.v1.Load.Builder builder = io.usher.proto.v1.Load.newBuilder()
                .setCpuPermille(load.cpuPermille())
                .setMemoryUsedBytes(load.memoryUsedBytes())
                .setMemoryTotalBytes(load.memoryTotalBytes());
        load.custom()
                .forEach(reading -> builder.addCustomCounters(io.usher.proto.v1.CounterReading.newBuilder()
                        .setCounter(reading.counter())
                        .setPermille(reading.permille())));
        load.startingMilliseats().ifPresent(builder::setStartingMilliseats);
        return builder.build();
    }

    /** In any order, each name once. */
    static List<CounterReading> readings(io.usher.proto.v1.Load load) {
        return load.getCustomCountersList().stream()
                .map(reading -> new CounterReading(reading.getCounter(), reading.getPermille()))
                .sorted(Comparator.comparing(CounterReading::counter))
                .toList();
    }
}
