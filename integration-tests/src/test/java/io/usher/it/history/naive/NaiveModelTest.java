package io.usher.it.history.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.Broker;
import io.usher.core.Outcome;
import io.usher.core.command.Answer;
import io.usher.core.command.CommandContext;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.event.Event;
import io.usher.core.event.Event.ActionChanged;
import io.usher.core.event.Event.ScalingAdvised;
import io.usher.core.event.Event.SessionChanged;
import io.usher.core.model.BrokerId;
import io.usher.core.model.DecisionRule;
import io.usher.core.model.Origin;
import io.usher.core.model.RequestId;
import io.usher.it.history.CommittedCommand;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.ScalingAdvice;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The core and the naive model were written apart; on the same commands they must say the same, or one of them is
 * wrong.
 */
@Tag("any-jdk")
class NaiveModelTest {

    private static final int COMMANDS = 600;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void saysTheSameAsTheCore(long seed) {
        Broker core = Broker.empty();
        NaiveModel model = new NaiveModel();
        CommandSource source = new CommandSource(seed);
        for (int i = 0; i < COMMANDS; i++) {
            CommittedCommand command = source.next(core.view());
            Outcome outcome = apply(core, command);
            NaiveAnswer answer = model.apply(command);

            String where = "seed " + seed + " " + command;
            assertThat(CorePictures.of(outcome.reply(), command.command()))
                    .as(where)
                    .isEqualTo(answer);
            assertThat(model.takeChanges().stream().map(CorePictures::event))
                    .as(where)
                    .containsExactlyElementsOf(events(outcome));
        }
        assertThat(model.sessions())
                .containsExactlyElementsOf(
                        core.view().sessions().stream().map(CorePictures::of).toList());
        assertThat(model.actions())
                .containsExactlyElementsOf(core.view().actionsAfter(Optional.empty(), COMMANDS).stream()
                        .map(CorePictures::of)
                        .toList());
        assertThat(model.bindings())
                .containsExactlyElementsOf(core.view().bindings().all().stream()
                        .map(CorePictures::of)
                        .toList());
        assertThat(model.scalingAdvice())
                .containsExactlyElementsOf(core.view().scalingAdvice().stream()
                        .map(CorePictures::of)
                        .toList());
        assertThat(model.hosts())
                .containsExactlyInAnyOrderElementsOf(core.view().hosts().stream()
                        .map(host -> CorePictures.of(host, core.view()))
                        .toList());
    }

    /** A comparison of nothing would pass as well: the commands must meet every rule there is. */
    @Test
    void theCommandsMeetEveryRule() {
        Set<Enum<?>> met = new LinkedHashSet<>();
        for (long seed = 1; seed <= 200; seed++) {
            Broker core = Broker.empty();
            CommandSource source = new CommandSource(seed);
            for (int i = 0; i < COMMANDS; i++) {
                Outcome outcome = apply(core, source.next(core.view()));
                if (outcome.reply() instanceof Refusal refusal) {
                    met.add(refusal.reason());
                } else if (outcome.reply() instanceof Answer.Granted granted) {
                    met.add(granted.rule());
                }
                if (outcome.reply() instanceof Answer.Queued) {
                    met.add(DecisionRule.QUEUED);
                }
                met.addAll(endsOfWaiting(outcome));
                outcome.events().forEach(event -> {
                    if (event instanceof ScalingAdvised advised) {
                        met.add(CorePictures.of(advised.advice()).getDirection());
                    }
                    if (event instanceof ActionChanged changed) {
                        met.add(CorePictures.of(changed.action()).getState());
                    }
                });
                events(outcome).forEach(event -> {
                    met.add(event.getChange());
                    met.add(event.getSession().getEndReason());
                });
            }
        }
        Set<Enum<?>> rules = new LinkedHashSet<>();
        rules.addAll(EnumSet.complementOf(EnumSet.of(
                RefusalReason.TOO_MANY,
                RefusalReason.COMMAND_LINE_MISSING,
                RefusalReason.FOLDER_TOO_DEEP,
                RefusalReason.QUEUE_FULL)));
        rules.addAll(EnumSet.complementOf(EnumSet.of(
                DecisionRule.NO_SEAT,
                DecisionRule.BOUND_HOST_UNAVAILABLE,
                DecisionRule.OVER_LIMIT,
                DecisionRule.ACCESS_DENIED)));
        rules.addAll(EnumSet.range(SessionEvent.Change.CHANGE_GRANTED, SessionEvent.Change.CHANGE_ENDED));
        rules.add(ScalingAdvice.Direction.DIRECTION_UP);
        rules.add(ScalingAdvice.Direction.DIRECTION_DOWN);
        rules.add(SessionEvent.Change.CHANGE_ACTION_WITHDRAWN);
        rules.addAll(EnumSet.range(Action.State.STATE_PENDING, Action.State.STATE_GONE));
        rules.addAll(
                EnumSet.range(Session.EndReason.END_REASON_UNSPECIFIED, Session.EndReason.END_REASON_ENDED_ON_REQUEST));
        assertThat(met).containsAll(rules);
    }

    private static List<RefusalReason> endsOfWaiting(Outcome outcome) {
        return outcome.events().stream()
                .filter(event -> event instanceof Event.QueueLeft left && left.outcome() instanceof Refusal)
                .map(event -> ((Refusal) ((Event.QueueLeft) event).outcome()).reason())
                .toList();
    }

    private static Outcome apply(Broker core, CommittedCommand command) {
        Optional<Origin> origin = Optional.of(command.identity())
                .filter(identity -> !identity.isEmpty())
                .map(identity -> new Origin(identity, List.of(), "", new BrokerId("b1")));
        return core.apply(
                new CommandContext(
                        command.position(), command.stamped(), command.request().map(RequestId::new), origin),
                command.command());
    }

    private static List<SessionEvent> events(Outcome outcome) {
        return outcome.events().stream()
                .filter(SessionChanged.class::isInstance)
                .map(SessionChanged.class::cast)
                .map(event -> SessionEvent.newBuilder()
                        .setChange(SessionEvent.Change.valueOf(
                                "CHANGE_" + event.change().name()))
                        .setSession(CorePictures.of(event.session()))
                        .build())
                .toList();
    }
}
