package io.usher.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.ControlHostLogons;
import io.usher.core.command.ControlPoolLogons;
import io.usher.core.command.UpdateHost;
import io.usher.core.model.Host;
import io.usher.core.model.HostState;
import io.usher.core.model.LogonControl;
import io.usher.core.model.Pool;
import io.usher.core.model.PoolId;
import io.usher.core.state.StateImage;

/** Nobody closes more hosts than a pool's policy allows, unless they insist. */
final class EnoughHostsStayOpen implements Invariant {

    @Override
    public void check(Transition t) {
        boolean controls = t.step().command() instanceof UpdateHost
                || (t.step().command() instanceof ControlHostLogons host && !host.belowMinimum())
                || (t.step().command() instanceof ControlPoolLogons pool && !pool.belowMinimum());
        if (!controls) {
            return;
        }
        for (Pool pool : t.before().pools()) {
            long before = open(t.before(), pool.id());
            long after = open(t.after(), pool.id());
            if (after < before) {
                assertThat(after)
                        .as("open hosts of %s", pool.id())
                        .isGreaterThanOrEqualTo(pool.settings().minOpenHosts());
            }
        }
    }

    private static long open(StateImage image, PoolId pool) {
        return Recount.hosts(image, pool).stream()
                .filter(EnoughHostsStayOpen::isOpen)
                .count();
    }

    private static boolean isOpen(Host host) {
        return host.status().state() == HostState.UP && host.settings().logonControl() == LogonControl.ENABLED;
    }
}
