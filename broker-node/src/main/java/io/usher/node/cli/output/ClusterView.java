package io.usher.node.cli.output;

import io.usher.proto.v1.BrokerStatus;
import java.util.List;
import java.util.function.Function;

/** The brokers of a site and how they stand, in a table. */
public final class ClusterView {
    private static final View<BrokerStatus> VIEW = new View<>(
            status -> "brokers/" + status.getBroker(),
            List.of(
                    Column.of("BROKER", BrokerStatus::getBroker),
                    Column.of("ADDRESS", BrokerStatus::getApiAddress),
                    Column.wide("PEER-ADDRESS", BrokerStatus::getPeerAddress),
                    Column.toned("ROLE", ClusterView::role),
                    answered("TERM", false, status -> Long.toString(status.getTerm())),
                    answered("COMMIT", false, status -> Long.toString(status.getCommitIndex())),
                    answered("APPLIED", false, status -> Long.toString(status.getAppliedIndex())),
                    answered("LAG", false, status -> Long.toString(status.getLag())),
                    // Also for a broker that did not answer: how long the primary has missed it.
                    Column.of(
                            "CONTACT", status -> status.hasLastContact() ? Wording.span(status.getLastContact()) : ""),
                    answered("PRIMARY", true, BrokerStatus::getPrimary),
                    answered("SNAPSHOT", true, status -> Long.toString(status.getSnapshotIndex())),
                    answered("DISK-USED", true, status -> Wording.bytes(status.getDiskUsedBytes())),
                    answered("DISK-FREE", true, status -> Wording.bytes(status.getDiskFreeBytes())),
                    answered("UPTIME", true, status -> Wording.span(status.getUptime())),
                    answered("VERSION", true, BrokerStatus::getVersion),
                    answered("SUPPORTS", true, status -> "level " + Math.max(1, status.getHighestFeatureLevel()))));

    private ClusterView() {}

    public static View<BrokerStatus> view() {
        return VIEW;
    }

    /** A broker that did not answer has no figures; zeroes would be lies. */
    private static Column<BrokerStatus> answered(String head, boolean wide, Function<BrokerStatus, String> text) {
        return new Column<>(head, wide, status -> Cell.of(isSilent(status) ? "" : text.apply(status)));
    }

    private static boolean isSilent(BrokerStatus status) {
        return status.getRole() == BrokerStatus.Role.ROLE_UNSPECIFIED;
    }

    private static Cell role(BrokerStatus status) {
        return switch (status.getRole()) {
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> new Cell("NO-ANSWER", Cell.Tone.BAD);
            case ROLE_PRIMARY -> new Cell(Wording.state(status.getRole()), Cell.Tone.GOOD);
            case ROLE_CANDIDATE, ROLE_STARTING -> new Cell(Wording.state(status.getRole()), Cell.Tone.ATTENTION);
            case ROLE_SECONDARY, ROLE_STANDBY -> new Cell(Wording.state(status.getRole()), Cell.Tone.NORMAL);
        };
    }
}
