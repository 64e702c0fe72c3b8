package io.usher.core.forecast;

import io.usher.core.model.BalancingMethod;
import io.usher.core.model.HostId;
import io.usher.core.model.LogonControl;
import io.usher.core.model.PoolId;

/** Something that is taken to have happened. */
public sealed interface Supposition {

    /** A host falls silent for good and is declared lost. */
    record HostLost(HostId host) implements Supposition {}

    /** A host lets others in than it does. */
    record LogonsControlled(HostId host, LogonControl control) implements Supposition {}

    /** A pool chooses its hosts in another way. */
    record MethodChanged(PoolId pool, BalancingMethod method) implements Supposition {}
}
