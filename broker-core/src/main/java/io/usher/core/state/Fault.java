package io.usher.core.state;

/**
 * A broken invariant: the state can no longer be trusted, and the node that finds it must stop. Never thrown for
 * anything that a caller can bring about.
 */
public final class Fault extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public Fault(String message) {
        super(message);
    }
}
