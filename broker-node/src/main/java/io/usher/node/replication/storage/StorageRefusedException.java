package io.usher.node.replication.storage;

import java.io.IOException;

/** The storage directory must not be used as it is. The message says what was expected, what was found, what to do. */
public final class StorageRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    public StorageRefusedException(String message) {
        super(message);
    }

    public StorageRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
