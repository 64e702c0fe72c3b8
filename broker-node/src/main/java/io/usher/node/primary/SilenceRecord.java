package io.usher.node.primary;

import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.SiteSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When each host was last heard in this term, and which are being declared lost. A host that is seen for the first
 * time, because the term begins or its agent registered, counts as heard at that moment: a full grace period.
 *
 * <p>Not thread-safe.
 */
final class SilenceRecord {

    /**
     * What is known of one host.
     *
     * @param heard when it was last heard
     * @param lostAfter the longest time after which its lease can be over: of the settings in force when its lease was
     *     renewed, or of those in force now
     */
    private record Life(HostIncarnation incarnation, long heard, Duration lostAfter) {}

    /** A host that was silent for too long. */
    record Silent(HostId host, HostIncarnation incarnation, Duration silence) {}

    private final Map<HostId, Life> lives = new HashMap<>();
    /** Hosts that are being declared lost, until it is certain what became of it. */
    private final Map<HostId, Silent> condemned = new HashMap<>();
    /** Those of them for which no command is under way, because the last one may have come to nothing. */
    private final Map<HostId, Silent> unsure = new HashMap<>();

    void heard(HostId host, HostIncarnation incarnation, long now) {
        Life life = lives.get(host);
        if (life == null || life.incarnation().compareTo(incarnation) < 0) {
            lives.put(host, new Life(incarnation, now, Duration.ZERO));
        } else if (life.incarnation().equals(incarnation)) {
            lives.put(host, new Life(incarnation, now, life.lostAfter()));
        }
    }

    /** The lease of a host was renewed under these settings. */
    void renewed(HostId host, HostIncarnation incarnation, SiteSettings settings) {
        lives.computeIfPresent(
                host,
                (id, life) -> life.incarnation().equals(incarnation)
                        ? new Life(incarnation, life.heard(), settings.lostAfter())
                        : life);
    }

    boolean isCondemned(HostId host, HostIncarnation incarnation) {
        Silent silent = condemned.get(host);
        return silent != null && silent.incarnation().equals(incarnation);
    }

    /** It is certain whether the host was declared lost. */
    void settle(Silent silent) {
        condemned.remove(silent.host(), silent);
    }

    /** The command that declares the host lost may or may not be carried out; another one will tell. */
    void doubt(Silent silent) {
        unsure.put(silent.host(), silent);
    }

    /** Time in which this broker may not have heard anybody counts for nobody. */
    void forgive(Duration pause) {
        lives.replaceAll(
                (host, life) -> new Life(life.incarnation(), life.heard() + pause.toNanos(), life.lostAfter()));
    }

    /**
     * Finds hosts that were silent for too long, and notes that they are being declared lost: until that is settled
     * they get no lease, even if they speak again.
     *
     * @param hosts every host of the site
     * @param most how many to find at a time
     */
    List<Silent> condemn(Collection<Host> hosts, SiteSettings settings, long now, int most) {
        List<Silent> found = new ArrayList<>(unsure.values());
        unsure.clear();
        Set<HostId> up = new HashSet<>();
        for (Host host : hosts) {
            if (!host.isUp()) {
                continue;
            }
            up.add(host.id());
            Life life = lifeOf(host, now);
            Duration silence = Duration.ofNanos(now - life.heard());
            boolean isSilent = silence.compareTo(settings.lostAfter()) > 0 && silence.compareTo(life.lostAfter()) > 0;
            if (isSilent && found.size() < most && !isCondemned(host.id(), host.incarnation())) {
                Silent silent = new Silent(host.id(), host.incarnation(), silence);
                condemned.put(host.id(), silent);
                found.add(silent);
            }
        }
        lives.keySet().retainAll(up);
        return found;
    }

    private Life lifeOf(Host host, long now) {
        Life life = lives.get(host.id());
        // A life above the host's own was announced by a message that overtook the state we look at.
        if (life == null || life.incarnation().compareTo(host.incarnation()) < 0) {
            life = new Life(host.incarnation(), now, Duration.ZERO);
            lives.put(host.id(), life);
        }
        return life;
    }
}
