package io.usher.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer;
import io.usher.core.command.Command;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.BrokerChange;
import io.usher.core.event.Event;
import io.usher.core.event.HostChange;
import io.usher.core.event.SessionChange;
import io.usher.core.history.HistoryGenerator;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionState;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.CriterionKind;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.EndReason;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.HostState;
import io.usher.core.model.LeadCause;
import io.usher.core.model.LimitKind;
import io.usher.core.model.LogonControl;
import io.usher.core.model.OverLimitPolicy;
import io.usher.core.model.ReconnectMatch;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceState;
import io.usher.core.model.Role;
import io.usher.core.model.RouteKind;
import io.usher.core.model.ScalingDirection;
import io.usher.core.model.ScheduleAction;
import io.usher.core.model.SessionState;
import io.usher.core.model.Verdict;
import io.usher.core.transcript.Contents;
import io.usher.core.transcript.Narrator;
import io.usher.core.transcript.Step;
import io.usher.core.transcript.Transcript;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing can be added to the core without a story about it: a command, a reason, an event, a constant. */
@Tag("any-jdk")
class CompletenessTest {

    private static final Told STORIES = new Told();
    private static final Told HISTORIES = new Told();

    @BeforeAll
    static void hearEverything() {
        Transcript.all().forEach(story -> new Narrator(broker -> broker, STORIES::hear).tell(story));
        // Enough to meet what is rare.
        LongStream.rangeClosed(1, 200).forEach(seed -> invent(new HistoryGenerator(seed)));
    }

    private static void invent(HistoryGenerator generator) {
        Broker broker = Broker.empty();
        for (int i = 0; i < 400; i++) {
            Step step = generator.next(broker.view());
            HISTORIES.hear(step, step.applyTo(broker));
        }
    }

    /** What was heard of the outcomes of many steps. */
    private static final class Told {

        private final SortedSet<String> decided = new TreeSet<>();
        private final SortedMap<String, SortedSet<RefusalReason>> refused = new TreeMap<>();
        private final Contents contents = new Contents();

        void hear(Step step, Outcome outcome) {
            String command = step.command().getClass().getSimpleName();
            if (outcome.reply() instanceof Refusal refusal) {
                refused.computeIfAbsent(command, name -> new TreeSet<>()).add(refusal.reason());
            } else {
                decided.add(command);
            }
            contents.add(outcome);
        }
    }

    @Test
    void everyCommandIsCarriedOutInATranscript() {
        assertThat(STORIES.decided).containsExactlyInAnyOrderElementsOf(commands());
    }

    @Test
    void everyCommandHasALineInTheTableOfRefusals() {
        assertThat(RefusalTable.read().lines().keySet()).containsExactlyInAnyOrderElementsOf(commands());
    }

    @Test
    void everyCommandIsRefusedInATranscriptForEachOfItsReasons() {
        RefusalTable.read().lines().forEach((command, reasons) -> {
            List<RefusalReason> inTranscripts = reasons.stream()
                    .filter(reason -> !reason.isTooLarge())
                    .map(RefusalTable.Reason::reason)
                    .toList();
            assertThat(STORIES.refused.getOrDefault(command, new TreeSet<>()))
                    .as("refusals of %s in transcripts", command)
                    .containsAll(inTranscripts);
        });
    }

    @Test
    void nothingIsRefusedForAReasonThatTheTableDoesNotName() {
        Stream.of(STORIES, HISTORIES)
                .forEach(told -> told.refused.forEach(
                        (command, reasons) -> assertThat(RefusalTable.read().reasonsOf(command))
                                .as("reasons of %s in the table", command)
                                .containsAll(reasons)));
    }

    @Test
    void everyReasonIsToldInATranscript() {
        assertContains(STORIES, RefusalReason.class);
    }

    @Test
    void everyEventAndEveryAnswerIsToldInATranscript() {
        assertThat(STORIES.contents.records()).contains(Event.class.getPermittedSubclasses());
        assertThat(STORIES.contents.records()).contains(Answer.class.getPermittedSubclasses());
    }

    @Test
    void everyWordOfTheModelIsToldInATranscript() {
        Stream.of(
                        SessionChange.class,
                        HostChange.class,
                        BrokerChange.class,
                        LeadCause.class,
                        SessionState.class,
                        HostState.class,
                        EndReason.class,
                        DecisionRule.class,
                        Verdict.class,
                        ActionKind.class,
                        ActionState.class,
                        BalancingMethod.class,
                        LogonControl.class,
                        DedicationMode.class,
                        LimitKind.class,
                        OverLimitPolicy.class,
                        ReconnectMatch.class,
                        ScheduleAction.class,
                        ScalingDirection.class,
                        Role.class,
                        ResourceKind.class,
                        ResourceState.class,
                        CriterionKind.class,
                        RouteKind.class,
                        FilterEffect.class)
                .forEach(words -> assertContains(STORIES, words));
    }

    @Test
    void randomHistoriesComeToEveryCommandAndEveryChange() {
        assertThat(HISTORIES.decided).containsExactlyInAnyOrderElementsOf(commands());
        assertThat(HISTORIES.contents.records()).contains(Event.class.getPermittedSubclasses());
        Stream.of(
                        SessionChange.class,
                        HostChange.class,
                        EndReason.class,
                        ActionState.class,
                        DecisionRule.class,
                        Verdict.class)
                .forEach(words -> assertContains(HISTORIES, words));
    }

    private static void assertContains(Told told, Class<? extends Enum<?>> words) {
        assertThat(told.contents.constants()).contains(words.getEnumConstants());
    }

    private static Set<String> commands() {
        Set<String> names = new TreeSet<>();
        Arrays.stream(Command.class.getPermittedSubclasses()).forEach(type -> names.add(type.getSimpleName()));
        return names;
    }
}
