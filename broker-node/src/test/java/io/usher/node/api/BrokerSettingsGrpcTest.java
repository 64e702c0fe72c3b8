package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.grpc.Status.Code;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.UpdateBroker;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.FeatureLevel;
import io.usher.core.model.Role;
import io.usher.node.api.mapping.Times;
import io.usher.node.primary.PreferredLead;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerEndpoint;
import io.usher.proto.v1.GetBrokerRequest;
import io.usher.proto.v1.Lead;
import io.usher.proto.v1.ListEndpointsRequest;
import io.usher.proto.v1.LogLevel;
import io.usher.proto.v1.PromoteBrokerRequest;
import io.usher.proto.v1.RaisedLog;
import io.usher.proto.v1.UpdateBrokerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators set on brokers, and what becomes of it on b1, which was elected. */
class BrokerSettingsGrpcTest {

    private final ApiFixture api = new ApiFixture();
    private long nanos;

    @BeforeEach
    void register() {
        api.furnish();
        for (String id : List.of("b1", "b2", "b3")) {
            api.broker.apply(new RegisterBroker(new BrokerId(id), id + ":7400", "", "1"));
        }
        api.broker.apply(new RecordLead(new BrokerId("b1"), 7));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void changesWhatIsNamedAndNothingElse() {
        update("b2", Broker.newBuilder().setDescription("Rack 7"), "description");

        Broker broker = update("b2", Broker.newBuilder().setPriority(10), "priority");

        assertThat(broker.getDescription()).isEqualTo("Rack 7");
        assertThat(broker.getPriority()).isEqualTo(10);
        assertThat(broker.getDisabled()).isFalse();
        assertThat(get("b2")).isEqualTo(broker);
    }

    @Test
    void tellsSinceWhenABrokerIsThereAndWhoChangedItsSettingsLast() {
        api.actAs(administrator("cn:alice"));
        Broker early = update("b2", Broker.newBuilder().setPriority(10), "priority");
        // Brokers of the release before would not keep it.
        assertThat(early.hasCreateTime() || early.hasUpdateTime()).isFalse();
        api.broker.apply(new RaiseFeatureLevel(new FeatureLevel(2)));
        Timestamp began = Times.of(api.broker.now());
        api.broker.apply(new RegisterBroker(new BrokerId("b4"), "b4:7400", "", "1"));
        api.broker.elapse(Duration.ofMinutes(5));

        Broker changed = update("b4", Broker.newBuilder().setPriority(10), "priority");
        api.broker.elapse(Duration.ofMinutes(5));
        api.broker.apply(new RegisterBroker(new BrokerId("b4"), "b4:7400", "", "2"));
        api.broker.apply(new RecordLead(new BrokerId("b4"), 8));

        assertThat(changed.getCreateTime()).isEqualTo(began);
        assertThat(changed.getCreator()).isEmpty();
        assertThat(changed.getUpdateTime()).isEqualTo(Timestamps.add(began, Durations.fromMinutes(5)));
        assertThat(changed.getUpdater()).isEqualTo("cn:alice");
        assertThat(get("b4"))
                .isEqualTo(changed.toBuilder()
                        .setVersion("2")
                        .setLead(get("b4").getLead())
                        .setEtag(get("b4").getEtag())
                        .build());
        api.actAs(administrator("cn:bob"));
        assertThat(update("b2", Broker.newBuilder().setPriority(20), "priority").getUpdater())
                .isEqualTo("cn:bob");
        assertThat(get("b2").hasCreateTime()).isFalse();
    }

    static Caller administrator(String name) {
        return new Caller(new Identity(List.of(name), "", List.of(), List.of()), Set.of(Role.ADMIN), "10.1.2.3");
    }

    @Test
    void refusesToOverwriteWhatTheCallerHasNotSeen() {
        String seen = get("b2").getEtag();
        update("b2", Broker.newBuilder().setPriority(10), "priority");

        Errors error =
                Errors.of(() -> update("b2", Broker.newBuilder().setPriority(20).setEtag(seen), "priority"));

        assertThat(error.reason()).isEqualTo("ETAG_MISMATCH");
        assertThat(get("b2").getPriority()).isEqualTo(10);
    }

    @Test
    void saysWhichFieldIsOutsideItsBounds() {
        Errors error = Errors.of(() -> update("b2", Broker.newBuilder().setPriority(1_001), "priority"));

        assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(error.fields()).containsExactly("broker.priority");
    }

    @Test
    void raisesALogLevelForATimeWhichARepeatedRequestAndOtherChangesLeaveAlone() {
        UpdateBrokerRequest raise = UpdateBrokerRequest.newBuilder()
                .setBroker(Broker.newBuilder()
                        .setName("brokers/b2")
                        .setRaisedLog(RaisedLog.newBuilder()
                                .setLevel(LogLevel.LOG_LEVEL_DEBUG)
                                // Told by the site alone.
                                .setExpireTime(Timestamps.fromSeconds(4_000_000_000L))))
                .setUpdateMask(FieldMask.newBuilder().addPaths("raised_log"))
                .setRequestId("raise")
                .build();
        Errors early = Errors.of(() -> api.brokers()
                .updateBroker(raise.toBuilder().setRequestId("early").build()));
        assertThat(early.reason()).isEqualTo("FEATURE_LEVEL_TOO_LOW");
        api.broker.apply(new RaiseFeatureLevel(new FeatureLevel(2)));

        RaisedLog raised = api.brokers().updateBroker(raise).getBroker().getRaisedLog();
        api.broker.elapse(Duration.ofSeconds(5));
        assertThat(api.brokers().updateBroker(raise).getBroker().getRaisedLog()).isEqualTo(raised);
        api.broker.elapse(Duration.ofHours(11));
        update("b2", Broker.newBuilder().setPriority(10), "priority");

        assertThat(get("b2").getRaisedLog()).isEqualTo(raised);
        assertThat(raised.getLasting()).isEqualTo(Durations.fromHours(12));
        assertThat(raised.getExpireTime().getSeconds()).isLessThan(4_000_000_000L);

        api.broker.elapse(Duration.ofHours(1));
        assertThat(update("b2", Broker.newBuilder().setPriority(20), "priority").hasRaisedLog())
                .isFalse();
    }

    @Test
    void saysWhatIsWrongWithALogLevel() {
        RaisedLog endless = RaisedLog.newBuilder()
                .setLevel(LogLevel.LOG_LEVEL_TRACE)
                .setLasting(Durations.fromDays(8))
                .build();

        Errors error = Errors.of(() -> update("b2", Broker.newBuilder().setRaisedLog(endless), "raised_log"));

        assertThat(error.fields()).containsExactly("broker.raised_log");
    }

    @Test
    void neitherDisablesThePrimaryNorPromotesOneThatIsDisabled() {
        Errors primary = Errors.of(() -> update("b1", Broker.newBuilder().setDisabled(true), "disabled"));
        update("b2", Broker.newBuilder().setDisabled(true), "disabled");
        Errors disabled = Errors.of(() -> api.brokers()
                .promoteBroker(
                        PromoteBrokerRequest.newBuilder().setName("brokers/b2").build()));

        assertThat(primary.reason()).isEqualTo("BROKER_IS_PRIMARY");
        assertThat(disabled.reason()).isEqualTo("BROKER_DISABLED");
    }

    @Test
    void afterAnElectionTheLeadGoesToTheHighestPriority() {
        set("b2", true, 10);
        set("b3", true, 20);

        preferredLead().tick();

        assertThat(get("b3").getLead().getCause()).isEqualTo(Lead.Cause.CAUSE_PRIORITY);
    }

    @Test
    void whoeverComesBackLaterTakesNothingAway() {
        api.broker.elapse(Duration.ofSeconds(11));
        set("b3", true, 20);

        preferredLead().tick();

        assertThat(get("b1").hasLead()).isTrue();
    }

    @Test
    void theLeadStaysWhereTheOtherOneCannotTakeIt() {
        set("b3", true, 20);
        api.control.obstacle = Optional.of("broker b3 has not answered for 5000 ms");

        preferredLead().tick();

        assertThat(get("b1").hasLead()).isTrue();
    }

    @Test
    void saysWhichTimeOrAddressIsOutsideItsBounds() {
        Errors error = Errors.of(() -> update(
                "b2",
                Broker.newBuilder().setFailbackAfter(Durations.fromMillis(500)).addAlternateAddresses("nowhere"),
                "failback_after",
                "alternate_addresses"));

        assertThat(error.fields()).containsExactly("broker.failback_after", "broker.alternate_addresses");
    }

    @Test
    void tellsWhereTheBrokersAreReachedThatServeClients() {
        update("b2", Broker.newBuilder().addAlternateAddresses("broker2.example:443"), "alternate_addresses");
        update("b3", Broker.newBuilder().setDisabled(true), "disabled");

        List<BrokerEndpoint> told = api.brokers()
                .listEndpoints(ListEndpointsRequest.getDefaultInstance())
                .getEndpointsList();

        assertThat(told).extracting(BrokerEndpoint::getBroker).containsExactly("brokers/b1", "brokers/b2");
        assertThat(told.get(1).getApiAddress()).isEqualTo(get("b2").getApiAddress());
        assertThat(told.get(1).getAlternateAddressesList()).containsExactly("broker2.example:443");
    }

    @Test
    void takesTheLeadBackOnceItHasBeenSteadyForTheTimeThatWasSet() {
        api.broker.elapse(Duration.ofSeconds(11));
        set("b3", true, 20);
        update(
                "b3",
                Broker.newBuilder()
                        .setFailbackAfter(Durations.fromSeconds(60))
                        .addAlternateAddresses("broker3.example:443"),
                "failback_after",
                "alternate_addresses");
        PreferredLead preferred = preferredLead();
        preferred.tick();
        pass(Duration.ofSeconds(59));
        // It falters: the time begins anew.
        api.control.obstacle = Optional.of("broker b3 has not answered for 5000 ms");
        preferred.tick();
        api.control.obstacle = Optional.empty();
        preferred.tick();
        pass(Duration.ofSeconds(59));
        preferred.tick();
        assertThat(get("b1").hasLead()).isTrue();

        pass(Duration.ofSeconds(1));
        preferred.tick();

        assertThat(get("b3").getLead().getCause()).isEqualTo(Lead.Cause.CAUSE_FAILBACK);
        assertThat(get("b3").getAlternateAddressesList()).containsExactly("broker3.example:443");
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void aDisabledBrokerThatWasElectedHandsOverAtAnyTime() {
        set("b2", false, 50);
        set("b3", true, 0);
        api.broker.apply(new RecordLead(new BrokerId("b2"), 8));
        set("b1", false, 0);
        api.broker.apply(new RecordLead(new BrokerId("b1"), 9));
        api.control.term = 9;
        api.broker.elapse(Duration.ofMinutes(1));

        preferredLead().tick();

        assertThat(get("b3").hasLead()).isTrue();
    }

    private PreferredLead preferredLead() {
        return new PreferredLead(api.broker, api.control, () -> nanos);
    }

    private void set(String id, boolean enabled, int priority) {
        api.broker.apply(
                new UpdateBroker(new BrokerId(id), Optional.empty(), new BrokerSettings("", !enabled, priority)));
    }

    private Broker get(String id) {
        return api.brokers()
                .getBroker(
                        GetBrokerRequest.newBuilder().setName("brokers/" + id).build())
                .getBroker();
    }

    private Broker update(String id, Broker.Builder changes, String... fields) {
        return api.brokers()
                .updateBroker(UpdateBrokerRequest.newBuilder()
                        .setBroker(changes.setName("brokers/" + id))
                        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(fields)))
                        .build())
                .getBroker();
    }
}
