package io.usher.it.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a stretch of load came to.
 *
 * @param answered calls that were answered within the measured time
 * @param failed calls that were not carried out
 * @param firstFailure what the first of them met; empty when there was none
 * @param time that was measured
 * @param latency of the answered calls in microseconds
 */
record Measured(long answered, long failed, String firstFailure, Duration time, Histogram latency) {

    /** Answered calls a second. */
    double rate() {
        return answered * 1e9 / time.toNanos();
    }

    /** A percentile of the latency in milliseconds. */
    double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }
}
