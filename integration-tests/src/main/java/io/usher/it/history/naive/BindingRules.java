package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.command.AssignSession;
import io.usher.core.command.CreateBinding;
import io.usher.core.command.DeleteBinding;
import io.usher.core.command.RefusalReason;
import io.usher.core.model.BindingOwner;
import io.usher.core.model.DedicationMode;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.it.history.naive.NaiveAnswer.Refused;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which hosts belong to whom: one list, looked through each time. */
final class BindingRules {

    private static final int MOST = 20_000;

    private final NaiveState state;

    BindingRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer create(CreateBinding command) {
        String pool = command.pool().value();
        String host = command.host().value();
        if (state.pool(pool).isEmpty()) {
            return CatalogueRules.noPool(pool);
        }
        Optional<NaiveHost> found = state.host(host);
        if (found.isEmpty()) {
            return HostRules.noHost(host);
        }
        if (!found.get().pool.equals(pool)) {
            return Refused.because(
                    RefusalReason.HOST_IN_OTHER_POOL,
                    Map.of("host", host, "expected", found.get().pool, "found", pool));
        }
        Optional<NaiveBinding> other = of(host).or(() -> of(pool, command.owner()));
        if (other.isPresent()) {
            return Refused.because(
                    RefusalReason.BINDING_EXISTS,
                    Map.of("pool", pool, "host", other.get().host, "owner", other.get().owner));
        }
        if (isFull()) {
            return full();
        }
        return new Done(bind(found.get(), command.owner()).picture());
    }

    NaiveAnswer delete(DeleteBinding command) {
        String host = command.host().value();
        return state.bindings.removeIf(binding -> binding.host.equals(host))
                ? new Done(Empty.getDefaultInstance())
                : Refused.because(RefusalReason.BINDING_NOT_FOUND, Map.of("host", host));
    }

    /** The oldest that nobody used for long go; those whose hosts have sessions are in use. */
    void expire(int limit) {
        List<NaiveBinding> due = state.bindings.stream()
                .filter(binding -> goes(binding).isPresent() && goes(binding).get() <= state.now)
                .sorted(Comparator.<NaiveBinding>comparingLong(
                                binding -> goes(binding).orElseThrow())
                        .thenComparing(binding -> binding.host))
                .limit(limit)
                .toList();
        for (NaiveBinding binding : due) {
            if (state.live(session -> session.host.equals(binding.host)).isEmpty()) {
                state.bindings.remove(binding);
            } else {
                binding.use(state.now);
            }
        }
    }

    private Optional<Long> goes(NaiveBinding binding) {
        return state.pool(binding.pool)
                .orElseThrow()
                .settings
                .dedication()
                .bindingUnused()
                .map(Duration::toMillis)
                .map(kept -> binding.used + kept);
    }

    /** Whether hosts of some pool of the resource belong to devices, and the client has no name. */
    boolean isNameless(AssignSession command, NaiveResource resource) {
        return command.client().name().isEmpty()
                && resource.pools().stream().anyMatch(pool -> mode(pool) == DedicationMode.DEVICE);
    }

    /** The binding of who asks, in the first pool of the resource that has one. */
    Optional<NaiveBinding> own(AssignSession command, NaiveResource resource) {
        for (String pool : resource.pools()) {
            Optional<NaiveBinding> own = owner(command, pool).flatMap(owner -> of(pool, owner));
            if (own.isPresent()) {
                return own;
            }
        }
        return Optional.empty();
    }

    /** Whose a host of the pool becomes that is given to who asks. */
    Optional<BindingOwner> owner(AssignSession command, String pool) {
        return switch (mode(pool)) {
            case OFF -> Optional.empty();
            case USER ->
                Optional.of(new BindingOwner(DedicationMode.USER, command.user().value()));
            case DEVICE ->
                Optional.of(
                        new BindingOwner(DedicationMode.DEVICE, command.client().name()));
        };
    }

    /** Whether the host belongs to somebody, as its pool counts owners. */
    boolean isTaken(NaiveHost host) {
        return of(host.id)
                .filter(binding -> binding.pool.equals(host.pool) && binding.owner.ownerMode() == mode(host.pool))
                .isPresent();
    }

    DedicationMode mode(String pool) {
        return state.pool(pool).orElseThrow().settings.dedication().dedicated();
    }

    NaiveBinding bind(NaiveHost host, BindingOwner owner) {
        NaiveBinding binding = new NaiveBinding(host.id, host.pool, owner, state.position, state.now);
        state.bindings.removeIf(old -> old.host.equals(host.id));
        state.bindings.add(binding);
        return binding;
    }

    boolean isFull() {
        return state.bindings.size() >= MOST;
    }

    static NaiveAnswer full() {
        return CatalogueRules.tooMany("bindings", MOST);
    }

    private Optional<NaiveBinding> of(String host) {
        return state.bindings.stream()
                .filter(binding -> binding.host.equals(host))
                .findFirst();
    }

    private Optional<NaiveBinding> of(String pool, BindingOwner owner) {
        return state.bindings.stream()
                .filter(binding -> binding.pool.equals(pool) && binding.owner.equals(owner))
                .findFirst();
    }
}
