package io.usher.it.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Knocks at the door of a host as an RDP client does: with a connection request that carries the ticket. */
final class Door {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int HEADER_BYTES = 11;
    private static final int TPKT_BYTES = 4;
    private static final int TYPE_AT = 5;
    private static final int CONNECTION_CONFIRM = 0xD0;
    /** RDP negotiation request: type 1, no flags, 8 bytes, TLS or more. */
    private static final byte[] NEGOTIATION = {1, 0, 8, 0, 3, 0, 0, 0};
    /** In the answer: negotiation failure. */
    private static final int NEGOTIATION_FAILURE = 3;

    private Door() {}

    /**
     * Connects and leaves again.
     *
     * @param endpoint host:port as the assignment says
     * @return whether the host let the user in
     */
    static boolean knock(String endpoint, String ticket) {
        int colon = endpoint.lastIndexOf(':');
        InetSocketAddress address =
                new InetSocketAddress(endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) LIMIT.toMillis());
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(request(ticket));
            return isConfirm(socket.getInputStream());
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] request(String ticket) {
        byte[] text = (ticket + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int length = HEADER_BYTES + text.length + NEGOTIATION.length;
        ByteArrayOutputStream packet = new ByteArrayOutputStream(length);
        packet.writeBytes(new byte[] {3, 0, (byte) (length >> 8), (byte) length});
        packet.writeBytes(new byte[] {(byte) (length - TPKT_BYTES - 1), (byte) 0xE0, 0, 0, 0, 0, 0});
        packet.writeBytes(text);
        packet.writeBytes(NEGOTIATION);
        return packet.toByteArray();
    }

    private static boolean isConfirm(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES || (header[TYPE_AT] & 0xFF) != CONNECTION_CONFIRM) {
            return false;
        }
        int length = (header[2] & 0xFF) << 8 | (header[3] & 0xFF);
        byte[] rest = in.readNBytes(length - HEADER_BYTES);
        return rest.length == 0 || rest[0] != NEGOTIATION_FAILURE;
    }
}
