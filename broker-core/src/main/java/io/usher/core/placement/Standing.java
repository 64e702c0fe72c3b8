package io.usher.core.placement;

import io.usher.core.model.CandidateVerdict;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.ScoreTerms;
import io.usher.core.model.Verdict;

/** How a host stands in its pool: filter, then score. */
public final class Standing {

    private Standing() {}

    /** The host's verdict, with its score when it may take a session. */
    public static CandidateVerdict of(Candidate candidate, PoolSettings settings) {
        Verdict verdict = filter(candidate, settings.dedication().isOn());
        if (!verdict.isPlaceable()) {
            return new CandidateVerdict(candidate.id(), verdict, 0, ScoreTerms.NONE);
        }
        PlacementMethod method = PlacementMethod.of(settings.method());
        ScoreTerms terms = method.terms(candidate, settings);
        return new CandidateVerdict(candidate.id(), verdict, method.score(terms), terms);
    }

    /** The verdict on a host for the one whom it belongs to. */
    public static Verdict ofOwn(Candidate candidate) {
        return filter(candidate, false);
    }

    /** The first reason that applies is the one that is told. */
    private static Verdict filter(Candidate candidate, boolean isDedicated) {
        if (!candidate.host().isUp()) {
            return Verdict.LOST;
        }
        LogonControl control = candidate.host().settings().logonControl();
        if (control == LogonControl.DISABLED) {
            return Verdict.DISABLED;
        }
        if (control == LogonControl.DRAIN || control == LogonControl.DRAIN_UNTIL_RESTART) {
            return Verdict.DRAINING;
        }
        if (isDedicated && (candidate.bound() || candidate.taken() > 0)) {
            return candidate.bound() ? Verdict.BOUND : Verdict.OCCUPIED;
        }
        if (candidate.taken() >= candidate.maxSessions()) {
            return Verdict.FULL;
        }
        int limit = candidate.policy().pendingLogonLimit().value();
        if (limit > 0 && candidate.pending() >= limit) {
            return Verdict.LOGONS_PENDING;
        }
        return candidate.host().status().failures().areDemoting() ? Verdict.DEMOTED : Verdict.ELIGIBLE;
    }
}
