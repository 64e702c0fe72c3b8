package io.usher.node.ticket;

import java.io.IOException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * Signs tickets with one broker's key. Uses Bouncy Castle, since the Ed25519 of JDK 17 takes about a millisecond for
 * one signature, which would be the most expensive part of an assignment; hosts verify with the JDK alone. Safe for use
 * by several threads.
 */
public final class TicketSigner {
    private final KeyId id;
    private final Ed25519PrivateKeyParameters key;

    /** Creates a signer for a broker's key. */
    public TicketSigner(BrokerKey key) {
        this.id = key.id();
        try {
            this.key = (Ed25519PrivateKeyParameters)
                    PrivateKeyFactory.createKey(key.privateKey().getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("expected the PKCS #8 encoding of an Ed25519 key for " + id, e);
        }
    }

    /**
     * Returns the text of a ticket, at most {@link TicketCodec#MAXIMUM_TEXT_LENGTH} characters of base64url. Ed25519
     * has no chance in it: the same ticket gives the same text every time.
     */
    public String sign(Ticket ticket) {
        byte[] bytes = TicketCodec.signedBytes(ticket, id);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(bytes, 0, bytes.length);
        return TicketCodec.text(bytes, signer.generateSignature());
    }
}
