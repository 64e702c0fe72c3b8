package io.usher.node.ticket;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs tickets with one broker's key. The Ed25519 of the JDK takes about a millisecond for one signature, which would
 * be the most expensive part of an assignment; native code takes a hundredth of that. Where there is none for the
 * machine, the JDK signs. Hosts verify with the JDK alone. Safe for use by several threads.
 */
public final class TicketSigner {
    private static final Logger LOG = LoggerFactory.getLogger(TicketSigner.class);
    private static final Provider PROVIDER = provider();

    private final KeyId id;
    /** A signature is for one thread at a time, and keeps its key from one ticket to the next. */
    private final ThreadLocal<Signature> signatures;

    /** Creates a signer for a broker's key. */
    public TicketSigner(BrokerKey key) {
        this.id = key.id();
        PrivateKey secret = key.privateKey();
        this.signatures = ThreadLocal.withInitial(() -> signature(secret));
    }

    /**
     * Returns the text of a ticket, at most {@link TicketCodec#MAXIMUM_TEXT_LENGTH} characters of base64url. Ed25519
     * has no chance in it: the same ticket gives the same text every time.
     */
    public String sign(Ticket ticket) {
        byte[] bytes = TicketCodec.signedBytes(ticket, id);
        try {
            Signature signature = signatures.get();
            signature.update(bytes);
            return TicketCodec.text(bytes, signature.sign());
        } catch (GeneralSecurityException e) {
            // What is left in the signature must not get into the next ticket.
            signatures.remove();
            throw new IllegalStateException("cannot sign a ticket with key " + id, e);
        }
    }

    private static Signature signature(PrivateKey secret) {
        try {
            Signature signature = Signature.getInstance(BrokerKey.ALGORITHM, PROVIDER);
            signature.initSign(secret);
            return signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + PROVIDER, e);
        }
    }

    private static Provider provider() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable hindrance = provider.getLoadingError();
        if (hindrance == null && provider.getService("Signature", BrokerKey.ALGORITHM) != null) {
            return provider;
        }
        LOG.warn("tickets are signed by the JDK, which takes about a millisecond each: no native code", hindrance);
        try {
            return Signature.getInstance(BrokerKey.ALGORITHM).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on must have " + BrokerKey.ALGORITHM, e);
        }
    }
}
