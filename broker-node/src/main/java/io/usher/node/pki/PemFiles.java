package io.usher.node.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Certificates and keys as PEM files. Keys are for their owner's eyes alone, from the moment they are there. */
public final class PemFiles {

    private static final int LINE = 64;
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";

    private PemFiles() {}

    /**
     * Makes a directory that only its owner enters, if it is not there.
     *
     * @throws IOException when it cannot be made
     */
    public static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /**
     * Writes NAME.crt and NAME.key.
     *
     * @throws FileAlreadyExistsException when one of them is there: nothing is ever overwritten
     * @throws IOException when they cannot be written
     */
    public static void write(Path directory, String name, Credentials credentials) throws IOException {
        create(
                directory.resolve(name + ".key"),
                "rw-------",
                pem(KEY, credentials.key().getEncoded()));
        writeCertificate(directory.resolve(name + ".crt"), credentials.certificate());
    }

    /**
     * Writes a certificate.
     *
     * @throws FileAlreadyExistsException when the file is there
     * @throws IOException when it cannot be written
     */
    public static void writeCertificate(Path file, X509Certificate certificate) throws IOException {
        try {
            create(file, "rw-r--r--", pem(CERTIFICATE, certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be encoded", e);
        }
    }

    /**
     * Reads NAME.crt and NAME.key.
     *
     * @throws IOException when they cannot be read or are not what they should be
     */
    public static Credentials read(Path directory, String name) throws IOException {
        Path certificate = directory.resolve(name + ".crt");
        Path key = directory.resolve(name + ".key");
        try (InputStream in = Files.newInputStream(certificate)) {
            return new Credentials(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in), key(key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause could quote what the files hold.
            throw new IOException(certificate + " and " + key + " are not a certificate and its key in PEM");
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String body = Files.readString(file, StandardCharsets.US_ASCII)
                .replace("-----BEGIN " + KEY + "-----", "")
                .replace("-----END " + KEY + "-----", "");
        byte[] encoded = Base64.getMimeDecoder().decode(body);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static void create(Path file, String permissions, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    }

    private static String pem(String kind, byte[] content) {
        String body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
