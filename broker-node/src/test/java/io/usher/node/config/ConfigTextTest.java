package io.usher.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample and the declarations say the same. */
class ConfigTextTest {
    @TempDir
    private Path directory = Path.of("");

    static Stream<Configuration<?>> configurations() {
        return Stream.of(new ServerConfiguration(), new AgentConfiguration());
    }

    private Settings settingsOfSample(Configuration<?> configuration) throws IOException {
        Path file = Files.writeString(directory.resolve("sample.yaml"), ConfigText.sample(configuration));
        return configuration
                .load(new Sources(Optional.of(file), Map.of(), Map.of()))
                .settings();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void theSampleSetsEveryOptionToItsUsualValue(Configuration<?> configuration) throws IOException {
        for (Settings.Effective<?> value : settingsOfSample(configuration).all()) {
            Option<?> option = value.option();
            if (option.usual().isPresent()) {
                assertThat(value.place().source()).as(option.key()).isEqualTo(Place.Source.FILE);
                assertThat(value.value()).as(option.key()).isEqualTo(option.usual());
            } else if (option.need() == Option.Need.REQUIRED) {
                assertThat(value.text()).as(option.key()).contains(option.example());
            } else {
                assertThat(value.place().source()).as(option.key()).isEqualTo(Place.Source.DEFAULT);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void everyExampleOfTheSampleCanBeRead(Configuration<?> configuration) {
        for (Option<?> option : configuration.options()) {
            Complaints complaints = new Complaints();
            Raw raw = YamlText.value(Place.NOWHERE, option.example()).orElseThrow();

            assertThat(option.type().read(option.key(), raw, complaints))
                    .as(option.key())
                    .isPresent();
            assertThat(complaints.isEmpty()).as(option.key()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void everyOptionSaysWhatItIsForWithinALine(Configuration<?> configuration) {
        assertThat(configuration.options()).allSatisfy(option -> {
            assertThat(option.purpose()).as(option.key()).isNotEmpty();
            assertThat(option.purpose())
                    .as(option.key())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(90));
        });
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void noTwoOptionsShareAName(Configuration<?> configuration) {
        List<Option<?>> options = configuration.options();

        assertThat(options).extracting(Option::variable).doesNotHaveDuplicates();
        assertThat(options).extracting(Option::flag).doesNotHaveDuplicates();
    }
}
