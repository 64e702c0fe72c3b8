package io.usher.it.simulation;

import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** An algorithm to compare with. */
final class PlainAlgorithm implements Algorithm {

    private final Board board;
    private final Choice choice;
    private final SplittableRandom chance;

    PlainAlgorithm(List<Machine> machines, Choice choice, SplittableRandom chance) {
        board = new Board(machines);
        this.choice = choice;
        this.chance = chance;
    }

    @Override
    public OptionalInt place(Logon logon) {
        OptionalInt host = choice.of(board, chance);
        host.ifPresent(board::seat);
        return host;
    }

    @Override
    public void arrived(Logon logon, long nowMillis) {
        // The seat was counted when the person was sent.
    }

    @Override
    public long mark() {
        return 0;
    }

    @Override
    public void reported(List<Report> reports, long nowMillis) {
        reports.forEach(board::take);
    }
}
