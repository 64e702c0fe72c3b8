package io.usher.core.state;

import io.usher.core.command.Reply;
import io.usher.core.model.LogTime;
import io.usher.core.model.QueueEntryId;
import io.usher.core.model.Wish;

/**
 * What came of waiting, kept so that a client that lost its broker is told by another one.
 *
 * @param ended log time
 * @param outcome the assignment, or why there is none
 */
public record EndedWait(QueueEntryId entry, Wish wish, LogTime ended, Reply outcome) {}
