package io.usher.it.bench;

import java.time.Duration;

/**
 * One measurement.
 *
 * @param subject what was asked
 * @param inFlight calls under way at a time
 * @param round from 1
 * @param processorTime that all servers used meanwhile
 */
record Sample(Subject subject, int inFlight, int round, Measured measured, Duration processorTime) {

    /** What is asked. */
    enum Subject {
        /** The health check of a broker: a bare gRPC echo between the same processes. */
        ECHO,
        /** AssignSession of a new user, asked of the primary. */
        ASSIGNMENT,
        /** Linearizable GetSession, asked of the primary. */
        READ,
        /** Put of a new key with 100 bytes, asked of the leader of etcd. */
        ETCD_PUT,
        /** The same assignment as one transaction of a database. */
        DATABASE_ASSIGNMENT,
        /** AssignSession at half of the peak rate, whether answers come or not. */
        ASSIGNMENT_AT_HALF_PEAK
    }

    /** Processor time of all servers for one answered call, in microseconds. */
    double processorMicrosPerCall() {
        // Also the calls of the warm-up used it; they came at the same rate.
        return measured.answered() == 0 ? 0 : processorTime.toNanos() / 1000.0 / measured.answered();
    }
}
