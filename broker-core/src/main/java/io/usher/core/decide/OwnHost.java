package io.usher.core.decide;

import io.usher.core.model.BindingOwner;
import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.DedicationMode;
import io.usher.core.model.DedicationPolicy;
import io.usher.core.model.Host;
import io.usher.core.model.HostBinding;
import io.usher.core.model.Label;
import io.usher.core.model.LimitFinding;
import io.usher.core.model.PoolId;
import io.usher.core.model.ScoreTerms;
import io.usher.core.model.Verdict;
import io.usher.core.model.VerdictCount;
import io.usher.core.model.Wish;
import io.usher.core.placement.Candidate;
import io.usher.core.placement.Standing;
import io.usher.core.state.BrokerView;
import io.usher.core.state.SeatCount;
import java.util.List;
import java.util.Optional;

/**
 * The host that belongs to who asks. A binding in any pool of the resource counts, whatever the order of the pools: a
 * desktop stays one's own although a seat elsewhere is free.
 */
final class OwnHost {

    private final BrokerView view;
    private final Wish wish;

    OwnHost(BrokerView view, Wish wish) {
        this.view = view;
        this.wish = wish;
    }

    /** Whether nothing can be said since hosts belong to devices and this one does not tell its name. */
    boolean isNameMissing(List<PoolId> pools) {
        return wish.client().name().isEmpty()
                && pools.stream().anyMatch(pool -> policy(pool).dedicated() == DedicationMode.DEVICE);
    }

    /** The binding in the first pool that has one. */
    Optional<HostBinding> in(List<PoolId> pools) {
        return pools.stream()
                .flatMap(pool -> owner(pool).flatMap(owner -> view.bindings().of(pool, owner)).stream())
                .findFirst();
    }

    /** Who would own a host of the pool; empty where hosts belong to nobody. */
    Optional<BindingOwner> owner(PoolId pool) {
        return BindingOwner.of(policy(pool).dedicated(), wish.user(), wish.client());
    }

    /** Nothing but the bound host; nobody else is let in there, so nobody who waits for its pool is overtaken. */
    PoolSearch search(HostBinding binding, UsageLimits limits, List<Label> required) {
        Optional<LimitFinding> reached = limits.in(binding.pool());
        boolean isKept = reached.filter(finding -> finding.policy().refuses()).isPresent();
        Verdict verdict =
                view.host(binding.host()).map(host -> verdict(host, required)).orElse(Verdict.REMOVED);
        CandidateVerdict standing = new CandidateVerdict(binding.host(), verdict, 0, ScoreTerms.NONE);
        return new PoolSearch(
                isKept || !verdict.isPlaceable() ? Optional.empty() : view.host(binding.host()),
                Optional.empty(),
                isKept ? List.of() : List.of(standing),
                isKept ? List.of() : List.of(new VerdictCount(verdict, 1)),
                isKept ? List.of(reached.orElseThrow()) : List.of(),
                isKept ? Optional.empty() : reached,
                List.of(),
                required);
    }

    private Verdict verdict(Host host, List<Label> required) {
        if (!host.settings().labels().containsAll(required)) {
            return Verdict.UNSUITABLE;
        }
        SeatCount seats = view.seats(host.id());
        return Standing.ofOwn(
                new Candidate(host, view.policyOf(host), seats.taken(), seats.pending(), seats.inFlight(), false));
    }

    private DedicationPolicy policy(PoolId pool) {
        return view.pool(pool).orElseThrow().settings().dedication();
    }
}
