package io.usher.it.desktops;

import java.util.List;

/** Closes several things, all of them, whatever happens at one. */
final class Closing {
    private Closing() {}

    /** Closes in order, and throws afterwards if anything could not be closed. */
    static void all(List<? extends AutoCloseable> things) {
        IllegalStateException failure = new IllegalStateException("could not remove all of the lab");
        for (AutoCloseable thing : things) {
            try {
                thing.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
