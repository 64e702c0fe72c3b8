package io.usher.it.history.naive;

import io.usher.core.model.LogPosition;
import io.usher.proto.v1.Session;
import io.usher.proto.v1.SessionEvent;

/**
 * What a command did to a session, as a watch has to show it.
 *
 * @param position of the command
 * @param session after the change
 */
public record SessionChanged(LogPosition position, SessionEvent.Change change, Session session) {}
