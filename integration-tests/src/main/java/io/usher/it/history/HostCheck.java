package io.usher.it.history;

import io.usher.core.command.FoundSite;
import io.usher.core.command.MarkHostLost;
import io.usher.core.command.UpdateSite;
import io.usher.core.model.SiteSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What hosts really ran, measured at the hosts: nobody is let in twice, nobody with an older ticket than the host has
 * seen, and no host is given up while it may still let users in.
 */
final class HostCheck {

    static final String TWICE_IN = "a user was let in twice";
    static final String OLD_TICKET = "a host let a user in with an old ticket";
    static final String LEASE_CUT_SHORT = "a host was declared lost inside its lease";

    private HostCheck() {}

    /**
     * Checks what hosts saw.
     *
     * @param carriedOut the commands of the log that were not refused
     */
    static List<Violation> check(History history, List<CommittedCommand> carriedOut) {
        List<Violation> violations = new ArrayList<>();
        violations.addAll(stays(history.stays()));
        violations.addAll(leases(history.leases(), carriedOut));
        return violations;
    }

    /**
     * On one host two stays of one session are one session that was reconnected, so only their fences are compared. On
     * two hosts a stay that began later must have the higher fence: the other way round, a host let a user in whom the
     * site had given away already.
     */
    private static List<Violation> stays(List<Stay> stays) {
        List<Violation> violations = new ArrayList<>();
        Map<String, Stay> latest = new LinkedHashMap<>();
        stays.stream().sorted(Comparator.comparingLong(Stay::from)).forEach(stay -> {
            Stay before = latest.put(stay.user(), stay);
            if (before == null || stay.fence().compareTo(before.fence()) > 0) {
                return;
            }
            String rule = before.host().equals(stay.host()) ? OLD_TICKET : TWICE_IN;
            violations.add(new Violation(rule, before + " and then " + stay));
        });
        return violations;
    }

    /** The log time of a loss is the primary's wall clock, and so is that of the hosts: they are one machine. */
    private static List<Violation> leases(List<LeaseRenewal> renewals, List<CommittedCommand> carriedOut) {
        List<Violation> violations = new ArrayList<>();
        SiteSettings settings = SiteSettings.DEFAULTS;
        long now = 0;
        for (CommittedCommand command : carriedOut) {
            now = Math.max(now, command.stamped().epochMillis());
            if (command.command() instanceof FoundSite found) {
                settings = found.settings();
            } else if (command.command() instanceof UpdateSite update) {
                settings = update.settings();
            } else if (command.command() instanceof MarkHostLost lost) {
                long lostAt = now;
                long lease = settings.hostLease().toMillis();
                renewals.stream()
                        .filter(renewal -> renewal.host().equals(lost.host().value()))
                        .filter(renewal -> renewal.sentMillis() <= lostAt && lostAt < renewal.sentMillis() + lease)
                        .findFirst()
                        .ifPresent(renewal -> violations.add(new Violation(
                                LEASE_CUT_SHORT,
                                lost.host() + " at " + command.position() + ", " + (lostAt - renewal.sentMillis())
                                        + " ms after a ping that was answered, with a lease of " + lease + " ms")));
            }
        }
        return violations;
    }
}
