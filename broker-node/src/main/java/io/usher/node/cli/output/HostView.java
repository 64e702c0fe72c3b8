package io.usher.node.cli.output;

import io.usher.proto.v1.Host;
import io.usher.proto.v1.Load;
import io.usher.proto.v1.LogonControl;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Hosts in tables. */
public final class HostView {
    private HostView() {}

    /** Creates the view of a moment, from which ages count. */
    public static View<Host> at(Instant now) {
        return new View<>(
                Host::getName,
                List.of(
                        Column.of("NAME", host -> Wording.id(host.getName())),
                        Column.of("POOL", host -> Wording.id(host.getPool())),
                        Column.toned("STATE", HostView::state),
                        Column.of("SINCE", host -> Wording.age(host.getStateTime(), now)),
                        Column.toned("LOGON", HostView::logon),
                        Column.of("SESSIONS", HostView::sessions),
                        Column.of("CPU", host -> cpu(host.getLoad())),
                        Column.of("MEMORY", host -> memory(host.getLoad())),
                        Column.wide("MEMORY-TOTAL", HostView::memoryTotal),
                        Column.wide("CUSTOM", host -> custom(host.getLoad())),
                        Column.wide("ENDPOINT", Host::getEndpoint),
                        Column.wide("PENDING", host -> counted(host, host.getPendingCount())),
                        Column.wide("IN-FLIGHT", host -> counted(host, host.getInFlightCount())),
                        Column.wide("FAILED-LOGONS", host -> Integer.toString(host.getFailedLogons())),
                        Column.wide("OWN-WEIGHT", host -> host.getWeight() == 0 ? "" : "" + host.getWeight()),
                        Column.wide("OWN-MAX", host -> host.getMaxSessions() == 0 ? "" : "" + host.getMaxSessions()),
                        Column.wide(
                                "OWN-PENDING-LIMIT",
                                host -> Wording.limit(host.hasPendingLogonLimit(), host.getPendingLogonLimit())),
                        Column.wide("INCARNATION", Host::getIncarnation),
                        Column.wide("LABELS", host -> LabelText.of(host.getLabelsList())),
                        Column.wide("ROUTES", host -> RouteText.of(host.getRoutesList())),
                        Column.wide(
                                "LINGER", host -> Wording.timeout(host.hasLingerTimeout(), host.getLingerTimeout())),
                        Column.wide(
                                "DISCONNECTED",
                                host -> Wording.timeout(host.hasDisconnectedTimeout(), host.getDisconnectedTimeout())),
                        Column.wide("ETAG", Host::getEtag),
                        Column.wide("DESCRIPTION", Host::getDescription)));
    }

    static Cell state(Host host) {
        Cell.Tone tone = switch (host.getState()) {
            case STATE_UP -> Cell.Tone.GOOD;
            case STATE_LOST -> Cell.Tone.BAD;
            default -> Cell.Tone.NORMAL;
        };
        return new Cell(Wording.state(host.getState()), tone);
    }

    private static Cell logon(Host host) {
        Cell.Tone tone =
                host.getLogonControl() == LogonControl.LOGON_CONTROL_ENABLED ? Cell.Tone.NORMAL : Cell.Tone.ATTENTION;
        return new Cell(Wording.word(host.getLogonControl()), tone);
    }

    private static String sessions(Host host) {
        return counted(host, host.getSessionCount(), "/" + host.getEffectiveMaxSessions());
    }

    /** Answers to changes do not count; every host that is counted has a seat. */
    private static String counted(Host host, int count, String... unit) {
        return host.getEffectiveMaxSessions() == 0 ? "" : count + String.join("", unit);
    }

    static String cpu(Load load) {
        return isUnknown(load) ? "" : Math.round(load.getCpuPermille() / 10.0) + "%";
    }

    static String memory(Load load) {
        return load.getMemoryTotalBytes() == 0
                ? ""
                : Math.round(100.0 * load.getMemoryUsedBytes() / load.getMemoryTotalBytes()) + "%";
    }

    private static String memoryTotal(Host host) {
        long total = host.getLoad().getMemoryTotalBytes();
        return total == 0 ? "" : Wording.bytes(total);
    }

    private static String custom(Load load) {
        return load.getCustomCountersList().stream()
                .map(reading -> reading.getCounter() + "=" + Math.round(reading.getPermille() / 10.0) + "%")
                .collect(Collectors.joining(","));
    }

    private static boolean isUnknown(Load load) {
        return load.equals(Load.getDefaultInstance());
    }
}
