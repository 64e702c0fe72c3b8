package io.usher.it.history.naive;

import io.usher.core.model.HostSettings;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogonControl;
import io.usher.proto.v1.CounterReading;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.Load;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** A host with everything about it in the open. */
final class NaiveHost {

    private static final long MEMORY_MILLIS = 5 * 60 * 1000;

    final String id;
    final String pool;
    HostSettings settings = HostSettings.DEFAULTS;
    String endpoint = "";
    String agentInstance = "";
    LogPosition incarnation = LogPosition.NONE;
    boolean up;
    long since;
    int cpuPermille;
    long memoryUsed;
    long memoryTotal;
    /** Counters of the administrator's own, in permille. */
    SortedMap<String, Integer> custom = new TreeMap<>();

    OptionalInt startingMilliseats = OptionalInt.empty();

    /** Up to where the latest load shows what happened. */
    LogPosition loadAt = LogPosition.NONE;

    long epoch;
    int failedLogons;
    long failedAt;
    LogPosition changed = LogPosition.NONE;

    NaiveHost(String id, String pool) {
        this.id = id;
        this.pool = pool;
    }

    boolean isOpen() {
        return up && lets(LogonControl.ENABLED);
    }

    /** Nobody arrived in a session that it was to begin. */
    void failed(long now) {
        if (isForgotten(now)) {
            failedLogons = 0;
        }
        failedLogons++;
        failedAt = now;
    }

    boolean isForgotten(long now) {
        return failedAt + MEMORY_MILLIS <= now;
    }

    void forgive() {
        failedLogons = 0;
        failedAt = 0;
    }

    boolean lets(LogonControl control) {
        return settings.logonControl() == control;
    }

    /** As the API shows it, without what follows from its pool and sessions. */
    Host picture() {
        Host.Builder picture = Host.newBuilder()
                .setName("hosts/" + id)
                .setPool("pools/" + pool)
                .setDescription(settings.description())
                .setWeight(settings.policy().weight().orElse(0))
                .setMaxSessions(settings.policy().maxSessions().orElse(0))
                .setLogonControl(io.usher.proto.v1.LogonControl.valueOf(
                        "LOGON_CONTROL_" + settings.logonControl().name()))
                .setState(up ? Host.State.STATE_UP : Host.State.STATE_LOST)
                .setStateTime(Pictures.time(since))
                .setEndpoint(endpoint)
                .setIncarnation(incarnation.toString())
                .setLoad(load())
                .addAllRoutes(Pictures.routes(settings.routes()))
                .addAllLabels(Pictures.labels(settings.labels()))
                .setEtag(changed.toString());
        if (failedLogons > 0) {
            picture.setFailedLogons(failedLogons).setFailuresExpireTime(Pictures.time(failedAt + MEMORY_MILLIS));
        }
        settings.policy().pendingLogonLimit().ifPresent(picture::setPendingLogonLimit);
        Pictures.timeouts(settings.policy().timeouts(), picture::setLingerTimeout, picture::setDisconnectedTimeout);
        return picture.build();
    }

    private Load load() {
        Load.Builder load = Load.newBuilder()
                .setCpuPermille(cpuPermille)
                .setMemoryUsedBytes(memoryUsed)
                .setMemoryTotalBytes(memoryTotal);
        custom.forEach((counter, permille) -> load.addCustomCounters(
                CounterReading.newBuilder().setCounter(counter).setPermille(permille)));
        startingMilliseats.ifPresent(load::setStartingMilliseats);
        return load.build();
    }
}
