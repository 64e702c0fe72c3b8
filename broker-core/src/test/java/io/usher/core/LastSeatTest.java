package io.usher.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Answer.Granted;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.Reply;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.Counters;
import io.usher.core.model.HostId;
import io.usher.core.model.HostPolicy;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.SessionPolicy;
import io.usher.core.model.UserName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand users in one entry of the log, and one seat left: exactly one gets it, whatever the method. */
class LastSeatTest {

    private static final int USERS = 1_000;
    private static final PoolId POOL = new PoolId("office");
    private static final ResourceId DESK = new ResourceId("desk");

    private final Broker broker = Broker.empty();

    @ParameterizedTest
    @EnumSource
    void theLastSeatGoesToOne(BalancingMethod method) {
        apply(1, 0, new CreatePool(POOL, "", settings(method)));
        apply(2, 0, host("h1"));
        apply(3, 0, host("h2"));
        apply(4, 0, new CreateResource(DESK, ResourceKind.DESKTOP, desk()));
        assertThat(apply(5, 0, assign("first"))).isInstanceOf(Granted.class);

        List<Reply> replies = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            replies.add(apply(6, user, assign("u" + user)));
        }

        assertThat(replies).filteredOn(Granted.class::isInstance).hasSize(1);
        assertThat(replies)
                .filteredOn(Refusal.class::isInstance)
                .hasSize(USERS - 1)
                .allSatisfy(reply -> assertThat(((Refusal) reply).reason()).isEqualTo(RefusalReason.NO_SEAT));
        assertThat(broker.view().seats(new HostId("h1")).taken()).isEqualTo(1);
        assertThat(broker.view().seats(new HostId("h2")).taken()).isEqualTo(1);
    }

    private Reply apply(long index, int ordinal, Command command) {
        CommandContext context =
                new CommandContext(new LogPosition(index, ordinal), new LogTime(index), Optional.empty());
        return broker.apply(context, command).reply();
    }

    private static AssignSession assign(String user) {
        return new AssignSession(new UserName(user), DESK, ClientInfo.UNKNOWN, List.of());
    }

    private static RegisterHost host(String id) {
        return new RegisterHost(new HostId(id), POOL, "agent", id + ":3389", HostSettings.DEFAULTS);
    }

    private static PoolSettings settings(BalancingMethod method) {
        return new PoolSettings(
                method,
                Counters.ALL,
                SessionPolicy.ONE_PER_USER,
                HostPolicy.INHERITED.withMaxSessions(1),
                Duration.ofSeconds(30));
    }

    private static ResourceSettings desk() {
        return new ResourceSettings("", ResourceState.ENABLED, "", List.of(POOL), "");
    }
}
