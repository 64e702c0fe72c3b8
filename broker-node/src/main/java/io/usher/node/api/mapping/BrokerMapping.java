package io.usher.node.api.mapping;

import com.google.protobuf.ByteString;
import io.usher.core.event.BrokerChange;
import io.usher.core.event.Event.BrokerChanged;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.LeadCause;
import io.usher.core.model.LogLevel;
import io.usher.core.model.RaisedLog;
import io.usher.core.model.StandbySettings;
import io.usher.core.state.BrokerView;
import io.usher.node.primary.Newcomers.Newcomer;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.BrokerEndpoint;
import io.usher.proto.v1.BrokerEvent;
import io.usher.proto.v1.Lead;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The brokers of the site. */
public final class BrokerMapping {

    private static final EnumMapping<LeadCause, Lead.Cause> CAUSES =
            EnumMapping.of(LeadCause.class, Lead.Cause.class, "CAUSE_");
    private static final EnumMapping<BrokerChange, BrokerEvent.Change> CHANGES =
            EnumMapping.of(BrokerChange.class, BrokerEvent.Change.class, "CHANGE_");

    /** Field that says whether a broker is to follow without a vote. */
    public static final String STANDBY = "standby";

    /** Fields that administrators may change. */
    public static final Set<String> MUTABLE = Set.of(
            "description",
            "disabled",
            "priority",
            "failback_after",
            "alternate_addresses",
            "raised_log",
            STANDBY,
            "stand_in_after");

    private static final EnumMapping<LogLevel, io.usher.proto.v1.LogLevel> LEVELS =
            EnumMapping.of(LogLevel.class, io.usher.proto.v1.LogLevel.class, "LOG_LEVEL_");

    private static final Duration USUAL_RAISE = Duration.ofHours(12);

    private BrokerMapping() {}

    /** Reads what administrators set on a broker. */
    public static Supplier<BrokerSettings> settings(FieldChecks checks, Broker broker) {
        Supplier<String> description = checks.check(
                "broker.description", () -> new BrokerSettings(broker.getDescription(), false, 0).description());
        Supplier<Integer> priority =
                checks.check("broker.priority", () -> new BrokerSettings("", false, broker.getPriority()).priority());
        Supplier<Optional<Duration>> failback =
                checks.check("broker.failback_after", () -> failback(broker).failbackAfter());
        Supplier<List<String>> addresses = checks.check(
                "broker.alternate_addresses", () -> addresses(broker).alternateAddresses());
        Supplier<Optional<RaisedLog>> raised = checks.check(
                "broker.raised_log",
                () -> broker.hasRaisedLog() ? Optional.of(raised(broker.getRaisedLog())) : Optional.empty());
        Supplier<StandbySettings> standby = checks.check("broker.stand_in_after", () -> standby(broker));
        return () -> new BrokerSettings(
                description.get(),
                broker.getDisabled(),
                priority.get(),
                failback.get(),
                addresses.get(),
                raised.get(),
                standby.get());
    }

    private static RaisedLog raised(io.usher.proto.v1.RaisedLog raised) {
        return new RaisedLog(
                LEVELS.toCore(raised.getLevel()),
                raised.getCategory(),
                raised.hasLasting() ? Times.duration(raised.getLasting()) : USUAL_RAISE,
                raised.hasExpireTime() ? Optional.of(Times.time(raised.getExpireTime())) : Optional.empty());
    }

    private static io.usher.proto.v1.RaisedLog toProto(RaisedLog raised) {
        io.usher.proto.v1.RaisedLog.Builder builder = io.usher.proto.v1.RaisedLog.newBuilder()
                .setLevel(LEVELS.toProto(raised.level()))
                .setCategory(raised.category())
                .setLasting(Times.of(raised.lasting()));
        raised.until().map(Times::of).ifPresent(builder::setExpireTime);
        return builder.build();
    }

    /** A broker as somebody wants it: when a log level falls back is told by the site alone. */
    public static Broker wanted(Broker broker) {
        return broker.hasRaisedLog()
                ? broker.toBuilder()
                        .setRaisedLog(broker.getRaisedLog().toBuilder().clearExpireTime())
                        .build()
                : broker;
    }

    private static StandbySettings standby(Broker broker) {
        Duration after = Times.duration(broker.getStandInAfter());
        return new StandbySettings(broker.getStandby(), after.isZero() ? Optional.empty() : Optional.of(after));
    }

    private static BrokerSettings failback(Broker broker) {
        Duration after = Times.duration(broker.getFailbackAfter());
        return new BrokerSettings("", false, 0, after.isZero() ? Optional.empty() : Optional.of(after), List.of());
    }

    private static BrokerSettings addresses(Broker broker) {
        return new BrokerSettings("", false, 0, Optional.empty(), broker.getAlternateAddressesList());
    }

    public static Broker toProto(BrokerProfile broker) {
        Broker.Builder builder = Broker.newBuilder()
                .setName(Names.of(broker.id()))
                .setApiAddress(broker.apiAddress())
                .setTicketKey(ticketKey(broker))
                .setVersion(broker.version())
                .setDescription(broker.settings().description())
                .setDisabled(broker.settings().disabled())
                .setPriority(broker.settings().priority())
                .addAllAlternateAddresses(broker.settings().alternateAddresses())
                .setStandby(broker.settings().isStandby())
                .setEtag(PoolMapping.etag(broker.changed()));
        broker.lead()
                .ifPresent(lead -> builder.setLead(Lead.newBuilder()
                        .setTerm(lead.term())
                        .setSinceTime(Times.of(lead.since()))
                        .setCause(CAUSES.toProto(lead.leadCause()))));
        broker.settings().failbackAfter().map(Times::of).ifPresent(builder::setFailbackAfter);
        broker.settings().raisedLog().map(BrokerMapping::toProto).ifPresent(builder::setRaisedLog);
        broker.settings().standby().standInAfter().map(Times::of).ifPresent(builder::setStandInAfter);
        broker.removed().map(Times::of).ifPresent(builder::setRemoveTime);
        broker.registered()
                .ifPresent(by -> builder.setCreateTime(Times.of(by.at())).setCreator(by.by()));
        broker.configured()
                .ifPresent(by -> builder.setUpdateTime(Times.of(by.at())).setUpdater(by.by()));
        return builder.build();
    }

    /** Where the brokers are reached that serve clients. */
    public static List<BrokerEndpoint> endpoints(BrokerView view) {
        return view.brokers().stream()
                .filter(broker -> broker.isMember() && broker.settings().enabled())
                .map(broker -> BrokerEndpoint.newBuilder()
                        .setBroker(Names.of(broker.id()))
                        .setApiAddress(broker.apiAddress())
                        .addAllAlternateAddresses(broker.settings().alternateAddresses())
                        .build())
                .toList();
    }

    /** A broker that waits to be added. */
    public static Broker toProto(Newcomer newcomer) {
        return Broker.newBuilder()
                .setName(Names.of(newcomer.peer().id()))
                .setApiAddress(newcomer.apiAddress())
                .setVersion(newcomer.version())
                .build();
    }

    /** A broker at the start of a watch. */
    public static BrokerEvent present(BrokerProfile broker) {
        return BrokerEvent.newBuilder()
                .setChange(BrokerEvent.Change.CHANGE_PRESENT)
                .setBroker(toProto(broker))
                .build();
    }

    /** A change as watchers see it. */
    public static BrokerEvent changed(BrokerChanged changed) {
        return BrokerEvent.newBuilder()
                .setChange(CHANGES.toProto(changed.change()))
                .setBroker(toProto(changed.broker()))
                .build();
    }

    /** The key that verifies a broker's tickets, X.509 encoding. */
    public static ByteString ticketKey(BrokerProfile broker) {
        return ByteString.copyFrom(Base64.getDecoder().decode(broker.ticketKey()));
    }

    /** The form in which a broker's key is replicated. */
    public static String ticketKey(byte[] encoded) {
        return Base64.getEncoder().encodeToString(encoded);
    }
}
