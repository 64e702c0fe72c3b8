package io.usher.it.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How evenly a pool was filled.
 *
 * @param mean use of the whole pool: what every host would have if the load were spread as sizes and weights ask
 * @param overMean each host's use over that mean, lowest first
 * @param turnedAway people for whom there was no seat
 */
record Balance(double mean, List<Double> overMean, int turnedAway) {

    Balance {
        overMean = List.copyOf(overMean);
    }

    static Balance of(List<Machine> machines, Fleet fleet, long nowMillis, int turnedAway) {
        double[] cores = IntStream.range(0, machines.size())
                .mapToDouble(host -> fleet.cores(host, nowMillis))
                .toArray();
        double shares = machines.stream().mapToDouble(Machine::share).sum();
        double mean = Arrays.stream(cores).sum() / shares;
        List<Double> overMean = IntStream.range(0, machines.size())
                .mapToObj(host -> cores[host] / machines.get(host).share() / mean)
                .sorted()
                .toList();
        return new Balance(mean, overMean, turnedAway);
    }

    /** The busiest host over the mean; 1 is perfect. */
    double busiest() {
        return overMean.get(overMean.size() - 1);
    }

    /** The host over the mean that one of a hundred is busier than. */
    double percentile99() {
        return overMean.get((int) Math.ceil(overMean.size() * 0.99) - 1);
    }
}
