package io.usher.it.history;

import java.util.List;

/**
 * The commands that the site committed, in order, without a gap from the first entry on.
 *
 * @param commands in order of position
 * @param lastIndex index of the last entry that is known to be committed; entries without commands count
 * @param terms how many terms have entries in it
 */
public record CommittedLog(List<CommittedCommand> commands, long lastIndex, int terms) {

    public CommittedLog {
        commands = List.copyOf(commands);
    }
}
