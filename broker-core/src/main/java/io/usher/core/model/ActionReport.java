package io.usher.core.model;

import java.util.Optional;

/**
 * What a host says of an action that it tried.
 *
 * @param failure why it could not be done, at most 256 characters; empty when it was done
 */
public record ActionReport(ActionId action, Optional<String> failure) {

    public ActionReport {
        failure.ifPresent(ActionOutcome::requireReason);
    }
}
