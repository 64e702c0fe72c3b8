package io.usher.it.history.naive;

import com.google.protobuf.ByteString;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.Lead;
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

    NaiveBroker(String id) {
        this.id = id;
    }

    Broker picture() {
        Broker.Builder picture = Broker.newBuilder()
                .setName("brokers/" + id)
                .setApiAddress(apiAddress)
                .setTicketKey(ByteString.copyFrom(Base64.getDecoder().decode(ticketKey)))
                .setVersion(version);
        if (leads) {
            picture.setLead(Lead.newBuilder()
                    .setTerm(term)
                    .setSinceTime(Pictures.time(since))
                    .setCause(Lead.Cause.valueOf("CAUSE_" + cause)));
        }
        if (removed) {
            picture.setRemoveTime(Pictures.time(removedAt));
        }
        return picture.build();
    }
}
