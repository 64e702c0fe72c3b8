package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.ReportInventory;
import io.usher.core.event.SessionChange;
import io.usher.core.model.Grant;
import io.usher.core.model.Host;
import io.usher.core.model.Session;
import io.usher.core.model.SessionAction;

/**
 * An inventory ends no session whose latest ticket may still let somebody in: the user could have another one elsewhere
 * meanwhile. Only a host that was told to void the ticket, and did, is believed.
 */
final class OutstandingTicketsKeepTheSession implements Invariant {

    @Override
    public void check(Transition t) {
        if (!(t.step().command() instanceof ReportInventory inventory)) {
            return;
        }
        Transition.host(t.before(), inventory.host())
                .ifPresent(host -> t.sessions(SessionChange.ENDED).forEach(ended -> check(t, inventory, host, ended)));
    }

    private static void check(Transition t, ReportInventory inventory, Host host, Session ended) {
        Session before = Transition.session(t.before(), ended.id()).orElseThrow();
        Grant grant = before.grant();
        boolean mayArrive = !grant.redeemed()
                && grant.incarnation().equals(host.incarnation())
                && grant.leaseEnds().isAfter(t.outcome().time());
        if (mayArrive) {
            assertThat(before.isLoggingOff()).as("order to end %s", ended.id()).isTrue();
            SessionAction order = before.status().action().orElseThrow();
            assertThat(order.requested()).isLessThanOrEqualTo(inventory.ordersDone());
        }
    }
}
