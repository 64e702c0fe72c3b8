package io.usher.it.history;

import io.usher.core.command.Command;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import java.util.Optional;

/**
 * A command as it stands in the committed log.
 *
 * @param position index of its entry and place within the entry
 * @param stamped time that the primary put on the entry; may lie before that of the entry in front of it
 * @param request id of the request it came in; empty for the primary's own commands
 * @param identity who asked for it; empty for what nobody is asked about
 */
public record CommittedCommand(
        LogPosition position, LogTime stamped, Optional<String> request, String identity, Command command) {}
