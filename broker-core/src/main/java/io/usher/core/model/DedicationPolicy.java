package io.usher.core.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether the hosts of a pool are dedicated. Each owner is bound to one host on first use and afterwards always gets
 * that one, and the host takes nobody else.
 *
 * @param dedicated to whom
 * @param bindingUnused how long a binding is kept that nobody uses, 1 min to 3650 days; empty for ever
 */
public record DedicationPolicy(DedicationMode dedicated, Optional<Duration> bindingUnused) {

    /** Hosts that belong to nobody. */
    public static final DedicationPolicy NONE = new DedicationPolicy(DedicationMode.OFF, Optional.empty());

    private static final Duration MIN_UNUSED = Duration.ofMinutes(1);
    private static final Duration MAX_UNUSED = Duration.ofDays(3_650);

    public DedicationPolicy {
        bindingUnused.ifPresent(
                unused -> Range.require("time after which unused bindings go", unused, MIN_UNUSED, MAX_UNUSED));
    }

    /** Whether the hosts belong to somebody. */
    public boolean isOn() {
        return dedicated != DedicationMode.OFF;
    }
}
