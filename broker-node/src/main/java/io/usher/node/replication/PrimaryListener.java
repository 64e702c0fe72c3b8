package io.usher.node.replication;

/**
 * Hears when this broker becomes the ready primary and when it is that no more. Calls come one at a time and must
 * return soon; a term that was started is ended before the next one starts.
 */
public interface PrimaryListener {

    void started(PrimaryTerm term);

    void ended(PrimaryTerm term);
}
