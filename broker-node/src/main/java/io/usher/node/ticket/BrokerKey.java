package io.usher.node.ticket;

import io.usher.core.model.Fence;
import io.usher.core.model.HostIncarnation;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.SessionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A broker's own key pair for tickets. It is made at the first start, lives in the storage directory and never leaves
 * it; only the public key is replicated.
 *
 * <p>The file holds the encodings of both halves (PKCS #8, X.509), each after its length, because the JDK has no public
 * way from the private half to the public one; then the SHA-256 of all that. Immutable.
 */
public final class BrokerKey {
    static final String ALGORITHM = "Ed25519";

    private static final String FILE_NAME = "ticket.key";
    private static final int MAXIMUM_FILE_BYTES = 1024;
    private static final int CHECKSUM_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final KeyId id;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private BrokerKey(KeyPair pair) {
        this.id = KeyId.of(pair.getPublic());
        this.privateKey = pair.getPrivate();
        this.publicKey = pair.getPublic();
    }

    /**
     * Returns the key of a storage directory, made now if there is none.
     *
     * @throws IOException if the file cannot be read or written, is damaged, or may be read by anyone but its owner
     */
    public static BrokerKey in(Path storageDirectory) throws IOException {
        Path file = storageDirectory.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            write(storageDirectory, file, generate());
        }
        return read(file);
    }

    /** Returns a new key that is kept in memory only, for tests and for measuring. */
    public static BrokerKey ephemeral() {
        return new BrokerKey(generate());
    }

    /** Returns the id that tickets carry. */
    public KeyId id() {
        return id;
    }

    /** Returns the public key, to be replicated to all brokers and sent to all agents. */
    public PublicKey publicKey() {
        return publicKey;
    }

    /** Returns the X.509 encoding of the public key. */
    public byte[] encodedPublicKey() {
        return publicKey.getEncoded();
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    /**
     * Reads a public key from its X.509 encoding.
     *
     * @throws IllegalArgumentException if it is no Ed25519 key
     */
    public static PublicKey decodePublicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "expected an X.509 encoded " + ALGORITHM + " key, found " + encoded.length + " other bytes", e);
        }
    }

    @Override
    public String toString() {
        return "BrokerKey[" + id + "]";
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on must have " + ALGORITHM, e);
        }
    }

    /** Writes to a temporary file, syncs and renames, so that a crash leaves a whole key or none. */
    private static void write(Path directory, Path file, KeyPair pair) throws IOException {
        Files.createDirectories(directory);
        byte[] secret = pair.getPrivate().getEncoded();
        byte[] open = pair.getPublic().getEncoded();
        ByteBuffer content = ByteBuffer.allocate(2 * Integer.BYTES + secret.length + open.length + CHECKSUM_BYTES);
        content.putInt(secret.length).put(secret).putInt(open.length).put(open);
        content.put(checksum(content.array())).flip();

        Path temporary =
                Files.createTempFile(directory, FILE_NAME, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
        Arrays.fill(content.array(), (byte) 0);
    }

    private static BrokerKey read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException("expected " + file + " to be readable by its owner only, found "
                    + PosixFilePermissions.toString(permissions) + "; run: chmod 600 " + file);
        }
        if (Files.size(file) > MAXIMUM_FILE_BYTES) {
            throw damaged(file, new IOException("longer than " + MAXIMUM_FILE_BYTES + " bytes"));
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer content = ByteBuffer.wrap(bytes, 0, bytes.length - CHECKSUM_BYTES);
            if (!Arrays.equals(checksum(bytes), Arrays.copyOfRange(bytes, content.limit(), bytes.length))) {
                throw new IllegalArgumentException("the checksum does not fit");
            }
            PrivateKey secret =
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(field(content)));
            PublicKey open = decodePublicKey(field(content));
            BrokerKey key = new BrokerKey(new KeyPair(open, secret));
            if (content.hasRemaining() || !key.fits()) {
                throw new IllegalArgumentException("bytes left over, or two halves that do not belong together");
            }
            return key;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    /** Returns the SHA-256 of a file's bytes without the place of the checksum itself at their end. */
    private static byte[] checksum(byte[] bytes) {
        return Fingerprint.sha256(Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES));
    }

    private static byte[] field(ByteBuffer content) {
        int length = content.getInt();
        if (length < 0 || length > content.remaining()) {
            throw new IllegalArgumentException("expected a field within the file, found length " + length);
        }
        byte[] field = new byte[length];
        content.get(field);
        return field;
    }

    /** Says whether the two halves belong together: what one signs, the other must accept. */
    private boolean fits() {
        LogPosition none = LogPosition.NONE;
        Ticket probe = new Ticket(
                new Fence(none),
                new SessionId(none),
                LogTime.ZERO,
                new HostIncarnation(none),
                new Fingerprint(0),
                new Fingerprint(0));
        return TicketCodec.decode(new TicketSigner(this).sign(probe)) instanceof TicketDecoding.Decoded decoded
                && TicketVerifier.signedBy(publicKey, decoded);
    }

    private static IOException damaged(Path file, Exception cause) {
        return new IOException(
                "expected a whole ticket key in " + file
                        + ", found a damaged one; move the file away and start again: the broker makes a new key,"
                        + " and tickets signed with the old one end",
                cause);
    }
}
