package io.usher.node.gateway;

/** What a client says about where it wants to go, in clear and unproven. */
public sealed interface Routing {

    /** Nothing. */
    record None() implements Routing {}

    /**
     * A user name as {@code Cookie: mstshash=NAME}. A hint at most: clients cut it, drop the domain and do not prove
     * it.
     *
     * @param userName the name as sent
     */
    record UserHint(String userName) implements Routing {}

    /**
     * Any other text; Usher's tickets come this way. It may be a secret, so it never shows in text form.
     *
     * @param text the token as sent, printable ASCII
     */
    record Token(String text) implements Routing {
        @Override
        public String toString() {
            return "Token[" + text.length() + " characters]";
        }
    }
}
