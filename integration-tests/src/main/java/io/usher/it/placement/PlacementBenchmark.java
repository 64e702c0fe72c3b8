package io.usher.it.placement;

import io.usher.core.command.Reply;
import io.usher.core.model.BalancingMethod;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One logon after the other into an empty pool, the whole command: decide, write, rank anew. Each iteration begins with
 * the same pool, so that all of them, whatever their order, do the same work.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, batchSize = PlacementBenchmark.LOGONS)
@Measurement(iterations = 8, batchSize = PlacementBenchmark.LOGONS)
@Fork(1)
public class PlacementBenchmark {

    /** Logons of one iteration. */
    static final int LOGONS = 20_000;

    /** Small and large. */
    @Param({"100", "10000"})
    public int hosts;

    @Param({"RESOURCE_BASED", "ROUND_ROBIN", "LEAST_SESSIONS", "BREADTH_FIRST", "DEPTH_FIRST", "WEIGHTED"})
    public BalancingMethod method = BalancingMethod.RESOURCE_BASED;

    private Farm empty = Farm.of(method, 0);
    private Farm farm = empty;
    private long user;

    /** Makes the pool. */
    @Setup(Level.Trial)
    public void build() {
        empty = Farm.of(method, hosts);
    }

    /** Empties the pool. */
    @Setup(Level.Iteration)
    public void restore() {
        farm = empty.copy();
        user = 0;
    }

    /** One logon. */
    @Benchmark
    public Reply assign() {
        return farm.assign(user++);
    }
}
