package io.usher.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.Broker;
import io.usher.core.command.Answer.Granted;
import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CommandContext;
import io.usher.core.command.CreatePool;
import io.usher.core.command.CreateResource;
import io.usher.core.command.FoundSite;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.Reply;
import io.usher.core.command.RequestActions;
import io.usher.core.model.ActionKind;
import io.usher.core.model.ActionOrder;
import io.usher.core.model.ActionTarget;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.HostId;
import io.usher.core.model.HostSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.RequestId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ResourceKind;
import io.usher.core.model.ResourceSettings;
import io.usher.core.model.ResourceState;
import io.usher.core.model.SiteId;
import io.usher.core.model.SiteSettings;
import io.usher.core.model.UserName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A site that begins with the state of another one. */
class NewSiteTest {

    private static final PoolId POOL = new PoolId("office");
    private static final ResourceId DESK = new ResourceId("desk");
    private static final SiteId NEW = new SiteId("new");
    private static final long LATER = 1_000_000;

    private Broker broker = Broker.empty();
    private long index;

    NewSiteTest() {
        apply("1", new FoundSite(new SiteId("old"), "Old", SiteSettings.DEFAULTS));
        apply("2", new CreatePool(POOL, "", PoolSettings.DEFAULTS));
        apply("3", new RegisterHost(new HostId("h1"), POOL, "agent", "h1:3389", HostSettings.DEFAULTS));
        apply(
                "4",
                new CreateResource(
                        DESK,
                        ResourceKind.DESKTOP,
                        new ResourceSettings("", ResourceState.ENABLED, "", List.of(POOL), "")));
    }

    @Test
    void bringsUsersBackToTheirSessionsUnderHigherFences() {
        Granted before = (Granted) apply("5", assign());

        beginAnew();
        Granted after = (Granted) apply("6", assign());

        assertThat(after.session()).isEqualTo(before.session());
        assertThat(after.fence().position().index()).isGreaterThan(LATER);
        assertThat(broker.view().site().orElseThrow().id()).isEqualTo(NEW);
    }

    @Test
    void remembersNoAnswerOfTheOldSite() {
        Granted before = (Granted) apply("5", assign());

        beginAnew();
        Granted after = (Granted) apply("5", assign());

        assertThat(after.session()).isEqualTo(before.session());
        assertThat(after.fence()).as("a new answer").isNotEqualTo(before.fence());
    }

    @Test
    void leavesOrdersToSessionsBehind() {
        Granted granted = (Granted) apply("5", assign());
        apply("6", new RequestActions(ActionTarget.of(granted.session()), ActionOrder.of(ActionKind.RESET)));
        assertThat(broker.image().actions()).hasSize(1);

        beginAnew();

        assertThat(broker.image().actions()).isEmpty();
        assertThat(broker.image().brokers()).isEmpty();
    }

    @Test
    void refusesALogThatDoesNotGoForward() {
        assertThatThrownBy(() -> broker.image().asNewSite(NEW, index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("behind revision " + index);
    }

    private void beginAnew() {
        StateImage begin = broker.image().asNewSite(NEW, LATER);
        broker = Broker.restore(begin);
        assertThat(StateDigest.of(broker.image())).isEqualTo(StateDigest.of(begin));
        index = LATER;
    }

    private Reply apply(String request, Command command) {
        CommandContext context = new CommandContext(
                new LogPosition(++index, 0), new LogTime(1_000), Optional.of(new RequestId(request)));
        return broker.apply(context, command).reply();
    }

    private static AssignSession assign() {
        return new AssignSession(new UserName("ann"), DESK, ClientInfo.UNKNOWN);
    }
}
