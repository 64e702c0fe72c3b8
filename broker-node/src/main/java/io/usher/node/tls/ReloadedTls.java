package io.usher.node.tls;

import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Certificates and keys out of PEM files, that follow their files: what is replaced there counts for every connection
 * that is made from about a second later on, and connections that are open go on. Files that cannot be used, or a key
 * and a certificate that do not belong together, are told in the log, and what was there before stays in use.
 */
public final class ReloadedTls {

    private static final byte[] PROBE = {1, 2, 3, 5, 8, 13, 21, 34};

    private ReloadedTls() {}

    /**
     * A certificate with its key.
     *
     * @param certificate with those above it, PEM
     * @param key PEM, PKCS #8, not encrypted
     * @throws IOException when they cannot be used now
     */
    public static X509ExtendedKeyManager key(Path certificate, Path key) throws IOException {
        AdvancedTlsX509KeyManager manager = new AdvancedTlsX509KeyManager();
        FollowedFiles.follow(manager, List.of(certificate, key), ReloadedTls::take);
        return manager;
    }

    /**
     * Authorities whose certificates are trusted. Names of servers are compared with their certificates.
     *
     * @param authorities PEM
     * @throws IOException when they cannot be used now
     */
    public static X509ExtendedTrustManager trust(Path authorities) throws IOException {
        try {
            AdvancedTlsX509TrustManager manager = AdvancedTlsX509TrustManager.newBuilder()
                    .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_AND_HOST_NAME_VERIFICATION)
                    .build();
            FollowedFiles.follow(manager, List.of(authorities), ReloadedTls::take);
            return manager;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot check certificates: " + e.getMessage(), e);
        }
    }

    private static void take(AdvancedTlsX509KeyManager manager, List<byte[]> contents)
            throws IOException, GeneralSecurityException {
        X509Certificate[] chain = certificates(contents.get(0));
        PrivateKey key = CertificateUtils.getPrivateKey(new ByteArrayInputStream(contents.get(1)));
        requireFitting(key, chain[0]);
        manager.updateIdentityCredentials(chain, key);
    }

    private static void take(AdvancedTlsX509TrustManager manager, List<byte[]> contents)
            throws IOException, GeneralSecurityException {
        manager.updateTrustCredentials(certificates(contents.get(0)));
    }

    private static X509Certificate[] certificates(byte[] pem) throws GeneralSecurityException {
        X509Certificate[] found = CertificateUtils.getX509Certificates(new ByteArrayInputStream(pem));
        if (found.length == 0) {
            throw new GeneralSecurityException("there is no certificate in it");
        }
        return found;
    }

    /** Two files are never replaced at the same moment. */
    private static void requireFitting(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(PROBE);
        byte[] signature = signing.sign();
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(certificate.getPublicKey());
        checking.update(PROBE);
        if (!checking.verify(signature)) {
            throw new GeneralSecurityException("the key is not that of the certificate");
        }
    }
}
