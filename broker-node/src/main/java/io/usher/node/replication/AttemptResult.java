package io.usher.node.replication;

/** What became of one attempt to have a command committed. */
public sealed interface AttemptResult {

    /** It was committed and applied. */
    record Done(Committed committed) implements AttemptResult {}

    /** It was not, or that is not known. */
    record Failed(AttemptFailure failure) implements AttemptResult {}
}
