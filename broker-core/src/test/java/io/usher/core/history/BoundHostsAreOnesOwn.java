package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.AssignSession;
import io.usher.core.command.ExpireLeases;
import io.usher.core.event.Event.BindingChanged;
import io.usher.core.event.Event.BindingRemoved;
import io.usher.core.event.SessionChange;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.HostBinding;
import io.usher.core.model.LogTime;
import io.usher.core.model.Session;
import java.time.Duration;
import java.util.Optional;

/**
 * A host has one owner and an owner one host of a pool; a new session on a bound host is its owner's; whoever gets a
 * host of a dedicated pool owns it from then on; and a binding goes by itself only when nobody used it for long.
 */
final class BoundHostsAreOnesOwn implements Invariant {

    @Override
    public void check(Transition t) {
        assertThat(t.after().bindings().stream().map(HostBinding::host)).doesNotHaveDuplicates();
        assertThat(t.after().bindings().stream().map(binding -> binding.pool() + " " + binding.owner()))
                .doesNotHaveDuplicates();
        t.after().bindings().forEach(binding -> Recount.pool(t.after(), binding.pool()));
        t.sessions(SessionChange.GRANTED).forEach(session -> checkOwner(t, session));
        if (t.step().command() instanceof ExpireLeases) {
            t.events(BindingRemoved.class).forEach(removed -> checkUnused(t, removed));
            t.events(BindingChanged.class)
                    .forEach(renewed -> assertThat(
                                    Recount.taken(t.before(), renewed.binding().host()))
                            .isPositive());
        }
    }

    private static void checkOwner(Transition t, Session session) {
        AssignSession asked = t.asked().orElseThrow();
        DedicationMode mode = NaiveBindings.mode(t.before(), session.seat().pool());
        // Before the step as well: whoever takes a host away from its owner owns it afterwards.
        assertThat(t.before().bindings())
                .filteredOn(found -> found.host().equals(session.host()))
                .filteredOn(found -> found.owner().ownerMode() == mode)
                .as("whom the host of %s belonged to", session)
                .allMatch(found -> NaiveBindings.isOwner(mode, asked, found));
        Optional<HostBinding> binding = t.after().bindings().stream()
                .filter(found -> found.host().equals(session.host()))
                .filter(found -> found.owner().ownerMode() == mode)
                .findFirst();
        if (mode == DedicationMode.OFF) {
            assertThat(t.events(BindingChanged.class)).isEmpty();
        } else {
            assertThat(binding)
                    .as("owner of the host of %s", session)
                    .hasValueSatisfying(found -> assertThat(NaiveBindings.isOwner(mode, asked, found))
                            .isTrue());
        }
    }

    private static void checkUnused(Transition t, BindingRemoved removed) {
        HostBinding binding = t.before().bindings().stream()
                .filter(found -> found.host().equals(removed.host()))
                .findFirst()
                .orElseThrow();
        Duration kept = Recount.pool(t.before(), binding.pool())
                .settings()
                .dedication()
                .bindingUnused()
                .orElseThrow();
        LogTime earliest = binding.used().plus(kept);
        assertThat(earliest).isLessThanOrEqualTo(t.outcome().time());
        assertThat(Recount.taken(t.before(), binding.host())).isZero();
    }
}
