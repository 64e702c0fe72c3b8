package io.usher.node.cli;

import com.google.protobuf.util.Durations;
import io.usher.proto.v1.Pool;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When a provisioner is advised to add hosts to a pool or to take some away. */
final class AutoscaleOptions {

    @Option(
            names = "--autoscale-min-hosts",
            paramLabel = "N",
            description = "Hosts that should be open at the least, for advice to provisioners. A new pool: 0.")
    private Optional<Integer> minHosts = Optional.empty();

    @Option(
            names = "--autoscale-max-hosts",
            paramLabel = "N",
            description = "Hosts that may be open at the most; 0 for no advice. A new pool: 0.")
    private Optional<Integer> maxHosts = Optional.empty();

    @Option(
            names = "--scale-up-percent",
            paramLabel = "PERCENT",
            description = "Sessions for a hundred seats from which on hosts are to be added, 1 to 100. A new pool: 80.")
    private Optional<Integer> up = Optional.empty();

    @Option(
            names = "--scale-down-percent",
            paramLabel = "PERCENT",
            description = "Sessions for a hundred seats up to which hosts are to be taken away. A new pool: 30.")
    private Optional<Integer> down = Optional.empty();

    @Option(
            names = "--scale-hold-time",
            paramLabel = "DURATION",
            converter = ConnectionOptions.DurationConverter.class,
            description = "How long it has to stay so, up to 7d. A new pool: 10m.")
    private Optional<Duration> hold = Optional.empty();

    Fields fill(Fields fields, Pool.Builder pool) {
        return fields.set("autoscale_min_hosts", minHosts, pool::setAutoscaleMinHosts)
                .set("autoscale_max_hosts", maxHosts, pool::setAutoscaleMaxHosts)
                .set("scale_up_percent", up, pool::setScaleUpPercent)
                .set("scale_down_percent", down, pool::setScaleDownPercent)
                .set(
                        "scale_hold_time",
                        hold.map(Duration::toMillis).map(Durations::fromMillis),
                        pool::setScaleHoldTime);
    }
}
