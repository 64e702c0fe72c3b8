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
        Verdict verdict = filter(candidate);
        if (!verdict.isPlaceable()) {
            return new CandidateVerdict(candidate.id(), verdict, 0, ScoreTerms.NONE);
        }
        PlacementMethod method = PlacementMethod.of(settings.method());
        ScoreTerms terms = method.terms(candidate, settings);
        return new CandidateVerdict(candidate.id(), verdict, method.score(terms), terms);
    }

    /** The first reason that applies is the one that is told. */
    private static Verdict filter(Candidate candidate) {
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
