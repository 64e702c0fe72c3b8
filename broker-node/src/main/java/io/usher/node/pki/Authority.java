package io.usher.node.pki;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues certificates: keys on the curve P-256, signed with ECDSA and SHA-256. Stateless but for its own certificate
 * and key.
 */
public final class Authority {

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 127;
    /** Clocks of machines differ a little. */
    private static final Duration BEFORE_NOW = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Credentials own;

    private Authority(Credentials own) {
        this.own = own;
    }

    /** An authority that goes on with its certificate and key. */
    public static Authority of(Credentials own) {
        return new Authority(own);
    }

    /**
     * A new authority, its own issuer.
     *
     * @param validity from now on
     */
    public static Authority create(String name, Instant now, Duration validity) {
        try {
            KeyPair keys = keys();
            X500Name self = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, name)
                    .build();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    self, serial(), date(now.minus(BEFORE_NOW)), date(now.plus(validity)), self, keys.getPublic());
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
            return new Authority(signed(builder, keys, keys));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("every Java platform must have elliptic curves", e);
        }
    }

    /** The authority's own certificate and key. */
    public Credentials credentials() {
        return own;
    }

    /**
     * Issues a certificate with a new key.
     *
     * @param validity from now on, cut where that of the authority ends
     */
    public Credentials issue(Holder holder, Purpose purpose, Instant now, Duration validity) {
        try {
            KeyPair keys = keys();
            Instant end = now.plus(validity);
            Instant last = own.certificate().getNotAfter().toInstant();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    own.certificate(),
                    serial(),
                    date(now.minus(BEFORE_NOW)),
                    date(end.isAfter(last) ? last : end),
                    subject(holder),
                    keys.getPublic());
            extend(builder, holder, purpose, keys);
            return signed(builder, keys, new KeyPair(own.certificate().getPublicKey(), own.key()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot issue a certificate for " + holder.commonName(), e);
        }
    }

    private void extend(X509v3CertificateBuilder builder, Holder holder, Purpose purpose, KeyPair keys)
            throws IOException, GeneralSecurityException {
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, purpose.usage());
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(own.certificate()));
        if (!holder.addresses().isEmpty()) {
            GeneralName[] names =
                    holder.addresses().stream().map(Authority::alternative).toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
    }

    private static GeneralName alternative(String address) {
        int kind = InetAddresses.isInetAddress(address) ? GeneralName.iPAddress : GeneralName.dNSName;
        return new GeneralName(kind, address);
    }

    private static X500Name subject(Holder holder) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        holder.units().forEach(unit -> name.addRDN(BCStyle.OU, unit));
        return name.addRDN(BCStyle.CN, holder.commonName()).build();
    }

    private static Credentials signed(X509v3CertificateBuilder builder, KeyPair keys, KeyPair issuer)
            throws OperatorCreationException, GeneralSecurityException {
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(issuer.getPrivate())));
        return new Credentials(certificate, keys.getPrivate());
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE);
    }

    private static Date date(Instant instant) {
        return Date.from(instant);
    }
}
