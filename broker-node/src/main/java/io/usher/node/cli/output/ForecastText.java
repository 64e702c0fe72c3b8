package io.usher.node.cli.output;

import io.usher.proto.v1.Decision;
import io.usher.proto.v1.ForecastResponse;
import io.usher.proto.v1.ForecastResponse.HostForecast;
import io.usher.proto.v1.Host;
import java.util.List;
import java.util.stream.Collectors;

/** What would happen, as people read it. */
public final class ForecastText {

    private ForecastText() {}

    /** Prints hosts, logons and the reason; the usual table leaves hosts out whose seats stay as they are. */
    public static void print(ForecastResponse forecast, Printer printer) {
        List<HostForecast> shown = forecast.getHostsList().stream()
                .filter(host -> printer.format() == OutputFormat.WIDE || isDifferent(host))
                .toList();
        if (!shown.isEmpty()) {
            printer.print(hosts(shown, printer));
        }
        int others = forecast.getHostsCount() - shown.size();
        if (others > 0) {
            printer.line("(" + others + (shown.isEmpty() ? "" : " other")
                    + (others == 1 ? " host stays" : " hosts stay") + " as full as now)");
        }
        if (forecast.getGrantedCount() + forecast.getRefusedCount() > 0) {
            if (forecast.getHostsCount() > 0) {
                printer.line("");
            }
            printer.print(logons(forecast, printer.table()));
        }
        if (forecast.hasDecision()) {
            printer.line("");
            printer.line(
                    switch (forecast.getDecision().getRule()) {
                        case RULE_NO_SEAT -> "Why the first found no seat";
                        default ->
                            forecast.getDecision().getChosenHost().isEmpty()
                                    ? "Why the first was refused"
                                    : "Why there";
                    });
            DecisionText.print(withoutName(forecast.getDecision()), printer);
        }
    }

    private static boolean isDifferent(HostForecast host) {
        return host.getTakenBefore() != host.getTakenAfter();
    }

    private static Table hosts(List<HostForecast> hosts, Printer printer) {
        Table table = printer.table("HOST", "POOL", "STATE", "LOGONS", "SEATS", "TAKEN-NOW", "TAKEN-THEN");
        for (HostForecast host : hosts) {
            table.add(List.of(
                    Cell.of(Wording.id(host.getHost())),
                    Cell.of(Wording.id(host.getPool())),
                    new Cell(
                            Wording.word(host.getState()),
                            host.getState() == Host.State.STATE_UP ? Cell.Tone.NORMAL : Cell.Tone.BAD),
                    Cell.of(Wording.word(host.getLogonControl())),
                    Cell.of(Integer.toString(host.getSeats())),
                    Cell.of(Integer.toString(host.getTakenBefore())),
                    new Cell(
                            Integer.toString(host.getTakenAfter()),
                            host.getTakenAfter() < host.getSeats() ? Cell.Tone.NORMAL : Cell.Tone.ATTENTION)));
        }
        return table;
    }

    private static Table logons(ForecastResponse forecast, Table table) {
        table.addTexts(
                "GRANTED",
                forecast.getGrantedList().stream()
                        .map(count -> count.getLogons() + " " + Wording.word(count.getRule()))
                        .collect(Collectors.joining(", ")));
        table.addTexts(
                "REFUSED",
                forecast.getRefusedList().stream()
                        .map(count -> count.getLogons() + " " + Wording.word(count.getReason()))
                        .collect(Collectors.joining(", ")));
        return table;
    }

    /** Nobody can ask for it again. */
    private static Decision withoutName(Decision decision) {
        return decision.toBuilder().clearName().build();
    }
}
