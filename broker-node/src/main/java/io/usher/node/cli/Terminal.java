package io.usher.node.cli;

/** The person at the terminal, if there is one. */
interface Terminal {

    /** Whether a person sees the output and can answer. */
    boolean isInteractive();

    /** Asks a question that "y" or "yes" confirms; anything else does not. */
    boolean confirms(String question);
}
