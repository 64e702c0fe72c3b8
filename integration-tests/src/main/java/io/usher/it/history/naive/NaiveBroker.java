package io.usher.it.history.naive;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Durations;
import io.usher.core.model.BrokerSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.model.RaisedLog;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.Lead;
import io.usher.proto.v1.LogLevel;
import java.util.Base64;

/** A broker as the naive model knows it. */
final class NaiveBroker {

    final String id;
    String apiAddress = "";
    String ticketKey = "";
    String version = "";
    boolean leads;
    long term;
    long since;
    String cause = "";
    String promotion = "";
    boolean removed;
    long removedAt;
    BrokerSettings settings = new BrokerSettings("", false, 0);
    /** When its log level falls back; -1 for one that is as configured. */
    long raisedUntil = -1;

    /** -1 where that is not kept. */
    long createdAt = -1;

    String creator = "";
    /** -1 where nobody has, or that is not kept. */
    long updatedAt = -1;

    String updater = "";

    LogPosition changed;

    NaiveBroker(String id, LogPosition changed) {
        this.id = id;
        this.changed = changed;
    }

    Broker picture() {
        Broker.Builder picture = Broker.newBuilder()
                .setName("brokers/" + id)
                .setApiAddress(apiAddress)
                .setTicketKey(ByteString.copyFrom(Base64.getDecoder().decode(ticketKey)))
                .setVersion(version)
                .setDescription(settings.description())
                .setDisabled(settings.disabled())
                .setPriority(settings.priority())
                .addAllAlternateAddresses(settings.alternateAddresses())
                .setStandby(settings.isStandby())
                .setEtag(changed.toString());
        settings.standby()
                .standInAfter()
                .ifPresent(after -> picture.setStandInAfter(Durations.fromMillis(after.toMillis())));
        settings.failbackAfter().ifPresent(after -> picture.setFailbackAfter(Durations.fromMillis(after.toMillis())));
        if (raisedUntil >= 0) {
            RaisedLog raised = settings.raisedLog().orElseThrow();
            picture.setRaisedLog(io.usher.proto.v1.RaisedLog.newBuilder()
                    .setLevel(LogLevel.valueOf("LOG_LEVEL_" + raised.level()))
                    .setCategory(raised.category())
                    .setLasting(Durations.fromMillis(raised.lasting().toMillis()))
                    .setExpireTime(Pictures.time(raisedUntil)));
        }
        if (leads) {
            picture.setLead(Lead.newBuilder()
                    .setTerm(term)
                    .setSinceTime(Pictures.time(since))
                    .setCause(Lead.Cause.valueOf("CAUSE_" + cause)));
        }
        if (removed) {
            picture.setRemoveTime(Pictures.time(removedAt));
        }
        return signed(picture).build();
    }

    private Broker.Builder signed(Broker.Builder picture) {
        if (createdAt >= 0) {
            picture.setCreateTime(Pictures.time(createdAt)).setCreator(creator);
        }
        if (updatedAt >= 0) {
            picture.setUpdateTime(Pictures.time(updatedAt)).setUpdater(updater);
        }
        return picture;
    }
}
