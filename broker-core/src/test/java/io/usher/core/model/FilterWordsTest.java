package io.usher.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the objects of filtering rules mean, one kind at a time. */
class FilterWordsTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.64/26, 192.0.2.127, true",
        "192.0.2.64/26, 192.0.2.128, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8:0:8000::/49, 2001:db8:0:ffff::1, true",
        "2001:db8:0:8000::/49, 2001:db8:0:7fff::1, false",
        "2001:db8::1:0/112, 2001:db8::1:ffff, true",
        "2001:db8::1:0/112, 2001:db8::2:0, false",
        "fe80::/10, fe80::1%eth0, true",
        "::/0, ::1, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "10.0.0.0/8, 010.1.2.3, false",
        "10.0.0.0/8, 10.1.2, false",
        "10.0.0.0/8, client.example, false",
        "::/0, 1::2::3, false",
        "::/0, 12345::, false"
    })
    void findsAddressesInTheirNetworks(String network, String address, boolean expected) {
        assertThat(new AddressRange(network).contains(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.256",
                "::/129",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "fe80::%eth0/10",
                "10.0.0.0/8/8",
                "1::2:3:4:5:6:7:8",
                "\u0661\u0660.0.0.0/8"
            })
    void keepsOutWhatIsNoNetwork(String network) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AddressRange(network));
    }

    @Test
    void keepsOutANetworkThatMeansSomethingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddressRange("10.1.2.3/8"))
                .withMessageContaining("first address");
        assertThatIllegalArgumentException().isThrownBy(() -> new AddressRange("2001:db8::1/32"));
    }

    @ParameterizedTest
    @CsvSource({
        "laptop-*, LAPTOP-7, true",
        "laptop-*, laptop-, true",
        "laptop-*, my-laptop-7, false",
        "*laptop*, my-laptop-7, true",
        "laptop-?, laptop-7, true",
        "laptop-?, laptop-12, false",
        "*a*b*c, aXbXbXc, true",
        "*a*b*c, aXbXbX, false",
        "[a-z]+, x, false",
        "Ü, ü, false",
        "**, x, true"
    })
    void matchesPatternsOverTheWholeName(String pattern, String name, boolean expected) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(expected);
    }

    @Test
    void matchesEvenTheWorstPatternInShortTime() {
        NamePattern pattern = new NamePattern("*a".repeat(127) + "b");
        assertThat(pattern.matches("a".repeat(256))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "mon-fri 08:00-18:00 +01:00, 2026-11-23T07:00:00Z, true",
        "mon-fri 08:00-18:00 +01:00, 2026-11-23T06:59:59.999Z, false",
        "mon-fri 08:00-18:00 +01:00, 2026-11-23T16:59:59.999Z, true",
        "mon-fri 08:00-18:00 +01:00, 2026-11-23T17:00:00Z, false",
        "mon-fri 08:00-18:00 +01:00, 2026-11-22T12:00:00Z, false",
        "'sat,sun 22:00-06:00 utc', 2026-11-23T05:59:00Z, true",
        "'sat,sun 22:00-06:00 utc', 2026-11-23T22:30:00Z, false",
        "'sat,sun 22:00-06:00 utc', 2026-11-21T05:00:00Z, false",
        "fri-mon 00:00-24:00 utc, 2026-11-23T23:59:59Z, true",
        "fri-mon 00:00-24:00 utc, 2026-11-24T00:00:00Z, false",
        "tue 00:00-24:00 -14:00, 2026-11-24T13:59:59Z, false",
        "tue 00:00-24:00 -14:00, 2026-11-25T13:59:59Z, true",
        "daily 12:00-12:01 utc, 2026-11-23T12:00:30Z, true"
    })
    void knowsTheTimesOfTheWeek(String window, Instant time, boolean expected) {
        assertThat(new TimeWindow(window).contains(new LogTime(time.toEpochMilli())))
                .isEqualTo(expected);
    }

    @Test
    void countsOnAtTheEndOfTime() {
        assertThat(new TimeWindow("daily 00:00-24:00 +14:00").contains(new LogTime(Long.MAX_VALUE)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mon",
                "mon 08:00-18:00",
                "mon 8:00-18:00 utc",
                "mon 08:00-24:01 utc",
                "mon 24:00-08:00 utc",
                "Mon 08:00-18:00 utc",
                "mon-tue-wed 08:00-18:00 utc",
                "mon 08:60-18:00 utc",
                "mon 08:00-18:00 +14:01",
                "mon 08:00-18:00 Europe/Berlin",
                "mon, 08:00-18:00 utc",
                "mon 08:00-08:00 utc",
                "mon  08:00-18:00 utc",
                "mon 08:00 -18:00 utc",
                "mon 08:0a-18:00 utc"
            })
    void keepsOutWhatIsNoTimeOfTheWeek(String window) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(window));
    }

    @Test
    void boundsWhatAFilterMayCost() {
        Criterion most = new Criterion(CriterionKind.USER, false, Collections.nCopies(256, "anna"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Criterion(CriterionKind.USER, false, Collections.nCopies(257, "anna")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Criterion(CriterionKind.USER, false, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FilterRule("r", FilterEffect.DENY, Collections.nCopies(17, most)));
        assertThat(new Filter(rules(4, most), FilterEffect.DENY).rules()).hasSize(4);
        assertThatIllegalArgumentException().isThrownBy(() -> new Filter(rules(5, most), FilterEffect.DENY));
        Criterion one = new Criterion(CriterionKind.USER, false, List.of("anna"));
        assertThat(new Filter(rules(64, one), FilterEffect.DENY).rules()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new Filter(rules(65, one), FilterEffect.DENY));
    }

    @Test
    void namesEachRuleOnce() {
        FilterRule rule = new FilterRule("staff", FilterEffect.ALLOW, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Filter(List.of(rule, rule), FilterEffect.DENY))
                .withMessageContaining("different ids");
    }

    private static List<FilterRule> rules(int count, Criterion criterion) {
        return IntStream.range(0, count)
                .mapToObj(n -> new FilterRule("r" + n, FilterEffect.ALLOW, List.of(criterion)))
                .toList();
    }
}
