package io.usher.core.state;

import io.usher.core.model.BindingOwner;
import io.usher.core.model.HostBinding;
import io.usher.core.model.HostId;
import io.usher.core.model.LogTime;
import io.usher.core.model.PoolId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Questions about which hosts belong to whom. */
public interface OwnedHosts {

    /** Whether hosts of any pool belong to users or devices. */
    boolean isAnyPoolDedicated();

    /** Live view, in order of host. */
    Collection<HostBinding> all();

    /** Whom a host belongs to; also one that was removed. */
    Optional<HostBinding> find(HostId host);

    /** The host of a pool that belongs to an owner. */
    Optional<HostBinding> of(PoolId pool, BindingOwner owner);

    /** Bindings that have not been used for as long as their pool keeps them, in order of time and host. */
    List<HostBinding> due(LogTime now, int limit);
}
