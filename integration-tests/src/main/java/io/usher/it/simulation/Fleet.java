package io.usher.it.simulation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What really happens on the hosts. A session takes more and more in its first seconds, then always the same. */
final class Fleet {

    /** From arrival until a session takes all that it will take. */
    static final long RAMP_MILLIS = 20_000;

    /** A session that is still starting. */
    private record Starting(double cores, long sinceMillis) {

        double shareAt(long nowMillis) {
            return Math.min(1.0, (double) (nowMillis - sinceMillis) / RAMP_MILLIS);
        }
    }

    private final List<Machine> machines;
    private final List<List<Starting>> starting = new ArrayList<>();
    private final int[] sessions;
    private final double[] settledCores;
    private final int[] settledSessions;

    Fleet(List<Machine> machines) {
        this.machines = List.copyOf(machines);
        machines.forEach(machine -> starting.add(new ArrayList<>()));
        sessions = new int[machines.size()];
        settledCores = new double[machines.size()];
        settledSessions = new int[machines.size()];
    }

    void arrive(int host, double cores, long nowMillis) {
        starting.get(host).add(new Starting(cores, nowMillis));
        sessions[host]++;
    }

    /** Processors that the host's sessions want, even if it has fewer. */
    double cores(int host, long nowMillis) {
        settle(host, nowMillis);
        double sum = settledCores[host];
        for (Starting session : starting.get(host)) {
            sum += session.cores() * session.shareAt(nowMillis);
        }
        return sum;
    }

    /** What the agent of the host finds. */
    Report measure(int host, long nowMillis, long mark) {
        Machine machine = machines.get(host);
        double ratio = cores(host, nowMillis) / machine.cores();
        double inMemory = settledSessions[host];
        for (Starting session : starting.get(host)) {
            inMemory += session.shareAt(nowMillis);
        }
        return new Report(
                host,
                (int) Math.min(1000, Math.round(1000 * ratio)),
                Math.min(machine.memoryBytes(), Math.round(inMemory * Logon.MEMORY_BYTES)),
                sessions[host],
                mark);
    }

    private void settle(int host, long nowMillis) {
        for (Iterator<Starting> each = starting.get(host).iterator(); each.hasNext(); ) {
            Starting session = each.next();
            if (session.shareAt(nowMillis) >= 1.0) {
                settledCores[host] += session.cores();
                settledSessions[host]++;
                each.remove();
            }
        }
    }
}
