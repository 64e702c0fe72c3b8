package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.usher.it.client.Outcome;
import io.usher.it.client.UsherClient;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.CommandResult;
import io.usher.it.cluster.Membership;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.SteadyCalls;
import io.usher.proto.v1.AddBrokerResponse;
import io.usher.proto.v1.AddBrokerResponse.State;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.BrokerStatus.Role;
import io.usher.proto.v1.RemoveBrokerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Brokers come and go while people work. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class MembershipIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REMOVED = 71;
    private static final int KILLED = 137;

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void growsFromOneToFiveAndShrinksToThreeWithoutAFailedCall() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(1));
        Membership membership = cluster.membership();
        BrokerProcess b1 = cluster.broker("b1");
        SteadyCalls people = site.keep(new SteadyCalls(cluster.client(), cluster.endpoints()));

        BrokerProcess b2 = cluster.startNewcomer("b2", b1);
        BrokerProcess b3 = cluster.startNewcomer("b3", b1);
        awaitStandby(cluster, b2);
        awaitStandby(cluster, b3);
        assertThat(membership.add(b1, b2).getWarningsList())
                .singleElement()
                .asString()
                .contains("2 brokers");
        people.add(b2.endpoint());
        // Any broker may be asked, and passes it on.
        assertThat(membership.add(b2, b3).getWarningsList()).isEmpty();
        people.add(b3.endpoint());
        BrokerProcess b4 = cluster.startNewcomer("b4", b3);
        BrokerProcess b5 = cluster.startNewcomer("b5", b2);
        awaitStandby(cluster, b4);
        awaitStandby(cluster, b5);
        membership.add(b3, b4);
        membership.add(b4, b5);
        awaitWork(people);

        remove(cluster, people, b5, b2);
        // The one that leads hands over, and the next one removes it.
        BrokerProcess primary = cluster.awaitPrimary();
        RemoveBrokerResponse removed = remove(cluster, people, primary, primary == b4 ? b3 : b4);
        assertThat(removed.getWarningsList()).isEmpty();
        awaitWork(people);
        people.close();
        System.out.println("membership: longest write and read: " + people.longest());

        assertThat(people.failures()).isEmpty();
        assertThat(cluster.brokers()).hasSize(3).doesNotContain(primary, b5);
        cluster.restartAll();
        cluster.awaitEqualDigests();
    }

    /** People who used it go elsewhere first: a broker that ends is of no use to those who insist on it. */
    private static RemoveBrokerResponse remove(
            TestCluster cluster, SteadyCalls people, BrokerProcess broker, BrokerProcess asked) {
        people.leave(broker.id());
        RemoveBrokerResponse response = cluster.membership().remove(asked, broker);
        assertThat(broker.awaitEnd(PATIENCE))
                .as("exit status of a broker that was removed")
                .isEqualTo(REMOVED);
        cluster.forget(broker);
        return response;
    }

    @Test
    void asksTheOthersAtThatMomentBeforeABrokerIsRemovedAndReplacesOneThatLostItsDisk() throws IOException {
        // Those that were added later must be as easy to replace as those that the site began with.
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(1));
        BrokerProcess b1 = cluster.broker("b1");
        for (BrokerProcess next : List.of(cluster.startNewcomer("b2", b1), cluster.startNewcomer("b3", b1))) {
            awaitStandby(cluster, next);
            cluster.membership().add(b1, next);
        }
        cluster.awaitEqualDigests();
        BrokerProcess lost = cluster.secondaries().get(0);
        BrokerProcess other = cluster.secondaries().get(1);
        lost.kill();

        // No election timeout has passed: what the primary last heard of it is fresh.
        assertThatThrownBy(() -> cluster.membership().remove(other, other))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("would stop")
                .hasMessageContaining(lost.id() + " cannot be reached");
        cluster.wipe(lost);
        BrokerProcess impostor = cluster.startNewcomer(lost.id(), other);
        assertThat(impostor.awaitEnd(PATIENCE)).isNotZero();
        assertThat(Files.readString(impostor.log()))
                .contains("comes with an empty storage directory: it has forgotten what it voted for");
        cluster.forget(impostor);
        cluster.forget(lost);

        BrokerProcess again = cluster.startNewcomer(lost.id() + "x", other);
        awaitStandby(cluster, again);
        CommandResult replaced = cluster.run(other, "broker", "replace", lost.id(), "--with", again.id(), "--yes");

        assertThat(replaced.output()).doesNotContain("warning");
        assertThat(replaced.status()).as(replaced.output()).isZero();
        assertThat(cluster.statusOf(again).getRole()).isEqualTo(Role.ROLE_SECONDARY);
        BrokerProcess late = cluster.startNewcomer(lost.id(), other);
        assertThat(late.awaitEnd(PATIENCE)).isNotZero();
        assertThat(Files.readString(late.log())).contains("its id is not used again");
        cluster.forget(late);
        cluster.awaitEqualDigests();
    }

    @Test
    void anAdditionAndARemovalEndWellWhenThePrimaryIsKilledInTheMiddle() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        // Whom it asked first will be gone.
        BrokerProcess newcomer = cluster.startNewcomer("b4", cluster.awaitPrimary());
        awaitStandby(cluster, newcomer);

        UsherClient client = cluster.client();
        CompletableFuture<State> added = CompletableFuture.supplyAsync(() -> addAnywhere(client, newcomer));
        BrokerProcess first = cluster.killPrimary();
        assertThat(added.join()).isEqualTo(State.STATE_VOTING);
        first.start();
        cluster.awaitEqualDigests();

        CompletableFuture<Outcome<RemoveBrokerResponse>> removed = CompletableFuture.supplyAsync(
                () -> client.call(BrokerServiceGrpc.getRemoveBrokerMethod(), Membership.removal(newcomer), PATIENCE));
        BrokerProcess second = cluster.killPrimary();
        assertThat(removed.join()).isInstanceOf(Outcome.Answered.class);
        // It may have led, and been killed.
        assertThat(newcomer.awaitEnd(PATIENCE)).isIn(REMOVED, KILLED);
        cluster.forget(newcomer);
        if (second != newcomer) {
            second.start();
        }
        cluster.awaitEqualDigests();
        assertThat(cluster.awaitPrimary()).isNotEqualTo(newcomer);
    }

    /** Asks any broker again until it votes, as whoever gets no answer should. */
    private static State addAnywhere(UsherClient client, BrokerProcess newcomer) {
        return Waiting.forValue("a vote of " + newcomer, PATIENCE, () -> {
            Outcome<AddBrokerResponse> outcome =
                    client.call(BrokerServiceGrpc.getAddBrokerMethod(), Membership.addition(newcomer), PATIENCE);
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
            return Optional.of(((Outcome.Answered<AddBrokerResponse>) outcome)
                            .answer()
                            .getState())
                    .filter(state -> state != State.STATE_CATCHING_UP);
        });
    }

    private static void awaitStandby(TestCluster cluster, BrokerProcess newcomer) {
        assertThat(cluster.statusOf(newcomer).getRole()).isEqualTo(Role.ROLE_STANDBY);
    }

    private static void awaitWork(SteadyCalls people) {
        long before = people.answered();
        Waiting.until("people at work", PATIENCE, () -> people.answered() > before + 100);
    }
}
