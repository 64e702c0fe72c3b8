/**
 * Measures brokers as clients see them: rates, latencies, processor time and pauses, beside a bare gRPC echo and etcd
 * in the same run.
 */
@NullMarked
package io.usher.it.bench;

import org.jspecify.annotations.NullMarked;
