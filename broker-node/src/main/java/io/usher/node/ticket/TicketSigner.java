package io.usher.node.ticket;

import java.security.GeneralSecurityException;
import java.security.Signature;

/** Signs tickets with one broker's key. Safe for use by several threads. */
public final class TicketSigner {
    private final BrokerKey key;

    /** Creates a signer for a broker's key. */
    public TicketSigner(BrokerKey key) {
        this.key = key;
    }

    /**
     * Returns the text of a ticket, at most {@link TicketCodec#MAXIMUM_TEXT_LENGTH} characters of base64url. Ed25519
     * has no chance in it: the same ticket gives the same text every time.
     */
    public String sign(Ticket ticket) {
        byte[] bytes = TicketCodec.signedBytes(ticket, key.id());
        try {
            Signature signature = Signature.getInstance(BrokerKey.ALGORITHM);
            signature.initSign(key.privateKey());
            signature.update(bytes);
            return TicketCodec.text(bytes, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected to sign with " + BrokerKey.ALGORITHM + " key " + key.id(), e);
        }
    }
}
