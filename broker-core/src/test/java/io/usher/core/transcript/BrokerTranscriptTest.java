package io.usher.core.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.usher.core.Broker;
import io.usher.core.transcript.Transcript.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stories in {@code src/test/resources/transcripts}, each told as a whole. With {@code -Dusher.transcripts=rewrite}
 * the files are written anew instead of being compared: read the difference before it is committed.
 */
class BrokerTranscriptTest {

    private static final String REWRITE = "rewrite";

    static List<Transcript> stories() {
        return Transcript.all();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void isToldAsWritten(Transcript story) throws IOException {
        List<Block> found = new Narrator(broker -> broker, (step, outcome) -> {}).tell(story);
        if (System.getProperty("usher.transcripts", "compare").equals(REWRITE)) {
            rewrite(story, found);
        } else {
            requireSame(story, found);
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void isToldTheSameByABrokerThatIsRestoredAfterEveryStep(Transcript story) {
        List<Block> usual = new Narrator(broker -> broker, (step, outcome) -> {}).tell(story);
        List<Block> restored =
                new Narrator(broker -> Broker.restore(broker.image()), (step, outcome) -> {}).tell(story);
        assertThat(restored).isEqualTo(usual);
    }

    private static void requireSame(Transcript story, List<Block> found) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Block expected = story.blocks().get(i);
            if (!expected.equals(found.get(i))) {
                differences.add(story + ":" + expected.number() + "  " + expected.input());
                addMissing("expected", expected.expected(), found.get(i).expected(), differences);
                addMissing("found   ", found.get(i).expected(), expected.expected(), differences);
                differences.add("    in this order: "
                        + found.get(i).expected().stream()
                                .map(line -> line.substring(0, Math.min(line.length(), 40)))
                                .toList());
            }
        }
        if (!differences.isEmpty()) {
            fail("the story is told differently:\n" + String.join("\n", differences));
        }
    }

    private static void addMissing(String what, List<String> lines, List<String> others, List<String> differences) {
        lines.stream()
                .filter(line -> !others.contains(line))
                .forEach(line -> differences.add("    " + what + "  " + line));
    }

    private static void rewrite(Transcript story, List<Block> found) throws IOException {
        assertThat(System.getenv("CI"))
                .as("a build that rewrites what it compares with proves nothing")
                .isNull();
        List<String> lines = new ArrayList<>();
        for (Block block : found) {
            lines.add(block.input());
            lines.addAll(block.expected());
        }
        Files.write(Transcript.FOLDER.resolve(story.name()), lines);
    }
}
