package io.usher.it.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.usher.it.bench.Sample.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The figures for people and for programs. */
record BenchReport(Machine machine, List<Sample> samples, List<Pause> pauses) {

    /**
     * What the figures are of.
     *
     * @param processors that the machine has
     * @param etcd version of the peer; empty when there was none
     */
    record Machine(String system, String java, int processors, Optional<String> etcd) {

        static Machine thisOne(Optional<String> etcd) {
            return new Machine(
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("java.vm.name") + " " + Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    etcd);
        }
    }

    /** Whether every call of every measurement was carried out. */
    boolean isWithoutFailures() {
        return samples.stream().allMatch(sample -> sample.measured().failed() == 0)
                && pauses.stream().allMatch(pause -> pause.lost() == 0);
    }

    String table() {
        StringBuilder text = new StringBuilder();
        text.append(
                        "Three brokers with their own logs on disk, one client process, all on loopback of one machine with ")
                .append(machine.processors())
                .append(" processors.\n")
                .append(machine.system())
                .append(", ")
                .append(machine.java())
                .append(machine.etcd().map(version -> ", " + version).orElse(""))
                .append(
                        ".\nMedians over the rounds, in brackets from where to where. The echo is the gRPC health check of the\n")
                .append(
                        "primary; assignments, reads and echo go to the primary, puts (100 bytes) to the leader of etcd.\n\n");
        line(text, "what", "in flight", "per second", "p50 ms", "p99 ms", "p99.9 ms", "CPU us");
        for (Subject subject : Subject.values()) {
            samples.stream()
                    .filter(sample -> sample.subject() == subject)
                    .map(Sample::inFlight)
                    .distinct()
                    .forEach(inFlight -> row(text, subject, inFlight));
        }
        ratios(text);
        pauses(text);
        return text.toString();
    }

    private void row(StringBuilder text, Subject subject, int inFlight) {
        line(
                text,
                subject.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                inFlight == 0 ? "-" : Integer.toString(inFlight),
                spread(subject, inFlight, sample -> sample.measured().rate()).text(0),
                spread(subject, inFlight, sample -> sample.measured().millis(50))
                        .text(2),
                spread(subject, inFlight, sample -> sample.measured().millis(99))
                        .text(2),
                spread(subject, inFlight, sample -> sample.measured().millis(99.9))
                        .text(2),
                spread(subject, inFlight, Sample::processorMicrosPerCall).text(0));
    }

    private static void line(StringBuilder text, String... cells) {
        int[] widths = {24, 11, 28, 24, 26, 28, 16};
        IntStream.range(0, cells.length)
                .forEach(i -> text.append(String.format(Locale.ROOT, "%-" + widths[i] + "s", cells[i])));
        int end = text.length();
        while (text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
    }

    private void ratios(StringBuilder text) {
        text.append('\n');
        int usual = Plan.USUAL_IN_FLIGHT;
        if (machine.etcd().isPresent()) {
            ratio(
                    text,
                    "S1  assignments over etcd puts, 256 in flight (first 2, goal 5)",
                    median(
                                    Subject.ASSIGNMENT,
                                    usual,
                                    sample -> sample.measured().rate())
                            / median(
                                    Subject.ETCD_PUT,
                                    usual,
                                    sample -> sample.measured().rate()));
        }
        ratio(
                text,
                "S3  assignments over echo, 256 in flight (first 0.2, goal 0.5)",
                median(Subject.ASSIGNMENT, usual, sample -> sample.measured().rate())
                        / median(
                                Subject.ECHO, usual, sample -> sample.measured().rate()));
        if (machine.etcd().isPresent()) {
            ratio(
                    text,
                    "S4  p50 of one assignment at a time over etcd put (first 3, goal 1)",
                    median(Subject.ASSIGNMENT, 1, sample -> sample.measured().millis(50))
                            / median(
                                    Subject.ETCD_PUT,
                                    1,
                                    sample -> sample.measured().millis(50)));
        }
        ratio(
                text,
                "S5  linearizable reads over echo, 256 in flight (first 0.7, goal 0.9)",
                median(Subject.READ, usual, sample -> sample.measured().rate())
                        / median(
                                Subject.ECHO, usual, sample -> sample.measured().rate()));
        ratio(
                text,
                "S6  p99 over p50 at half of the peak rate (first 5, goal 3)",
                median(
                                Subject.ASSIGNMENT_AT_HALF_PEAK,
                                0,
                                sample -> sample.measured().millis(99))
                        / median(
                                Subject.ASSIGNMENT_AT_HALF_PEAK,
                                0,
                                sample -> sample.measured().millis(50)));
        if (machine.etcd().isPresent()) {
            ratio(
                    text,
                    "S7  CPU per assignment over etcd put, 256 in flight (first 0.5, goal 0.2)",
                    median(Subject.ASSIGNMENT, usual, Sample::processorMicrosPerCall)
                            / median(Subject.ETCD_PUT, usual, Sample::processorMicrosPerCall));
        }
    }

    private static void ratio(StringBuilder text, String what, double value) {
        text.append(String.format(Locale.ROOT, "%-78s %.2f%n", what, value));
    }

    private void pauses(StringBuilder text) {
        if (pauses.isEmpty()) {
            return;
        }
        List<Double> millis = pauses.stream()
                .map(pause -> pause.length().toNanos() / 1e6)
                .sorted()
                .toList();
        long lost = pauses.stream().mapToLong(Pause::lost).sum();
        text.append(String.format(
                Locale.ROOT,
                "P1  pause after SIGKILL of the primary, %d kills: p50 %.0f ms, p99 %.0f ms, worst %.0f ms"
                        + " (first 800 / 1500); probes never answered: %d%n",
                millis.size(),
                Spread.of(millis).median(),
                millis.get((int) Math.ceil(millis.size() * 0.99) - 1),
                millis.get(millis.size() - 1),
                lost));
    }

    private double median(Subject subject, int inFlight, ToDoubleFunction<Sample> figure) {
        return spread(subject, inFlight, figure).median();
    }

    private Spread spread(Subject subject, int inFlight, ToDoubleFunction<Sample> figure) {
        return Spread.of(samples.stream()
                .filter(sample -> sample.subject() == subject && sample.inFlight() == inFlight)
                .map(figure::applyAsDouble)
                .toList());
    }

    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode();
        report.put("system", machine.system());
        report.put("java", machine.java());
        report.put("processors", machine.processors());
        machine.etcd().ifPresent(version -> report.put("etcd", version));
        ArrayNode all = report.putArray("samples");
        for (Sample sample : samples) {
            all.addObject()
                    .put("subject", sample.subject().name().toLowerCase(Locale.ROOT))
                    .put("in_flight", sample.inFlight())
                    .put("round", sample.round())
                    .put("per_second", sample.measured().rate())
                    .put("answered", sample.measured().answered())
                    .put("failed", sample.measured().failed())
                    .put("p50_ms", sample.measured().millis(50))
                    .put("p99_ms", sample.measured().millis(99))
                    .put("p99_9_ms", sample.measured().millis(99.9))
                    .put("cpu_us_per_call", sample.processorMicrosPerCall());
        }
        ArrayNode kills = report.putArray("pauses_ms");
        pauses.forEach(pause -> kills.add(pause.length().toNanos() / 1e6));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names must become JSON", e);
        }
    }
}
