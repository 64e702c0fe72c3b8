package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.usher.it.cluster.BrokerProcess;
import io.usher.it.cluster.TestCluster;
import io.usher.it.cluster.Waiting;
import io.usher.it.traffic.Farm;
import io.usher.it.traffic.SteadyCalls;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.Lead;
import io.usher.proto.v1.ListBrokersRequest;
import io.usher.proto.v1.PromoteBrokerRequest;
import io.usher.proto.v1.PromoteBrokerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The primary is changed on purpose while people work. */
@Tag("alone")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PromotionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ROUNDS = 6;
    /** Far below an election, which takes a second at least in these tests; the goal is 50 ms on an idle machine. */
    private static final Duration LONGEST_MEDIAN = Duration.ofMillis(400);

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @Test
    void changesThePrimaryAgainAndAgainWithoutAFailedCall() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        awaitBrokers(cluster, 3);
        SteadyCalls people = site.keep(new SteadyCalls(cluster.client(), cluster.endpoints()));
        List<SteadyCalls.Longest> longest = new ArrayList<>();
        List<SteadyCalls.Longest> usual = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            long before = people.answered();
            Waiting.until("people at work", PATIENCE, () -> people.answered() > before + 200);
            usual.add(people.longest());
            BrokerProcess next = cluster.secondaries().get(round % 2);
            // Any broker may be asked: the primary, the one that is to lead, or the third.
            BrokerProcess asked = cluster.brokers().get(round % 3);

            // On a busy machine the other one may not take over in time; that is refused, and nothing changes.
            PromoteBrokerResponse response =
                    Waiting.forValue("the promotion of " + next, PATIENCE, () -> promoted(cluster, asked, next.id()));

            assertThat(response.getBroker().getName()).isEqualTo("brokers/" + next.id());
            assertThat(response.getBroker().getLead().getCause()).isEqualTo(Lead.Cause.CAUSE_PROMOTION);
            assertThat(cluster.awaitPrimary()).isEqualTo(next);
            long after = people.answered();
            Waiting.until("people at work", PATIENCE, () -> people.answered() > after + 50);
            longest.add(people.longest());
        }
        people.close();
        System.out.println("promotion: longest write and read of each round: " + longest + ", between them: " + usual);

        assertThat(people.failures()).isEmpty();
        assertThat(median(longest)).as("median write of %s", longest).isLessThan(LONGEST_MEDIAN);
        cluster.awaitEqualDigests();
    }

    private static Optional<PromoteBrokerResponse> promoted(TestCluster cluster, BrokerProcess asked, String id) {
        try {
            return Optional.of(promote(cluster, asked, id));
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).as(e.getMessage()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            System.out.println("promotion refused: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Duration median(List<SteadyCalls.Longest> rounds) {
        return rounds.stream().map(SteadyCalls.Longest::write).sorted().toList().get(rounds.size() / 2);
    }

    @Test
    void refusesABrokerThatCannotTakeOverAndGoesOn() {
        TestCluster cluster = site.start(TestCluster.aCluster().withBrokers(3));
        awaitBrokers(cluster, 3);
        BrokerProcess primary = cluster.awaitPrimary();
        BrokerProcess dead = cluster.secondaries().get(0);
        dead.kill();
        Waiting.until(
                "the silence of " + dead,
                PATIENCE,
                () -> String.valueOf(attempt(cluster, primary, dead.id())).contains("has not answered"));

        assertThat(cluster.awaitPrimary()).isEqualTo(primary);
    }

    private static String attempt(TestCluster cluster, BrokerProcess asked, String id) {
        try {
            return String.valueOf(promote(cluster, asked, id));
        } catch (StatusRuntimeException e) {
            return e.getStatus().toString();
        }
    }

    private static PromoteBrokerResponse promote(TestCluster cluster, BrokerProcess asked, String id) {
        return cluster.client()
                .once(
                        asked.id(),
                        BrokerServiceGrpc.getPromoteBrokerMethod(),
                        PromoteBrokerRequest.newBuilder()
                                .setName("brokers/" + id)
                                .setRequestId(Farm.newRequestId())
                                .build(),
                        PATIENCE.toNanos());
    }

    /** The site knows its brokers a moment after it has a primary. */
    private static void awaitBrokers(TestCluster cluster, int count) {
        Waiting.until(
                "the site to know its brokers",
                PATIENCE,
                () -> brokers(cluster).size() == count
                        && brokers(cluster).stream().anyMatch(Broker::hasLead));
    }

    private static List<Broker> brokers(TestCluster cluster) {
        return Farm.must(cluster.client()
                        .call(
                                BrokerServiceGrpc.getListBrokersMethod(),
                                ListBrokersRequest.getDefaultInstance(),
                                PATIENCE))
                .getBrokersList();
    }
}
