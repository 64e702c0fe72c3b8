package io.usher.core.command;

import io.usher.core.model.FeatureLevel;
import java.util.List;

/**
 * The loads of a tick, folded into one command by the primary. Reports of a host or life that is gone are skipped.
 *
 * @param loads at most one for each host, at most {@value #MAX_LOADS}
 */
public record ReportLoads(List<HostLoad> loads) implements Command {

    /** Most loads in one command. */
    public static final int MAX_LOADS = 4096;

    /** From this level on loads tell what is starting. */
    public static final FeatureLevel STARTING = new FeatureLevel(2);

    public ReportLoads {
        loads = List.copyOf(loads);
        if (loads.size() > MAX_LOADS) {
            throw new IllegalArgumentException(
                    "a report must have at most " + MAX_LOADS + " loads, found " + loads.size());
        }
    }

    @Override
    public FeatureLevel needs() {
        boolean first =
                loads.stream().allMatch(load -> load.startingMilliseats().isEmpty());
        return first ? FeatureLevel.FIRST : STARTING;
    }

    @Override
    public boolean isEveryday() {
        return true;
    }

    @Override
    public <R> R accept(CommandHandler<R> handler) {
        return handler.handle(this);
    }
}
