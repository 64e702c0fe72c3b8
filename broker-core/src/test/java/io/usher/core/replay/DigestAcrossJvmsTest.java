package io.usher.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers in JVMs with another locale, time zone, charset, hash seed or version come to the same digests. */
class DigestAcrossJvmsTest {

    private static final List<String> SMALL =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UnlockExperimentalVMOptions");
    private static final List<String> HISTORY = List.of("21", "400", "10");
    private static final Path OTHER_JVMS = Path.of("/usr/lib/jvm");

    /** A JVM and how it says that it is another one. */
    private record Jvm(Path java, List<String> options, List<String> signs) {}

    @Test
    @Timeout(120)
    void comesToTheSameDigestsInAnyJvm() throws Exception {
        List<Jvm> jvms = new ArrayList<>(List.of(
                jvm(List.of("-Duser.language=tr", "-Duser.country=TR", "-XX:hashCode=3"), "tr-TR"),
                jvm(List.of("-Duser.timezone=Pacific/Kiritimati", "-XX:hashCode=2"), "Pacific/Kiritimati", "hash=1 "),
                jvm(List.of("-Dfile.encoding=US-ASCII", "-Duser.language=ar", "-XX:hashCode=0"), "US-ASCII", "ar")));
        otherVersions().forEach(java -> jvms.add(new Jvm(java, List.of(), List.of())));
        List<String> expected = RecordedLog.of(21, 400, 10).digests();
        List<Process> started = new ArrayList<>();
        for (Jvm jvm : jvms) {
            started.add(start(jvm));
        }
        for (int i = 0; i < jvms.size(); i++) {
            List<String> said = outputOf(started.get(i));
            assertThat(said.get(0)).startsWith(DigestPrinter.JVM);
            assertThat(said.get(0)).isNotEqualTo(DigestPrinter.JVM + DigestPrinter.surroundings());
            assertThat(jvms.get(i).signs())
                    .allSatisfy(sign -> assertThat(said.get(0)).contains(sign));
            assertThat(said.subList(1, said.size())).as(said.get(0)).isEqualTo(expected);
        }
    }

    private static Jvm jvm(List<String> options, String... signs) {
        return new Jvm(Path.of(System.getProperty("java.home"), "bin", "java"), options, List.of(signs));
    }

    /** JDKs of this machine that are not the one at work, 17 or newer. */
    private static Stream<Path> otherVersions() throws IOException {
        if (!Files.isDirectory(OTHER_JVMS)) {
            return Stream.empty();
        }
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> homes = Files.list(OTHER_JVMS)) {
            TreeSet<Path> others = new TreeSet<>();
            homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .map(DigestAcrossJvmsTest::real)
                    .filter(home -> !home.equals(own) && feature(home) >= 17)
                    .forEach(others::add);
            return others.stream().map(home -> home.resolve("bin/java"));
        }
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number in a line like JAVA_VERSION="17.0.15" of the file that every JDK has. */
    private static int feature(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .map(line -> line.replaceAll("JAVA_VERSION=\"([0-9]+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(Jvm jvm) throws IOException {
        List<String> line = new ArrayList<>(List.of(jvm.java().toString()));
        line.addAll(SMALL);
        line.addAll(jvm.options());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), DigestPrinter.class.getName()));
        line.addAll(HISTORY);
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static List<String> outputOf(Process process) throws IOException, InterruptedException {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("end of the process")
                    .isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output.lines().toList();
        } finally {
            process.destroy();
        }
    }
}
