package io.usher.core.state;

import io.usher.core.command.Reply;
import io.usher.core.model.LogTime;
import io.usher.core.model.RequestId;

/**
 * One line of the answer window.
 *
 * @param payload fingerprint of the command, to tell a retry from another request under the same id
 * @param answered when the request was first answered
 */
public record RememberedAnswer(RequestId request, long payload, LogTime answered, Reply reply) {}
