package io.usher.it.simulation;

import java.util.List;

/** What the plain algorithms decide from: last reports, and how many people were sent to each host. */
final class Board {

    private final List<Machine> machines;
    private final int[] seated;
    private final double[] sumOfRatios;

    Board(List<Machine> machines) {
        this.machines = List.copyOf(machines);
        seated = new int[machines.size()];
        sumOfRatios = new double[machines.size()];
    }

    int hosts() {
        return machines.size();
    }

    boolean isFull(int host) {
        return seated[host] >= machines.get(host).seats();
    }

    /** Ratios of sessions, memory and processor in the last report, added up. */
    double sumOfRatios(int host) {
        return sumOfRatios[host];
    }

    /** People sent to the host, whether they have arrived or not: more than any report can tell. */
    int seated(int host) {
        return seated[host];
    }

    double share(int host) {
        return machines.get(host).share();
    }

    void seat(int host) {
        seated[host]++;
    }

    void take(Report report) {
        Machine machine = machines.get(report.host());
        sumOfRatios[report.host()] = (double) report.sessions() / machine.seats()
                + (double) report.memoryUsedBytes() / machine.memoryBytes()
                + report.cpuPermille() / 1000.0;
    }
}
