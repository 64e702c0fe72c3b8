package io.usher.node.ticket;

import java.util.Arrays;

/** What decoding a text gave: a ticket whose signature is still to be checked, or the fault found. */
public sealed interface TicketDecoding {
    /** A well-formed ticket. Nothing in it may be trusted before its signature was checked. */
    final class Decoded implements TicketDecoding {
        private final Ticket ticket;
        private final KeyId key;
        private final byte[] signedBytes;
        private final byte[] signature;

        Decoded(Ticket ticket, KeyId key, byte[] signedBytes, byte[] signature) {
            this.ticket = ticket;
            this.key = key;
            this.signedBytes = Arrays.copyOf(signedBytes, signedBytes.length);
            this.signature = Arrays.copyOf(signature, signature.length);
        }

        /** Returns the ticket as claimed. */
        public Ticket ticket() {
            return ticket;
        }

        /** Returns the id of the key that is said to have signed. */
        public KeyId key() {
            return key;
        }

        byte[] signedBytes() {
            return Arrays.copyOf(signedBytes, signedBytes.length);
        }

        byte[] signature() {
            return Arrays.copyOf(signature, signature.length);
        }
    }

    /**
     * A text that is no ticket.
     *
     * @param fault what was wrong; never holds the text itself
     */
    record Malformed(Fault fault) implements TicketDecoding {}

    /** Why a text is no ticket. */
    enum Fault {
        /** Longer or shorter than any ticket. */
        LENGTH,
        /** Not base64url without padding in its one canonical form. */
        ALPHABET,
        /** A version that this release does not know. */
        VERSION,
        /** Fields cut short, numbers out of range or not in their shortest form, or bytes left over. */
        FIELDS
    }
}
