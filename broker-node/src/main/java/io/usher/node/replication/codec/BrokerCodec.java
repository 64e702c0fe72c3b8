package io.usher.node.replication.codec;

import io.usher.core.command.Command;
import io.usher.core.command.PromoteBroker;
import io.usher.core.command.RecordLead;
import io.usher.core.command.RegisterBroker;
import io.usher.core.command.RemoveBroker;
import io.usher.core.command.StandIn;
import io.usher.core.command.UpdateBroker;
import io.usher.core.model.Authorship;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.Lead;
import io.usher.core.model.LeadCause;
import io.usher.core.model.LogTime;
import io.usher.core.model.RaisedLog;
import io.usher.core.model.StandbySettings;
import io.usher.proto.internal.v1.AuthorshipRecord;
import io.usher.proto.internal.v1.BrokerRecord;
import io.usher.proto.internal.v1.BrokerSettingsRecord;
import io.usher.proto.internal.v1.Envelope;
import io.usher.proto.internal.v1.LeadCauseCode;
import io.usher.proto.internal.v1.LeadRecord;
import io.usher.proto.internal.v1.PromoteBrokerCommand;
import io.usher.proto.internal.v1.RaisedLogRecord;
import io.usher.proto.internal.v1.RecordLeadCommand;
import io.usher.proto.internal.v1.RegisterBrokerCommand;
import io.usher.proto.internal.v1.RemoveBrokerCommand;
import io.usher.proto.internal.v1.StandInCommand;
import io.usher.proto.internal.v1.UpdateBrokerCommand;
import java.time.Duration;
import java.util.Optional;

/** Brokers and the commands about them. */
final class BrokerCodec {

    private BrokerCodec() {}

    static BrokerRecord encode(BrokerProfile broker) {
        BrokerRecord.Builder builder = BrokerRecord.newBuilder()
                .setId(broker.id().value())
                .setApiAddress(broker.apiAddress())
                .setTicketKey(broker.ticketKey())
                .setVersion(broker.version())
                .setChanged(ValueCodec.encode(broker.changed()));
        broker.lead()
                .ifPresent(lead -> builder.setLead(LeadRecord.newBuilder()
                        .setTerm(lead.term())
                        .setSinceMillis(lead.since().epochMillis())
                        .setCause(Codes.LEAD_CAUSE.encode(lead.leadCause()))));
        broker.promotion().ifPresent(cause -> builder.setPromotion(Codes.LEAD_CAUSE.encode(cause)));
        broker.removed().map(LogTime::epochMillis).ifPresent(builder::setRemovedMillis);
        if (!broker.settings().equals(BrokerSettings.DEFAULTS)) {
            builder.setSettings(encode(broker.settings()));
        }
        broker.registered().map(BrokerCodec::encode).ifPresent(builder::setRegistered);
        broker.configured().map(BrokerCodec::encode).ifPresent(builder::setConfigured);
        return builder.build();
    }

    private static AuthorshipRecord encode(Authorship authorship) {
        return AuthorshipRecord.newBuilder()
                .setAtMillis(authorship.at().epochMillis())
                .setBy(authorship.by())
                .build();
    }

    private static BrokerSettingsRecord encode(BrokerSettings settings) {
        BrokerSettingsRecord.Builder builder = BrokerSettingsRecord.newBuilder()
                .setDescription(settings.description())
                .setDisabled(settings.disabled())
                .setPriority(settings.priority())
                .addAllAlternateAddresses(settings.alternateAddresses())
                .setStandby(settings.isStandby());
        settings.standby().standInAfter().map(Duration::toMillis).ifPresent(builder::setStandInAfterMillis);
        settings.failbackAfter().map(Duration::toMillis).ifPresent(builder::setFailbackAfterMillis);
        settings.raisedLog().map(BrokerCodec::encode).ifPresent(builder::setRaisedLog);
        return builder.build();
    }

    private static RaisedLogRecord encode(RaisedLog raised) {
        RaisedLogRecord.Builder builder = RaisedLogRecord.newBuilder()
                .setLevel(Codes.LOG_LEVEL.encode(raised.level()))
                .setCategory(raised.category())
                .setLastingMillis(raised.lasting().toMillis());
        raised.until().map(LogTime::epochMillis).ifPresent(builder::setUntilMillis);
        return builder.build();
    }

    static RegisterBrokerCommand encode(RegisterBroker command) {
        return RegisterBrokerCommand.newBuilder()
                .setId(command.id().value())
                .setApiAddress(command.apiAddress())
                .setTicketKey(command.ticketKey())
                .setVersion(command.version())
                .setStandby(command.standby())
                .build();
    }

    static StandInCommand encode(StandIn command) {
        return StandInCommand.newBuilder()
                .setMissing(command.missing().value())
                .setStandby(command.standby().value())
                .setSilenceMillis(command.silence().toMillis())
                .build();
    }

    static UpdateBrokerCommand encode(UpdateBroker command) {
        UpdateBrokerCommand.Builder builder =
                UpdateBrokerCommand.newBuilder().setId(command.id().value()).setSettings(encode(command.settings()));
        command.expected().map(ValueCodec::encode).ifPresent(builder::setExpected);
        return builder.build();
    }

    private static BrokerSettings decode(BrokerSettingsRecord settings) {
        return new BrokerSettings(
                settings.getDescription(),
                settings.getDisabled(),
                settings.getPriority(),
                settings.hasFailbackAfterMillis()
                        ? Optional.of(Duration.ofMillis(settings.getFailbackAfterMillis()))
                        : Optional.empty(),
                settings.getAlternateAddressesList(),
                settings.hasRaisedLog() ? Optional.of(decode(settings.getRaisedLog())) : Optional.empty(),
                new StandbySettings(
                        settings.getStandby(),
                        settings.hasStandInAfterMillis()
                                ? Optional.of(Duration.ofMillis(settings.getStandInAfterMillis()))
                                : Optional.empty()));
    }

    private static RaisedLog decode(RaisedLogRecord raised) {
        return new RaisedLog(
                Codes.LOG_LEVEL.decode(raised.getLevel()),
                raised.getCategory(),
                Duration.ofMillis(raised.getLastingMillis()),
                raised.hasUntilMillis() ? Optional.of(new LogTime(raised.getUntilMillis())) : Optional.empty());
    }

    static BrokerProfile decode(BrokerRecord broker) {
        return new BrokerProfile(
                new BrokerId(broker.getId()),
                broker.getApiAddress(),
                broker.getTicketKey(),
                broker.getVersion(),
                broker.hasLead() ? Optional.of(decode(broker.getLead())) : Optional.empty(),
                promotion(broker),
                broker.hasRemovedMillis() ? Optional.of(new LogTime(broker.getRemovedMillis())) : Optional.empty(),
                broker.hasSettings() ? decode(broker.getSettings()) : BrokerSettings.DEFAULTS,
                ValueCodec.position(broker.getChanged()),
                broker.hasRegistered() ? Optional.of(decode(broker.getRegistered())) : Optional.empty(),
                broker.hasConfigured() ? Optional.of(decode(broker.getConfigured())) : Optional.empty());
    }

    private static Authorship decode(AuthorshipRecord authorship) {
        return new Authorship(new LogTime(authorship.getAtMillis()), authorship.getBy());
    }

    private static Lead decode(LeadRecord lead) {
        return new Lead(lead.getTerm(), new LogTime(lead.getSinceMillis()), Codes.LEAD_CAUSE.decode(lead.getCause()));
    }

    private static Optional<LeadCause> promotion(BrokerRecord broker) {
        return broker.getPromotion() == LeadCauseCode.LEAD_CAUSE_CODE_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(Codes.LEAD_CAUSE.decode(broker.getPromotion()));
    }

    static PromoteBrokerCommand encode(PromoteBroker command) {
        return PromoteBrokerCommand.newBuilder()
                .setId(command.id().value())
                .setLeadCause(Codes.LEAD_CAUSE.encode(command.leadCause()))
                .build();
    }

    static RecordLeadCommand encode(RecordLead command) {
        return RecordLeadCommand.newBuilder()
                .setId(command.id().value())
                .setTerm(command.term())
                .build();
    }

    static RemoveBrokerCommand encode(RemoveBroker command) {
        return RemoveBrokerCommand.newBuilder().setId(command.id().value()).build();
    }

    /** A command about a broker out of its envelope. */
    static Command command(Envelope envelope) {
        if (envelope.hasRegisterBroker()) {
            RegisterBrokerCommand broker = envelope.getRegisterBroker();
            return new RegisterBroker(
                    new BrokerId(broker.getId()),
                    broker.getApiAddress(),
                    broker.getTicketKey(),
                    broker.getVersion(),
                    broker.getStandby());
        }
        if (envelope.hasPromoteBroker()) {
            var promote = envelope.getPromoteBroker();
            return new PromoteBroker(new BrokerId(promote.getId()), Codes.LEAD_CAUSE.decode(promote.getLeadCause()));
        }
        if (envelope.hasStandIn()) {
            StandInCommand standIn = envelope.getStandIn();
            return new StandIn(
                    new BrokerId(standIn.getMissing()),
                    new BrokerId(standIn.getStandby()),
                    Duration.ofMillis(standIn.getSilenceMillis()));
        }
        if (envelope.hasRemoveBroker()) {
            return new RemoveBroker(new BrokerId(envelope.getRemoveBroker().getId()));
        }
        if (envelope.hasUpdateBroker()) {
            var update = envelope.getUpdateBroker();
            return new UpdateBroker(
                    new BrokerId(update.getId()),
                    update.hasExpected() ? Optional.of(ValueCodec.position(update.getExpected())) : Optional.empty(),
                    decode(update.getSettings()));
        }
        var record = envelope.getRecordLead();
        return new RecordLead(new BrokerId(record.getId()), record.getTerm());
    }
}
