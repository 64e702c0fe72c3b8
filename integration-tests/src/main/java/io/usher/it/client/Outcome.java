package io.usher.it.client;

import java.util.Map;

/**
 * What a client knows after it asked.
 *
 * @param <A> the response
 */
public sealed interface Outcome<A> {

    /** It was done, and this is the answer. */
    record Answered<A>(A answer, String broker) implements Outcome<A> {}

    /**
     * The site said no, and that is its answer: asking again gives the same.
     *
     * @param reason name of an ErrorReason without its prefix
     * @param details metadata of the ErrorInfo
     */
    record Refused<A>(String reason, Map<String, String> details) implements Outcome<A> {

        public Refused {
            details = Map.copyOf(details);
        }
    }

    /**
     * It was certainly not done, and never will be: every attempt was turned away before it was submitted.
     *
     * @param reason name of an ErrorReason without its prefix
     */
    record NotDone<A>(String reason) implements Outcome<A> {}

    /**
     * It may or may not have been done.
     *
     * @param story what each attempt met
     */
    record Unknown<A>(String story) implements Outcome<A> {}
}
