package io.usher.node.cli.output;

import com.google.common.hash.Hashing;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.usher.proto.v1.Broker;
import io.usher.proto.v1.RaisedLog;
import java.util.List;

/** Brokers in tables. */
public final class BrokerView {
    private static final int FINGERPRINT_CHARACTERS = 16;

    private static final View<Broker> VIEW = new View<>(
            Broker::getName,
            List.of(
                    Column.of("NAME", broker -> Wording.id(broker.getName())),
                    Column.of("ADDRESS", Broker::getApiAddress),
                    Column.toned("LEADS", BrokerView::leads),
                    Column.of("SINCE", broker -> Wording.time(broker.getLead().getSinceTime())),
                    Column.of("VERSION", Broker::getVersion),
                    Column.toned("STATE", BrokerView::state),
                    Column.wide("PRIORITY", broker -> String.valueOf(broker.getPriority())),
                    Column.wide(
                            "FAILBACK",
                            broker -> broker.hasFailbackAfter()
                                    ? "after " + Wording.span(broker.getFailbackAfter())
                                    : "never"),
                    Column.wide("STAND-IN", BrokerView::standIn),
                    Column.wide("ALTERNATE-ADDRESSES", broker -> String.join(",", broker.getAlternateAddressesList())),
                    Column.wide("LOG-LEVEL", BrokerView::logLevel),
                    Column.wide("DESCRIPTION", Broker::getDescription),
                    Column.wide("CREATED", broker -> authorship(broker.getCreateTime(), broker.getCreator())),
                    Column.wide("CHANGED", broker -> authorship(broker.getUpdateTime(), broker.getUpdater())),
                    Column.wide("TICKET-KEY", broker -> fingerprint(broker.getTicketKey())),
                    Column.wide("ETAG", Broker::getEtag)));

    private BrokerView() {}

    public static View<Broker> view() {
        return VIEW;
    }

    /** Why it leads; empty for a secondary. */
    static Cell leads(Broker broker) {
        return broker.hasLead()
                ? new Cell("by " + Wording.word(broker.getLead().getCause()), Cell.Tone.GOOD)
                : Cell.of("");
    }

    private static Cell state(Broker broker) {
        if (broker.getDisabled()) {
            return new Cell("DISABLED", Cell.Tone.ATTENTION);
        }
        return Cell.of(broker.getStandby() ? "STANDBY" : "ENABLED");
    }

    /** Only a standby stands in for others. */
    private static String standIn(Broker broker) {
        if (!broker.getStandby()) {
            return "";
        }
        return "after " + (broker.hasStandInAfter() ? Wording.span(broker.getStandInAfter()) : "30s");
    }

    /** What it logs for a time; empty for what its configuration says. */
    private static String logLevel(Broker broker) {
        if (!broker.hasRaisedLog()) {
            return "";
        }
        RaisedLog raised = broker.getRaisedLog();
        String category = raised.getCategory().isEmpty() ? "" : " of " + raised.getCategory();
        return Wording.word(raised.getLevel()) + category + " until " + Wording.time(raised.getExpireTime());
    }

    /** When and by whom; empty where it is not known. */
    private static String authorship(Timestamp time, String identity) {
        return identity.isEmpty() ? Wording.time(time) : Wording.time(time) + " by " + identity;
    }

    /** The key itself says nothing to people; the start of its SHA-256 tells keys apart. */
    private static String fingerprint(ByteString key) {
        return key.isEmpty()
                ? ""
                : "SHA256:"
                        + Hashing.sha256()
                                .hashBytes(key.toByteArray())
                                .toString()
                                .substring(0, FINGERPRINT_CHARACTERS);
    }
}
