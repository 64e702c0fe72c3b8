package io.usher.it.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.usher.it.bench.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures for people and for programs. */
record SimulationReport(List<Sample> samples) {

    SimulationReport {
        samples = List.copyOf(samples);
    }

    String table() {
        StringBuilder text = new StringBuilder("""
                Busiest host over mean / 99th percentile host over mean, medians over the seeds; 1.00 is perfect.
                Usher: the core as it is, resource-based. sum: ratios of last reports added up. by weight: (sessions +
                pending) / weight. least: sessions. two choices: of two hosts at random the one with the lower sum.

                """);
        text.append(String.format(Locale.ROOT, "%-17s%7s%9s%6s%7s", "pool", "hosts", "storm", "age", "seeds"));
        for (Contender contender : Contender.values()) {
            text.append(String.format(Locale.ROOT, "%14s", contender.heading()));
        }
        text.append('\n');
        scenarios().forEach(scenario -> row(text, scenario));
        text.append('\n');
        Goal.all(this).forEach(text::append);
        return text.toString();
    }

    List<Scenario> scenarios() {
        return samples.stream().map(Sample::scenario).distinct().toList();
    }

    private void row(StringBuilder text, Scenario scenario) {
        text.append(String.format(
                Locale.ROOT,
                "%-17s%,7d%,9d%4d s%7d",
                scenario.kind().text(),
                scenario.hosts(),
                scenario.storm(),
                scenario.reportSeconds(),
                busiest(scenario, Contender.USHER).size()));
        for (Contender contender : Contender.values()) {
            String cell = String.format(
                    Locale.ROOT,
                    "%.2f / %.2f",
                    median(scenario, contender, Balance::busiest),
                    median(scenario, contender, Balance::percentile99));
            text.append(String.format(Locale.ROOT, "%14s", cell));
        }
        text.append('\n');
    }

    /** The busiest host over the mean, by seed. */
    List<Double> busiest(Scenario scenario, Contender contender) {
        return figures(scenario, contender, Balance::busiest);
    }

    /** Over the seeds. */
    double median(Scenario scenario, Contender contender, ToDoubleFunction<Balance> figure) {
        return Spread.of(figures(scenario, contender, figure)).median();
    }

    private List<Double> figures(Scenario scenario, Contender contender, ToDoubleFunction<Balance> figure) {
        return samples.stream()
                .filter(sample -> sample.scenario().equals(scenario) && sample.contender() == contender)
                .map(sample -> figure.applyAsDouble(sample.balance()))
                .toList();
    }

    String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode report = mapper.createObjectNode();
        ArrayNode all = report.putArray("samples");
        for (Sample sample : samples) {
            all.addObject()
                    .put("kind", sample.scenario().kind().text())
                    .put("hosts", sample.scenario().hosts())
                    .put("logons_before", sample.scenario().before())
                    .put("logons_in_storm", sample.scenario().storm())
                    .put("report_age_s", sample.scenario().reportSeconds())
                    .put("algorithm", sample.contender().text())
                    .put("seed", sample.seed())
                    .put("mean_use", sample.balance().mean())
                    .put("busiest_over_mean", sample.balance().busiest())
                    .put("p99_over_mean", sample.balance().percentile99())
                    .put("turned_away", sample.balance().turnedAway());
        }
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names must become JSON", e);
        }
    }
}
