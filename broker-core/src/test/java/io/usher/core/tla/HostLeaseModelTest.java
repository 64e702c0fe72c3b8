package io.usher.core.tla;

import static io.usher.core.tla.RuleSwitchedOff.twoSessions;
import static io.usher.core.tla.SearchBounds.LATE_MESSAGES;
import static io.usher.core.tla.SearchBounds.LONG_HISTORY;
import static io.usher.core.tla.SearchBounds.ONE_USER;
import static io.usher.core.tla.SearchBounds.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of host leases and tickets are enough, and each is needed: TLC finds no fault with all of them and one
 * without any single one. See {@code src/tla/README.md}.
 */
@Tag("any-jdk")
class HostLeaseModelTest {

    @TempDir
    private Path folder;

    /** The floors are a tenth below what was found: a model that hardly moves has no fault either. */
    @ParameterizedTest
    @CsvSource({"SITE, 160000", "LATE_MESSAGES, 17000", "LONG_HISTORY, 7000"})
    void holdsWithEveryRule(SearchBounds bounds, long fewestStates) throws IOException, InterruptedException {
        SearchResult result = new ModelSearch(folder).withEveryRule(bounds);

        assertThat(result)
                .as(result::toString)
                .matches(SearchResult::foundNoError, "no error")
                .returns(SearchResult.NO_FAULT, SearchResult::exitCode)
                .returns(0L, SearchResult::statesLeft);
        assertThat(result.distinctStates()).isGreaterThanOrEqualTo(fewestStates);
        System.out.printf("HostLease, %s: no fault in %d distinct states%n", bounds, result.distinctStates());
    }

    @ParameterizedTest
    @MethodSource("switchedOff")
    void isRefutedWithout(RuleSwitchedOff off) throws IOException, InterruptedException {
        SearchResult result = new ModelSearch(folder).without(off);

        assertThat(result)
                .as(result::toString)
                .returns(SearchResult.INVARIANT_VIOLATED, SearchResult::exitCode)
                .returns(off.violated(), found -> found.violated().orElse("none"));
        assertThat(result.traceLength()).isBetween(3L, 25L);
        System.out.printf("HostLease without %s: fault in %d states%n", off, result.traceLength());
    }

    @Test
    void refutesEveryRuleOfTheModel() throws IOException {
        Stream<String> rules = Pattern.compile("Broken # \"(\\w+)\"")
                .matcher(Files.readString(ModelSearch.MODEL))
                .results()
                .map(match -> match.group(1));

        assertThat(switchedOff().map(RuleSwitchedOff::rule).distinct())
                .containsExactlyInAnyOrderElementsOf(rules.toList());
    }

    static Stream<RuleSwitchedOff> switchedOff() {
        return Stream.of(
                twoSessions("WaitOutLease", ONE_USER),
                twoSessions("RefuseOutsideLease", ONE_USER),
                twoSessions("EndOutsideLease", LONG_HISTORY),
                twoSessions("FullGrace", ONE_USER),
                twoSessions("QuorumConfirms", LONG_HISTORY),
                twoSessions("LeaseFromSending", LONG_HISTORY),
                twoSessions("BootClock", LONG_HISTORY),
                twoSessions("SteadyLogTime", ONE_USER),
                twoSessions("LostHostRegisters", LATE_MESSAGES),
                twoSessions("NoLeaseByRegistration", LONG_HISTORY),
                twoSessions("ReportBeforeRenewal", LONG_HISTORY),
                twoSessions("InventoriesInOrder", LATE_MESSAGES),
                twoSessions("GrantKeepsSession", LONG_HISTORY),
                twoSessions("RefuseExpired", LONG_HISTORY),
                twoSessions("PendingWait", ONE_USER),
                new RuleSwitchedOff("PendingWait", SITE, "WithinCapacity"),
                new RuleSwitchedOff("SeatsInFlight", SITE, "WithinCapacity"),
                new RuleSwitchedOff("SingleUse", ONE_USER, "TicketUsedOnce"),
                new RuleSwitchedOff("IncarnationCheck", ONE_USER, "TicketUsedOnce"),
                new RuleSwitchedOff("FenceCheck", ONE_USER, "FenceNeverFalls"));
    }
}
