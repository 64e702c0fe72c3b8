package io.usher.it.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** The figures for people and for programs. */
record FaultReport(SortedMap<FaultKind, List<Trial>> trials) {

    private static final String ROW = "%-34s%8s%8s%13s%9s%9s%10s  %s%n";

    /** Whether every call was answered in the end. */
    boolean isWithoutFailures() {
        return trials.values().stream().flatMap(List::stream).allMatch(trial -> trial.failed() == 0);
    }

    String table() {
        StringBuilder text =
                new StringBuilder("""
                Three brokers with their own logs on disk, all on loopback of one machine with %d processors. Every
                2.5 ms somebody asks for an assignment, each of the brokers in turn, and another one when the first has
                not answered within 2 s. The pause is the longest time in which nobody was answered, in milliseconds.

                """.formatted(Runtime.getRuntime().availableProcessors()));
        text.append(ROW.formatted("what", "trials", "failed", "asked again", "p50", "p99", "longest", "goal"));
        trials.forEach((kind, all) -> row(text, kind, all));
        return text.toString();
    }

    private static void row(StringBuilder text, FaultKind kind, List<Trial> all) {
        List<Double> pauses = all.stream().map(Trial::pauseMillis).sorted().toList();
        text.append(ROW.formatted(
                kind.title(),
                all.size(),
                all.stream().mapToLong(Trial::failed).sum(),
                all.stream().mapToLong(Trial::askedAgain).sum(),
                millis(percentile(pauses, 50)),
                millis(percentile(pauses, 99)),
                millis(percentile(pauses, 100)),
                kind.goal()));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** The smallest value that so many of a hundred do not exceed; of at least one value, in order. */
    static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode();
        report.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        report.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        ArrayNode all = report.putArray("trials");
        trials.forEach((kind, list) -> list.forEach(trial -> all.addObject()
                .put("fault", kind.id())
                .put("pause_ms", trial.pauseMillis())
                .put("failed", trial.failed())
                .put("asked_again", trial.askedAgain())));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names must become JSON", e);
        }
    }
}
