package io.usher.it.bench;

import static io.usher.it.bench.Figure.latency;
import static io.usher.it.bench.Figure.processorTime;
import static io.usher.it.bench.Figure.rate;
import static io.usher.it.bench.Plan.USUAL_IN_FLIGHT;

import io.usher.it.bench.Sample.Subject;
import java.util.List;

/** One figure over another of the same run: what a busy or slow machine does to both cancels out. */
record Ratio(String description, Figure upper, Figure lower) {

    /** In the order and with the names of the figures to reach. */
    static final List<Ratio> ALL = List.of(
            new Ratio(
                    "S1  assignments over etcd puts, 256 in flight (first 2, goal 5)",
                    rate(Subject.ASSIGNMENT, USUAL_IN_FLIGHT),
                    rate(Subject.ETCD_PUT, USUAL_IN_FLIGHT)),
            new Ratio(
                    "S2  assignments over transactions of PostgreSQL, 256 in flight (first 5, goal 20)",
                    rate(Subject.ASSIGNMENT, USUAL_IN_FLIGHT),
                    rate(Subject.DATABASE_ASSIGNMENT, USUAL_IN_FLIGHT)),
            new Ratio(
                    "S3  assignments over echo, 256 in flight (first 0.2, goal 0.5)",
                    rate(Subject.ASSIGNMENT, USUAL_IN_FLIGHT),
                    rate(Subject.ECHO, USUAL_IN_FLIGHT)),
            new Ratio(
                    "S4  p50 of one assignment at a time over etcd put (first 3, goal 1)",
                    latency(Subject.ASSIGNMENT, 1, 50),
                    latency(Subject.ETCD_PUT, 1, 50)),
            new Ratio(
                    "S5  linearizable reads over echo, 256 in flight (first 0.7, goal 0.9)",
                    rate(Subject.READ, USUAL_IN_FLIGHT),
                    rate(Subject.ECHO, USUAL_IN_FLIGHT)),
            new Ratio(
                    "S6  p99 over p50 at half of the peak rate (first 5, goal 3)",
                    latency(Subject.ASSIGNMENT_AT_HALF_PEAK, 0, 99),
                    latency(Subject.ASSIGNMENT_AT_HALF_PEAK, 0, 50)),
            new Ratio(
                    "S7  CPU per assignment over etcd put, 256 in flight (first 0.5, goal 0.2)",
                    processorTime(Subject.ASSIGNMENT, USUAL_IN_FLIGHT),
                    processorTime(Subject.ETCD_PUT, USUAL_IN_FLIGHT)));

    /** Whether both were measured; a peer may be missing on a machine. */
    boolean isMeasured(List<Sample> samples) {
        return upper.isMeasured(samples) && lower.isMeasured(samples);
    }

    /** Of the medians over the rounds. */
    double value(List<Sample> samples) {
        return upper.spread(samples).median() / lower.spread(samples).median();
    }
}
