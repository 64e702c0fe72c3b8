package io.usher.it.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.usher.it.bench.Sample.Subject;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures for people and for programs. */
record BenchReport(Machine machine, List<Sample> samples, List<Pause> pauses) {

    /**
     * What the figures are of.
     *
     * @param processors that the machine has
     * @param peers with their versions
     */
    record Machine(String system, String java, int processors, List<String> peers) {

        Machine {
            peers = List.copyOf(peers);
        }

        static Machine thisOne(List<String> peers) {
            return new Machine(
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("java.vm.name") + " " + Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    peers);
        }
    }

    /** Whether every call of every measurement was carried out. */
    boolean isWithoutFailures() {
        return samples.stream().allMatch(sample -> sample.measured().failed() == 0)
                && pauses.stream().allMatch(pause -> pause.lost() == 0);
    }

    String table() {
        StringBuilder text = new StringBuilder("""
                Three brokers with their own logs on disk, one client process, all on loopback of one machine with %d
                processors. %s, %s%s.
                Medians over the rounds, in brackets from where to where. The echo is the gRPC health check of the
                primary; assignments, reads and echo go to the primary, puts (100 bytes) to the leader of etcd. A
                database assignment is one statement: lock the host with the fewest sessions, seat the user, commit.

                """.formatted(
                        machine.processors(),
                        machine.system(),
                        machine.java(),
                        machine.peers().stream().map(peer -> ", " + peer).collect(Collectors.joining())));
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
        Ratio.ALL.stream()
                .filter(ratio -> ratio.isMeasured(samples))
                .forEach(ratio -> text.append(
                        String.format(Locale.ROOT, "%-82s %.2f%n", ratio.description(), ratio.value(samples))));
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

    private Spread spread(Subject subject, int inFlight, ToDoubleFunction<Sample> figure) {
        return new Figure(subject, inFlight, figure).spread(samples);
    }

    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode();
        report.put("system", machine.system());
        report.put("java", machine.java());
        report.put("processors", machine.processors());
        ArrayNode peers = report.putArray("peers");
        machine.peers().forEach(peers::add);
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
