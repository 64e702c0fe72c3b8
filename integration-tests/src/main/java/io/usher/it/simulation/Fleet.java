package io.usher.it.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What really happens on the hosts. A session takes more and more in its first seconds, then always the same. Agents
 * see what all sessions take together and since when each of them is there, not how long it takes to start.
 */
final class Fleet {

    /** How long the primary takes a session to start: the average, for it cannot know better. */
    static final long SUPPOSED_START_MILLIS = 20_000;

    private static final int MILLISEATS = 1_000;

    /** A session that is still starting. */
    private record Starting(Logon logon, long sinceMillis) {

        double shareAt(long nowMillis) {
            return Math.min(1.0, (double) (nowMillis - sinceMillis) / logon.startMillis());
        }
    }

    private final List<Machine> machines;
    private final List<List<Starting>> starting = new ArrayList<>();
    private final List<Deque<Long>> arrivals = new ArrayList<>();
    private final int[] sessions;
    private final double[] settledCores;
    private final int[] settledSessions;

    Fleet(List<Machine> machines) {
        this.machines = List.copyOf(machines);
        machines.forEach(machine -> starting.add(new ArrayList<>()));
        machines.forEach(machine -> arrivals.add(new ArrayDeque<>()));
        sessions = new int[machines.size()];
        settledCores = new double[machines.size()];
        settledSessions = new int[machines.size()];
    }

    void arrive(int host, Logon logon, long nowMillis) {
        starting.get(host).add(new Starting(logon, nowMillis));
        arrivals.get(host).add(nowMillis);
        sessions[host]++;
    }

    /** Processors that the host's sessions want, even if it has fewer. */
    double cores(int host, long nowMillis) {
        settle(host, nowMillis);
        double sum = settledCores[host];
        for (Starting session : starting.get(host)) {
            sum += session.logon().cores() * session.shareAt(nowMillis);
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
                supposedlyStarting(host, nowMillis),
                mark);
    }

    /** As the primary finds it out, which knows since when each session is there. */
    private int supposedlyStarting(int host, long nowMillis) {
        Deque<Long> late = arrivals.get(host);
        while (!late.isEmpty() && nowMillis - late.getFirst() >= SUPPOSED_START_MILLIS) {
            late.removeFirst();
        }
        long milliseats = 0;
        for (long arrival : late) {
            milliseats += MILLISEATS - MILLISEATS * (nowMillis - arrival) / SUPPOSED_START_MILLIS;
        }
        return (int) milliseats;
    }

    private void settle(int host, long nowMillis) {
        for (Iterator<Starting> each = starting.get(host).iterator(); each.hasNext(); ) {
            Starting session = each.next();
            if (session.shareAt(nowMillis) >= 1.0) {
                settledCores[host] += session.logon().cores();
                settledSessions[host]++;
                each.remove();
            }
        }
    }
}
