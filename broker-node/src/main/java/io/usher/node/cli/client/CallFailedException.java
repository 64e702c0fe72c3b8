package io.usher.node.cli.client;

import java.util.List;
import java.util.Optional;

/** A call did not succeed on any broker within its time. */
public final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Details details;

    /**
     * What is known about the failure.
     *
     * @param method the RPC's own name, such as {@code CreatePool}
     * @param subject name of the object that the request was about; empty when it was about none
     * @param failures the last failure of each server that was asked, in the order of the servers; never empty
     * @param decisive the failure that ended the call
     * @param openRequest the request id under which the request may have been carried out; empty when it was not
     */
    public record Details(
            String method, String subject, List<Failure> failures, Failure decisive, Optional<String> openRequest) {
        public Details {
            failures = List.copyOf(failures);
        }
    }

    CallFailedException(Details details, Throwable cause) {
        super(
                details.method() + ": " + details.decisive().code() + " "
                        + details.decisive().message(),
                cause);
        this.details = details;
    }

    public Details details() {
        return details;
    }
}
