package io.usher.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.node.cli.CommandTranscript.Step;
import io.usher.node.cli.output.OutputFormat;
import io.usher.node.config.DurationText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * What every command prints, in {@code src/test/resources/cli}. With {@code -Dusher.transcripts=rewrite} the files are
 * written anew instead of being compared: read the difference before it is committed.
 */
class CommandTranscriptTest {

    private static final String FOLDER = "/example";

    @TempDir
    private Path folder;

    static List<CommandTranscript> transcripts() throws IOException {
        return CommandTranscript.all();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void printsWhatIsWritten(CommandTranscript transcript) throws IOException {
        List<String> found = new ArrayList<>();
        try (SampleBroker broker = new SampleBroker()) {
            for (Step step : transcript.steps()) {
                found.addAll(step.lines());
                found.addAll(carryOut(step, broker));
            }
        }
        found.remove(found.size() - 1);
        if (System.getProperty("usher.transcripts", "compare").equals("rewrite")) {
            assertThat(System.getenv("CI"))
                    .as("a build that rewrites what it compares with proves nothing")
                    .isNull();
            Files.write(transcript.file(), found);
        } else {
            assertThat(found).isEqualTo(Files.readAllLines(transcript.file()));
        }
    }

    private List<String> carryOut(Step step, SampleBroker broker) throws IOException {
        List<String> words = CommandTranscript.words(step.typed());
        if (words.isEmpty()) {
            return List.of();
        }
        if (step.writesFile()) {
            Files.write(real(words.get(2)), step.content());
            return List.of("");
        }
        if (words.get(0).equals("sleep")) {
            broker.sleep(DurationText.parse(words.get(1)));
            return List.of("");
        }
        int end = words.contains(">") ? words.indexOf(">") : words.size();
        Run run = words.contains("^C")
                ? interrupted(() -> run(broker, words.subList(1, words.indexOf("^C"))))
                : run(broker, words.subList(1, end));
        if (end < words.size()) {
            Files.writeString(real(words.get(end + 1)), run.out());
        }
        List<String> lines = new ArrayList<>();
        steady(end < words.size() ? "" : run.out(), broker).forEach(line -> lines.add(("  " + line).stripTrailing()));
        steady(run.err(), broker).forEach(line -> lines.add(("! " + line).stripTrailing()));
        if (run.code() != ExitCode.DONE) {
            lines.add("exit " + run.exit() + " " + run.code());
        }
        lines.add("");
        return lines;
    }

    private Run run(SampleBroker broker, List<String> words) {
        Starters starters = new Starters(configs -> {}, config -> {}, Backups.ofThisBuild());
        Surroundings surroundings = new Surroundings(
                Map.of("USHER_SERVER", broker.address()),
                Clock.fixed(broker.now(), ZoneOffset.UTC),
                new Run.NoTerminal(),
                starters);
        return Run.in(
                surroundings,
                words.stream()
                        .map(word -> word.replace(FOLDER, folder.toString()))
                        .toArray(String[]::new));
    }

    /** Interrupts it once it has told all there is and pauses. */
    private static Run interrupted(Supplier<Run> running) {
        CompletableFuture<Run> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> ended.complete(running.get()));
        thread.start();
        while (Arrays.stream(thread.getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals("pause"))) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        return ended.join();
    }

    private Path real(String name) {
        return Path.of(name.replace(FOLDER, folder.toString()));
    }

    /** Without what is different each time. */
    private List<String> steady(String text, SampleBroker broker) {
        return text.replace(folder.toString(), FOLDER)
                .replaceAll(broker.address() + "|" + broker.neighbours(), "127.0.0.1:40000")
                .replaceAll("[0-9a-f]{64}", "(digest)")
                .replaceAll("[A-Za-z0-9_-]{120,}", "(ticket)")
                .lines()
                .toList();
    }

    @Test
    void everyCommandHasATranscript() throws IOException {
        Set<String> files =
                transcripts().stream().map(CommandTranscript::toString).collect(Collectors.toCollection(TreeSet::new));

        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(leaves().stream()
                        .map(leaf -> String.join("-", path(leaf)) + ".txt")
                        .toList());
    }

    @Test
    void everyTranscriptShowsATableAnotherFormatAndAFailure() {
        for (CommandLine leaf : leaves()) {
            CommandTranscript transcript =
                    CommandTranscript.read(CommandTranscript.FOLDER.resolve(String.join("-", path(leaf)) + ".txt"));
            List<List<String>> runs = transcript.runs().stream()
                    .filter(run -> run.size() >= path(leaf).size()
                            && run.subList(0, path(leaf).size()).equals(path(leaf)))
                    .toList();
            assertThat(runs).as(transcript + " runs it").isNotEmpty();
            assertThat(read(transcript)).as(transcript + " shows a failure").contains("\nexit ");
            if (leaf.getCommandSpec().userObject() instanceof ClientCommand command) {
                Set<OutputFormat> formats = EnumSet.noneOf(OutputFormat.class);
                runs.forEach(run -> formats.addAll(formats(run, command.usualFormat())));
                assertThat(formats)
                        .as("formats in " + transcript)
                        .containsAnyOf(OutputFormat.TABLE, OutputFormat.WIDE)
                        .containsAnyOf(OutputFormat.JSON, OutputFormat.YAML, OutputFormat.NAME);
            }
        }
    }

    private static String read(CommandTranscript transcript) {
        try {
            return Files.readString(transcript.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** None where the format is what is wrong. */
    private static List<OutputFormat> formats(List<String> run, OutputFormat usual) {
        int option = run.indexOf("-o");
        return option < 0
                ? List.of(usual)
                : Arrays.stream(OutputFormat.values())
                        .filter(format -> format.toString().equals(run.get(option + 1)))
                        .toList();
    }

    private static List<CommandLine> leaves() {
        return UsageTest.everyCommand().stream()
                .filter(command -> command.getSubcommands().isEmpty())
                .toList();
    }

    private static List<String> path(CommandLine leaf) {
        List<String> names = List.of(leaf.getCommandSpec().qualifiedName().split(" "));
        return names.subList(1, names.size());
    }
}
