package io.usher.core.tla;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tlc2.TLC;

/**
 * One search of TLC through the model, in a JVM of its own: TLC keeps its state in static fields.
 *
 * @param folder where the search may write, for itself alone
 */
record ModelSearch(Path folder) {
    static final Path MODEL = Path.of(System.getProperty("basedir", "."), "src/tla/HostLease.tla");
    private static final Path CONFIGURATION = MODEL.resolveSibling("HostLease.cfg");
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Effort TO_THE_END = new Effort(2, 4);
    /** One thread gives the shortest trace, and the quick compiler is enough for a short search. */
    private static final Effort TO_THE_FIRST_FAULT = new Effort(1, 1);

    private record Effort(int workers, int compiler) {}

    /** Searches with all rules on. */
    SearchResult withEveryRule(SearchBounds bounds) throws IOException, InterruptedException {
        return run(configuration(bounds.constants()), TO_THE_END);
    }

    /** Searches with one rule off for a violation of one invariant. */
    SearchResult without(RuleSwitchedOff off) throws IOException, InterruptedException {
        Map<String, String> constants = new HashMap<>(off.bounds().constants());
        constants.put("Broken", '"' + off.rule() + '"');
        return run(
                replace(configuration(constants), "INVARIANTS .*", "INVARIANTS " + off.violated()), TO_THE_FIRST_FAULT);
    }

    private static String configuration(Map<String, String> constants) throws IOException {
        String text = Files.readString(CONFIGURATION);
        for (Map.Entry<String, String> constant : constants.entrySet()) {
            text = replace(
                    text, "  " + constant.getKey() + " = .*", "  " + constant.getKey() + " = " + constant.getValue());
        }
        return text;
    }

    private static String replace(String text, String line, String replacement) {
        Pattern pattern = Pattern.compile("^" + line + "$", Pattern.MULTILINE);
        if (pattern.matcher(text).results().count() != 1) {
            throw new IllegalStateException("expected one line like '" + line + "' in " + CONFIGURATION);
        }
        return pattern.matcher(text).replaceFirst(replacement);
    }

    private SearchResult run(String configuration, Effort effort) throws IOException, InterruptedException {
        Files.copy(MODEL, folder.resolve("HostLease.tla"));
        Files.writeString(folder.resolve("HostLease.cfg"), configuration);
        File output = folder.resolve("output").toFile();
        Process process = new ProcessBuilder(command(effort))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("expected TLC to end within " + LONGEST + ", see " + output);
            }
        } finally {
            process.destroyForcibly();
        }
        return new SearchResult(process.exitValue(), Files.readAllLines(output.toPath()));
    }

    private List<String> command(Effort effort) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + effort.compiler(),
                "-Xmx1g",
                // TLC unpacks its own modules there, under names that another search would overwrite.
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                jarOfTlc().toString(),
                TLC.class.getName(),
                "-nowarning",
                "-workers",
                Integer.toString(effort.workers()),
                "HostLease.tla");
    }

    private static Path jarOfTlc() {
        try {
            return Path.of(TLC.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("expected TLC to come from a file", e);
        }
    }
}
