package io.usher.it.simulation;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The busiest host over the mean as bars: a group for each kind of pool, a bar for each algorithm. */
final class PlacementPicture {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;

    private static final Map<Contender, Color> COLOURS = Map.of(
            Contender.USHER, new Color(0x1B6CA8),
            Contender.SUM_OF_RATIOS, new Color(0xC8553D),
            Contender.SESSIONS_OVER_WEIGHT, new Color(0x588B8B),
            Contender.LEAST_SESSIONS, new Color(0xF2A65A),
            Contender.TWO_CHOICES, new Color(0x8E7DBE),
            Contender.RANDOM, new Color(0xA9A9A9));

    private PlacementPicture() {}

    /** Draws the scenarios with old reports on the fewest hosts, as PNG. */
    static void write(SimulationReport report, Path file) throws IOException {
        int hosts = report.scenarios().stream().mapToInt(Scenario::hosts).min().orElseThrow();
        List<Scenario> scenarios = report.scenarios().stream()
                .filter(scenario -> scenario.hosts() == hosts && scenario.reportSeconds() == Plan.OLD_REPORTS)
                .filter(scenario -> scenario.kind() == Scenario.Kind.EQUAL
                        || !scenario.kind().isEqual())
                .toList();
        List<String> groups =
                scenarios.stream().map(scenario -> scenario.kind().text()).toList();
        CategoryChart chart = emptyChart(hosts, scenarios.get(0).storm());
        for (Contender contender : Contender.values()) {
            List<Double> bars = scenarios.stream()
                    .map(scenario -> report.median(scenario, contender, Balance::busiest))
                    .toList();
            chart.addSeries(contender.text(), groups, bars).setFillColor(COLOURS.get(contender));
        }
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }

    private static CategoryChart emptyChart(int hosts, int storm) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(String.format(
                        Locale.ROOT, "%,d logons in 60 s on %,d hosts, load reports 30 s old", storm, hosts))
                .yAxisTitle("busiest host over mean (1 is perfect)")
                .build();
        chart.getStyler()
                .setLabelsVisible(true)
                .setLabelsPosition(1.0)
                .setLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10))
                .setAvailableSpaceFill(0.85)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setChartBackgroundColor(Color.WHITE)
                .setDecimalPattern("0.00");
        chart.getStyler().setYAxisMin(0.0).setXAxisLabelAlignment(TextAlignment.Centre);
        return chart;
    }
}
