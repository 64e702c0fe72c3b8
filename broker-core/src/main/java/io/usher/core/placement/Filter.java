package io.usher.core.placement;

import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolSettings;
import io.usher.core.model.Verdict;

/** Whether a host may take a new session. The first reason that applies is the one that is told. */
final class Filter {

    private Filter() {}

    static Verdict verdict(Candidate candidate, PoolSettings settings) {
        if (!candidate.host().isUp()) {
            return Verdict.LOST;
        }
        LogonControl control = candidate.host().settings().logonControl();
        if (control == LogonControl.DISABLED) {
            return Verdict.DISABLED;
        }
        if (control == LogonControl.DRAIN) {
            return Verdict.DRAINING;
        }
        if (candidate.taken() >= candidate.maxSessions()) {
            return Verdict.FULL;
        }
        int limit = settings.pendingLogonLimit();
        return limit > 0 && candidate.pending() >= limit ? Verdict.LOGONS_PENDING : Verdict.ELIGIBLE;
    }
}
