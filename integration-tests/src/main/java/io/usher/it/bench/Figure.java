package io.usher.it.bench;

import io.usher.it.bench.Sample.Subject;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One figure of the measurements of one kind.
 *
 * @param inFlight calls under way at a time; 0 where the rate is given instead
 * @param of takes the figure out of a measurement
 */
record Figure(Subject subject, int inFlight, ToDoubleFunction<Sample> of) {

    static Figure rate(Subject subject, int inFlight) {
        return new Figure(subject, inFlight, sample -> sample.measured().rate());
    }

    static Figure latency(Subject subject, int inFlight, double percentile) {
        return new Figure(subject, inFlight, sample -> sample.measured().millis(percentile));
    }

    static Figure processorTime(Subject subject, int inFlight) {
        return new Figure(subject, inFlight, Sample::processorMicrosPerCall);
    }

    boolean isMeasured(List<Sample> samples) {
        return samples.stream().anyMatch(sample -> sample.subject() == subject && sample.inFlight() == inFlight);
    }

    Spread spread(List<Sample> samples) {
        return Spread.of(samples.stream()
                .filter(sample -> sample.subject() == subject && sample.inFlight() == inFlight)
                .map(of::applyAsDouble)
                .toList());
    }
}
