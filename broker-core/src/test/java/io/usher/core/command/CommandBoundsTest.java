package io.usher.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.usher.core.Broker;
import io.usher.core.Outcome;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.GroupName;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.HostSettings;
import io.usher.core.model.InventoryEntry;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.ObservedState;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.RequestId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be carried out cannot become a command: in the log it would stop every broker. */
class CommandBoundsTest {

    private static final HostIncarnation LIFE = new HostIncarnation(new LogPosition(1, 0));

    @Test
    void keepsOutADurationThatTheLogWouldCutOff() {
        // In the log it would be 1.101 s, and that is less than a tenth above the lease.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SiteSettings(Duration.ofMillis(1_001), Duration.ofNanos(1_101_100_000)))
                .withMessage("lost-after must be whole milliseconds, found PT1.1011S");
        assertThat(new SiteSettings(Duration.ofMillis(1_001), Duration.ofMillis(1_102)).lostAfter())
                .isEqualTo(Duration.ofMillis(1_102));
    }

    @Test
    void keepsOutASilenceThatCannotBeCounted() {
        assertThatIllegalArgumentException().isThrownBy(() -> silence(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThatIllegalArgumentException().isThrownBy(() -> silence(Duration.ofMillis(-1)));
        Outcome outcome = Broker.empty()
                .apply(
                        new CommandContext(new LogPosition(1, 0), LogTime.ZERO, Optional.of(new RequestId("r1"))),
                        silence(Duration.ofDays(36_525)));
        assertThat(outcome.reply())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(RefusalReason.HOST_NOT_FOUND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h1",
                "h1:",
                ":3389",
                "h1:0",
                "h1:65536",
                "h1:+80",
                "h1:-1",
                "h1:4294967376",
                "h 1:80",
                "h1:8o",
                "h1:\u0663\u0663\u0668\u0669"
            })
    void keepsOutAnEndpointWithoutAPortInPlainDigits(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registration(endpoint))
                .withMessage("endpoint must be host:port with a port of 1 to 65535, found '" + endpoint + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h1:1", "h1.example:65535", "[2001:db8::1]:3389"})
    void takesEndpointsWithAPort(String endpoint) {
        assertThat(registration(endpoint).endpoint()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00", "\ude00\ud83d", "a\ud83d\ud83d\ude00"})
    void keepsOutHalfACharacter(String name) {
        // Its bytes are those of a question mark, so it would be the same user in log and digest.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UserName(name))
                .withMessageContaining("half");
    }

    @Test
    void takesCharactersOfEveryPlane() {
        assertThat(new UserName("a\ud83d\ude00z").value()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u0000", "\u0085", "\u007f"})
    void keepsOutControlCharacters(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UserName(name))
                .withMessageContaining("control");
    }

    @Test
    void keepsOutAnInventoryThatNamesAKeyTwiceOrIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> inventory(List.of(entry("10"), entry("10"))));
        List<InventoryEntry> most =
                IntStream.range(0, 4096).mapToObj(n -> entry("k" + n)).toList();
        assertThat(inventory(most).entries()).hasSize(4096);
        List<InventoryEntry> tooMany =
                IntStream.range(0, 4097).mapToObj(n -> entry("k" + n)).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> inventory(tooMany));
    }

    @Test
    void keepsOutMoreGroupsThanAnEntryShouldCarry() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assignment(1_025, 4))
                .withMessageContaining("1024");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assignment(1_000, 33))
                .withMessageContaining("32768");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AssignSession(
                        new UserName("anna"),
                        new ResourceId("office"),
                        ClientInfo.UNKNOWN,
                        List.of(new GroupName("staff"), new GroupName("staff"))));
        assertThat(assignment(1_024, 32).groups()).hasSize(1_024);
    }

    @Test
    void keepsOutSettingsWithoutPoolsOrWithOneTwice() {
        PoolId desks = new PoolId("desks");
        assertThatIllegalArgumentException().isThrownBy(() -> resource(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> resource(List.of(desks, desks)));
        assertThat(resource(List.of(desks)).settings().pools()).containsExactly(desks);
    }

    @Test
    void keepsOutATicketLifetimeBeyondItsBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> ticketLifetime(Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> ticketLifetime(Duration.ofMillis(60_001)));
        assertThat(ticketLifetime(Duration.ofSeconds(60)).ticketLifetime()).hasSeconds(60);
    }

    @Test
    void standsWhereMadeUpPositionsCannotBe() {
        LogPosition last = new LogPosition(1, LogPosition.MAX_COMMANDS - 1);
        assertThat(new CommandContext(last, LogTime.ZERO, Optional.empty()).position())
                .isEqualTo(last);
        LogPosition beyond = new LogPosition(1, LogPosition.MAX_COMMANDS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommandContext(beyond, LogTime.ZERO, Optional.empty()));
    }

    @Test
    void countsOnWhenTheClockIsOutByAges() {
        LogTime last = new LogTime(Long.MAX_VALUE);
        assertThat(last.plus(Duration.ofMinutes(15))).isEqualTo(last);
        assertThat(new LogTime(Long.MAX_VALUE - 1).plus(Duration.ofMillis(1))).isEqualTo(last);
    }

    private static MarkHostLost silence(Duration silence) {
        return new MarkHostLost(new HostId("h1"), LIFE, silence);
    }

    private static RegisterHost registration(String endpoint) {
        return new RegisterHost(new HostId("h1"), new PoolId("desks"), "first", endpoint, HostSettings.DEFAULTS);
    }

    private static InventoryEntry entry(String key) {
        return new InventoryEntry(key, Optional.empty(), new UserName("anna"), ObservedState.ACTIVE);
    }

    private static ReportInventory inventory(List<InventoryEntry> entries) {
        return new ReportInventory(new HostId("h1"), LIFE, 1, LogPosition.NONE, entries);
    }

    private static AssignSession assignment(int groups, int length) {
        List<GroupName> names = IntStream.range(0, groups)
                .mapToObj(n -> new GroupName(String.format(Locale.ROOT, "%0" + length + "d", n)))
                .toList();
        return new AssignSession(new UserName("anna"), new ResourceId("office"), ClientInfo.UNKNOWN, names);
    }

    private static CreateResource resource(List<PoolId> pools) {
        ResourceSettings settings = new ResourceSettings("", ResourceState.ENABLED, "", pools, "");
        return new CreateResource(new ResourceId("office"), ResourceKind.DESKTOP, settings);
    }

    private static PoolSettings ticketLifetime(Duration lifetime) {
        PoolSettings defaults = PoolSettings.DEFAULTS;
        return new PoolSettings(
                defaults.method(), defaults.counters(), defaults.sessions(), defaults.hosts(), lifetime);
    }
}
