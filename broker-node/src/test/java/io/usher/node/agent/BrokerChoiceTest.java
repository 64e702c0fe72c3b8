package io.usher.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.usher.core.model.HostId;
import io.usher.core.model.SiteId;
import io.usher.proto.v1.ConnectResponse;
import io.usher.proto.v1.ConnectResponse.Brokers;
import io.usher.proto.v1.ConnectResponse.KnownBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which brokers an agent turns to, those that it was told of among them. */
@Timeout(30)
class BrokerChoiceTest {

    @Test
    void goesOnWithABrokerItWasToldOfWhenTheOnlyOneItKnewIsGone() {
        try (AgentFixture fixture = new AgentFixture()) {
            fixture.startAnewKnowingOne(
                    fresh -> fresh.known = brokers(known(fixture.broker.name()), known(fixture.other.name())));
            fixture.awaitLease();

            fixture.broker.close();

            await().until(() -> fixture.status().broker().equals(Optional.of(fixture.other.name())));
        }
    }

    @Test
    void hearsOfBrokersAlsoWhileItIsConnected() {
        try (AgentFixture fixture = new AgentFixture()) {
            Consumer<FakeBroker> silent = fresh -> {};
            fixture.startAnewKnowingOne(silent);
            fixture.awaitLease();
            fixture.broker.say(ConnectResponse.newBuilder()
                    .setBrokers(brokers(known("nowhere", fixture.other.name())))
                    .build());
            // What is answered later was heard later.
            fixture.awaitPingThatMayRenew();

            fixture.broker.close();

            await().until(() -> fixture.status().broker().equals(Optional.of(fixture.other.name())));
        }
    }

    @Test
    void triesThoseOfTheConfigurationFirstThenTheOthersAndTheirOtherAddressesLast() {
        BrokerChoice choice = choice(List.of("a:1"));
        choice.learn(brokers(known("b:1", "nat:2"), known("a:1", "nat:1"), known("c:1")));

        List<String> round = taken(choice, 5);

        assertThat(round.get(0)).isEqualTo("a:1");
        assertThat(round.subList(1, 3)).containsExactlyInAnyOrder("b:1", "c:1");
        assertThat(round.subList(3, 5)).containsExactlyInAnyOrder("nat:1", "nat:2");
        assertThat(choice.next()).isEqualTo("a:1");
    }

    @Test
    void comesBackToTheConfigurationOnceABrokerThatItWasToldOfIsGone() {
        BrokerChoice choice = choice(List.of("a:1", "b:1"));
        choice.learn(brokers(known("c:1"), known("d:1")));
        List<String> both = taken(choice, 2);
        choice.next();

        choice.succeeded();

        assertThat(taken(choice, 2)).isEqualTo(both);
    }

    @Test
    void goesOnBehindABrokerOfTheConfigurationThatLetItIn() {
        BrokerChoice choice = choice(List.of("a:1", "b:1"));
        String first = choice.next();
        choice.succeeded();

        assertThat(choice.next()).isNotEqualTo(first);
    }

    @Test
    void whatIsToldReplacesWhatWasToldAndIsBounded() {
        BrokerChoice choice = choice(List.of("a:1"));
        choice.learn(brokers(known("gone:1")));
        List<KnownBroker> many = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            many.add(known("b" + number + ":1", "nat" + number + ":1"));
        }
        choice.learn(Brokers.newBuilder().addAllBrokers(many).build());

        Set<String> addresses = new HashSet<>(taken(choice, 1 + BrokerChoice.MOST_TOLD));

        assertThat(addresses).hasSize(1 + BrokerChoice.MOST_TOLD).doesNotContain("gone:1");
        assertThat(choice.next()).isEqualTo("a:1");
    }

    @Test
    void leavesOutWhereItMayNotGo() {
        BrokerChoice choice =
                new BrokerChoice(new HostId("h1"), List.of("127.0.0.1:1"), new BrokerSecurity.None()::mayReach);
        choice.learn(brokers(known("10.0.0.1:7400"), known("localhost:7400"), known("no address")));

        assertThat(taken(choice, 3)).containsExactly("127.0.0.1:1", "localhost:7400", "127.0.0.1:1");
    }

    @Test
    void leavesThisMachineWithTlsAlone() {
        BrokerSecurity tls = new BrokerSecurity.MutualTls(Path.of("ca"), Path.of("certificate"), Path.of("key"));
        SiteId site = new SiteId("demo");

        assertThat(tls.mayReach("10.0.0.1:7400")).isTrue();
        assertThat(new BrokerSecurity.OfSite(tls, site).mayReach("broker.example:443"))
                .isTrue();
        assertThat(new BrokerSecurity.OfSite(new BrokerSecurity.None(), site).mayReach("broker.example:443"))
                .isFalse();
        assertThat(tls.mayReach("10.0.0.1")).isFalse();
        assertThat(tls.mayReach("10.0.0.1:0")).isFalse();
    }

    @Test
    void closesConnectionsThatNobodyUsesWhenThereAreTooMany() {
        List<ManagedChannel> opened = new ArrayList<>();
        try (BrokerConnections connections = new BrokerConnections(address -> {
            ManagedChannel channel = InProcessChannelBuilder.forName(address).build();
            opened.add(channel);
            return channel;
        })) {
            for (int number = 0; number < BrokerConnections.MOST; number++) {
                connections.to("b" + number);
            }
            assertThat(opened).noneMatch(ManagedChannel::isShutdown);

            ManagedChannel next = connections.to("another");

            assertThat(next.isShutdown()).isFalse();
            assertThat(opened.get(0).isShutdown()).isTrue();
            assertThat(connections.to("b0").isShutdown()).isFalse();
        }
    }

    private static BrokerChoice choice(List<String> configured) {
        return new BrokerChoice(new HostId("h1"), configured, broker -> true);
    }

    private static List<String> taken(BrokerChoice choice, int count) {
        List<String> taken = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            taken.add(choice.next());
        }
        return taken;
    }

    private static Brokers brokers(KnownBroker... brokers) {
        return Brokers.newBuilder().addAllBrokers(List.of(brokers)).build();
    }

    private static KnownBroker known(String address, String... others) {
        return KnownBroker.newBuilder()
                .setApiAddress(address)
                .addAllAlternateAddresses(List.of(others))
                .build();
    }
}
