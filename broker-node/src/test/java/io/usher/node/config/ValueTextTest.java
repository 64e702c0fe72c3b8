package io.usher.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, sizes and addresses as people write them. */
class ValueTextTest {

    @ParameterizedTest
    @CsvSource({"500ms,500", "5s,5000", "1m30s,90000", "2h,7200000", "1d,86400000", "1d2h3m4s5ms,93784005", "0s,0"})
    void readsAndWritesDurations(String text, long millis) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(DurationText.format(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "5", "5 s", "s", "-5s", "1.5s", "5S", "5s1m", "99999999999999s", "1h-2m"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a duration with a unit");
    }

    @ParameterizedTest
    @CsvSource({"1B,1", "64KiB,65536", "4MiB,4194304", "1GiB,1073741824", "1025B,1025", "0B,0"})
    void readsAndWritesSizes(String text, long bytes) {
        assertThat(SizeText.parse(text)).isEqualTo(bytes);
        assertThat(SizeText.format(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5MB", "5 MiB", "-5MiB", "1.5MiB", "999999999999999TiB"})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> SizeText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:7400,true,false",
        "localhost:1,true,false",
        "b1.localhost:7400,true,false",
        "notlocalhost:7400,false,false",
        "[::1]:7400,true,false",
        "127.9.9.9:7400,true,false",
        "0.0.0.0:7400,false,true",
        "[::]:7400,false,true",
        "10.0.0.1:7400,false,false",
        "localhost.example:7400,false,false"
    })
    void knowsLoopbackAndWildcardAddresses(String text, boolean loopback, boolean wildcard) {
        Address address = Address.parse(text);

        assertThat(address.isLoopback()).isEqualTo(loopback);
        assertThat(address.isWildcard()).isEqualTo(wildcard);
        assertThat(address).hasToString(text);
    }
}
