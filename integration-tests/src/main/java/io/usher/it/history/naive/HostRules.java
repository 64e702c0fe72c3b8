package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.HostLoad;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.RemoveHost;
import io.usher.core.command.ReportLoads;
import io.usher.core.command.UpdateHost;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogonControl;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Hosts: how they come, report, fall silent and go. */
final class HostRules {

    private static final int MOST_HOSTS = 20_000;

    private final NaiveState state;

    HostRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer register(RegisterHost command) {
        if (state.pool(command.pool().value()).isEmpty()) {
            return CatalogueRules.noPool(command.pool().value());
        }
        Optional<NaiveHost> found = state.host(command.id().value());
        if (found.isEmpty()) {
            if (state.hosts.size() >= MOST_HOSTS) {
                return CatalogueRules.tooMany("hosts", MOST_HOSTS);
            }
            NaiveHost host = new NaiveHost(command.id().value(), command.pool().value());
            host.settings = command.proposed();
            // Whose it was before it was removed does not count in another pool.
            state.bindings.removeIf(binding -> binding.host.equals(host.id) && !binding.pool.equals(host.pool));
            state.hosts.add(host);
            return beginLife(host, command);
        }
        NaiveHost host = found.get();
        if (!host.pool.equals(command.pool().value())) {
            return Refused.because(
                    RefusalReason.HOST_IN_OTHER_POOL,
                    Map.of("host", host.id, "expected", host.pool, "found", command.pool()));
        }
        if (!host.agentInstance.equals(command.agentInstance()) && host.lets(LogonControl.DRAIN_UNTIL_RESTART)) {
            host.settings = host.settings.withLogonControl(LogonControl.ENABLED);
        }
        if (!host.up || !host.agentInstance.equals(command.agentInstance())) {
            return beginLife(host, command);
        }
        if (!host.endpoint.equals(command.endpoint())) {
            host.endpoint = command.endpoint();
            host.changed = state.position;
        }
        return new Done(host.picture());
    }

    private NaiveAnswer beginLife(NaiveHost host, RegisterHost command) {
        host.up = true;
        host.since = state.now;
        host.endpoint = command.endpoint();
        if (!host.agentInstance.equals(command.agentInstance())) {
            new ActionRules(state).restarted(host.id);
        }
        host.agentInstance = command.agentInstance();
        host.incarnation = state.position;
        host.cpuPermille = 0;
        host.memoryUsed = 0;
        host.memoryTotal = 0;
        host.custom.clear();
        host.startingMilliseats = OptionalInt.empty();
        host.loadAt = LogPosition.NONE;
        host.epoch = 0;
        host.forgive();
        host.changed = state.position;
        return new Done(host.picture());
    }

    NaiveAnswer update(UpdateHost command) {
        Optional<NaiveHost> found = state.host(command.id().value());
        if (found.isEmpty()) {
            return noHost(command.id().value());
        }
        NaiveHost host = found.get();
        if (CatalogueRules.isOutdated(command.expected(), host.changed)) {
            return CatalogueRules.outdated(command.expected(), host.changed);
        }
        Optional<NaiveAnswer> refusal =
                refuseToClose(host.pool, List.of(host), command.settings().logonControl());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        host.settings = command.settings();
        host.changed = state.position;
        return new Done(host.picture());
    }

    NaiveAnswer control(ControlHostLogons command) {
        Optional<NaiveHost> host = state.host(command.host().value());
        if (host.isEmpty()) {
            return noHost(command.host().value());
        }
        Optional<NaiveAnswer> refusal = refuseToClose(host.get().pool, List.of(host.get()), command.control());
        if (refusal.isPresent() && !command.belowMinimum()) {
            return refusal.get();
        }
        control(host.get(), command.control());
        return new Done(host.get().picture());
    }

    NaiveAnswer control(ControlPoolLogons command) {
        String pool = command.pool().value();
        if (state.pool(pool).isEmpty()) {
            return CatalogueRules.noPool(pool);
        }
        return controlAll(pool, command.control(), command.belowMinimum()).orElse(new Done(Empty.getDefaultInstance()));
    }

    /** All hosts of a pool, unless too few would be left open. */
    Optional<NaiveAnswer> controlAll(String pool, LogonControl control, boolean belowMinimum) {
        List<NaiveHost> hosts =
                state.hosts.stream().filter(host -> host.pool.equals(pool)).toList();
        Optional<NaiveAnswer> refusal = refuseToClose(pool, hosts, control);
        if (refusal.isPresent() && !belowMinimum) {
            return refusal;
        }
        hosts.forEach(host -> control(host, control));
        return Optional.empty();
    }

    private void control(NaiveHost host, LogonControl control) {
        if (!host.lets(control)) {
            host.settings = host.settings.withLogonControl(control);
            host.changed = state.position;
        }
    }

    private Optional<NaiveAnswer> refuseToClose(String pool, List<NaiveHost> hosts, LogonControl control) {
        int minimum = state.pool(pool).orElseThrow().settings.minOpenHosts();
        long open = state.hosts.stream()
                .filter(host -> host.pool.equals(pool) && host.isOpen())
                .count();
        long left = control == LogonControl.ENABLED
                ? open
                : open - hosts.stream().filter(NaiveHost::isOpen).count();
        return left < open && left < minimum
                ? Optional.of(Refused.because(
                        RefusalReason.TOO_FEW_OPEN_HOSTS, Map.of("pool", pool, "expected", minimum, "found", left)))
                : Optional.empty();
    }

    NaiveAnswer remove(RemoveHost command) {
        Optional<NaiveHost> found = state.host(command.id().value());
        if (found.isEmpty()) {
            return noHost(command.id().value());
        }
        if (found.get().up) {
            return Refused.because(RefusalReason.HOST_IS_UP, Map.of("host", found.get().id));
        }
        for (NaiveSession session : state.on(found.get())) {
            session.end(Session.EndReason.END_REASON_HOST_REMOVED, state.now);
            state.changed(session, SessionEvent.Change.CHANGE_ENDED);
        }
        state.hosts.remove(found.get());
        new ActionRules(state).removed(found.get().id);
        return new Done(Empty.getDefaultInstance());
    }

    NaiveAnswer markLost(MarkHostLost command) {
        Optional<NaiveHost> found = state.host(command.host().value());
        if (found.isEmpty()) {
            return noHost(command.host().value());
        }
        NaiveHost host = found.get();
        if (isOtherLife(host, command.incarnation())) {
            return otherLife(host, command.incarnation());
        }
        if (!host.up) {
            return new Done(Empty.getDefaultInstance());
        }
        if (command.silence().compareTo(state.siteSettings.lostAfter()) < 0) {
            return Refused.because(
                    RefusalReason.LEASE_NOT_OVER,
                    Map.of("host", host.id, "expected", state.siteSettings.lostAfter(), "found", command.silence()));
        }
        host.up = false;
        host.since = state.now;
        host.changed = state.position;
        for (NaiveSession session : state.on(host)) {
            session.move(Session.State.STATE_LOST, state.now);
            state.changed(session, SessionEvent.Change.CHANGE_LOST);
        }
        return new Done(Empty.getDefaultInstance());
    }

    NaiveAnswer reportLoads(ReportLoads command) {
        if (state.siteLevel < 2
                && command.loads().stream()
                        .anyMatch(load -> load.startingMilliseats().isPresent())) {
            return state.levelTooLow(2);
        }
        for (HostLoad load : command.loads()) {
            for (NaiveHost host : state.hosts) {
                if (host.id.equals(load.host().value()) && host.up && !isOtherLife(host, load.incarnation())) {
                    host.cpuPermille = load.cpuPermille();
                    host.memoryUsed = load.memoryUsedBytes();
                    host.memoryTotal = load.memoryTotalBytes();
                    host.startingMilliseats = load.startingMilliseats();
                    host.custom.clear();
                    load.custom().forEach(reading -> host.custom.put(reading.counter(), reading.permille()));
                    host.loadAt = Stream.of(state.position, load.covers())
                            .min(Comparator.naturalOrder())
                            .filter(covered -> covered.compareTo(host.loadAt) > 0)
                            .orElse(host.loadAt);
                }
            }
        }
        return new Done(Empty.getDefaultInstance());
    }

    static NaiveAnswer noHost(String id) {
        return Refused.because(RefusalReason.HOST_NOT_FOUND, Map.of("host", id));
    }

    static boolean isOtherLife(NaiveHost host, HostIncarnation incarnation) {
        return !host.incarnation.equals(incarnation.registered());
    }

    static NaiveAnswer otherLife(NaiveHost host, HostIncarnation found) {
        return Refused.because(
                RefusalReason.STALE_INCARNATION,
                Map.of("host", host.id, "expected", host.incarnation, "found", found.registered()));
    }
}
