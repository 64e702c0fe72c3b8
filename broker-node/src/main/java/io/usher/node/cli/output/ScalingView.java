package io.usher.node.cli.output;

import io.usher.proto.v1.ScalingAdvice;
import io.usher.proto.v1.WatchScalingAdviceResponse;
import java.util.List;
import java.util.Optional;

/** Advice on scaling, in tables and as it comes. */
public final class ScalingView {
    private static final View<ScalingAdvice> VIEW = new View<>(
            ScalingAdvice::getName,
            List.of(
                    Column.of("TIME", advice -> Wording.time(advice.getAdviceTime())),
                    Column.of("POOL", advice -> Wording.id(advice.getPool())),
                    Column.of("SCALE", advice -> Wording.word(advice.getDirection())),
                    Column.of("OPEN", advice -> Integer.toString(advice.getOpenHostCount())),
                    Column.of("WANTED", advice -> Integer.toString(advice.getWantedHostCount())),
                    Column.of("WORKLOAD", ScalingView::workload),
                    Column.wide("NAME", advice -> Wording.id(advice.getName()))));

    private final Printer printer;
    private final Optional<StreamedTable> table;

    /** Shows advice as it comes. */
    public ScalingView(Printer printer) {
        this.printer = printer;
        this.table = printer.isForPeople()
                ? Optional.of(new StreamedTable(
                        printer, "TIME                ", "POOL        ", "SCALE", "OPEN", "WANTED", "WORKLOAD"))
                : Optional.empty();
    }

    public static View<ScalingAdvice> view() {
        return VIEW;
    }

    /** Shows what a message says. Messages that only tell of progress are for programs. */
    public void show(WatchScalingAdviceResponse response) {
        if (printer.format() == OutputFormat.NAME) {
            response.getAdviceList().forEach(advice -> printer.line(advice.getName()));
        } else if (table.isPresent()) {
            response.getAdviceList().forEach(advice -> table.get().add(row(advice)));
        } else {
            printer.streamed(response);
        }
    }

    private static List<Cell> row(ScalingAdvice advice) {
        return List.of(
                Cell.of(Wording.time(advice.getAdviceTime())),
                Cell.of(Wording.id(advice.getPool())),
                Cell.of(Wording.word(advice.getDirection())),
                Cell.of(Integer.toString(advice.getOpenHostCount())),
                Cell.of(Integer.toString(advice.getWantedHostCount())),
                Cell.of(workload(advice)));
    }

    private static String workload(ScalingAdvice advice) {
        return advice.getWorkloadPercent() + "%";
    }
}
