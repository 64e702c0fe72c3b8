package io.usher.node.replication.raft;

import io.usher.node.api.SelfSigned;
import io.usher.node.tls.ReloadedTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * The Raft port of a broker, as a new connection finds it.
 *
 * @param address host:port
 * @param trusted authorities of those who connect
 */
record RaftPort(String address, Path trusted) {

    private static final int TIMEOUT_MILLIS = 5_000;

    /** Whether it shows this certificate. */
    boolean shows(SelfSigned expected) {
        try (SSLSocket socket = connect(expected)) {
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.equals(CertificateFactory.getInstance("X.509")
                    .generateCertificate(Files.newInputStream(expected.certificate())));
        } catch (SSLException e) {
            // It shows one that is not trusted.
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether somebody with this certificate may speak: who may hears the settings of HTTP/2 at once. */
    boolean admits(SelfSigned caller) {
        try (SSLSocket socket = connect(caller)) {
            return socket.getInputStream().read() >= 0;
        } catch (SSLException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLSocket connect(SelfSigned caller) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {ReloadedTls.key(caller.certificate(), caller.key())},
                new TrustManager[] {ReloadedTls.trust(trusted)},
                null);
        int colon = address.lastIndexOf(':');
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        socket.setSoTimeout(TIMEOUT_MILLIS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return socket;
    }
}
