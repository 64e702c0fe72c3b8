package io.usher.core.tla;

/**
 * One rule of the model that is off, and what goes wrong then.
 *
 * @param rule name in {@code HostLease.tla}
 * @param bounds where TLC finds the fault; the same bounds are searched with all rules on
 * @param violated the invariant that does not hold any more
 */
record RuleSwitchedOff(String rule, SearchBounds bounds, String violated) {

    static RuleSwitchedOff twoSessions(String rule, SearchBounds bounds) {
        return new RuleSwitchedOff(rule, bounds, "OneSessionPerUser");
    }

    @Override
    public String toString() {
        return rule + " (" + violated + ")";
    }
}
