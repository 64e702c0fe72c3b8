package io.usher.node.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Fetches the public keys of an issuer, as its discovery document says. Blocks; for one thread. */
final class KeySource {

    private static final Duration TIME = Duration.ofSeconds(5);

    /** The largest issuers publish a few KiB. */
    private static final int MAX_BYTES = 1 << 20;

    private final OidcSettings settings;
    private final HttpClient http;

    /** @throws IOException when the authorities of the issuer cannot be read */
    KeySource(OidcSettings settings) throws IOException {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(TIME).followRedirects(HttpClient.Redirect.NEVER);
        if (settings.authorities().isPresent()) {
            builder.sslContext(trusting(settings.authorities().get()));
        }
        http = builder.build();
    }

    /** @throws IOException when the issuer cannot be reached or answers something else */
    JWKSet fetch() throws IOException, InterruptedException {
        String base = settings.issuer().toString();
        String path = base.endsWith("/") ? base : base + "/";
        try {
            Map<String, Object> document =
                    JSONObjectUtils.parse(get(URI.create(path + ".well-known/openid-configuration")));
            String issuer = JSONObjectUtils.getString(document, "issuer");
            if (!base.equals(issuer)) {
                throw new IOException("expected the issuer " + base + ", found one that says it is " + issuer);
            }
            URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
            if (keys == null) {
                throw new IOException("the issuer names no jwks_uri");
            }
            return JWKSet.parse(get(keys)).toPublicJWKSet();
        } catch (ParseException e) {
            throw new IOException("the issuer answers no keys: " + e.getMessage(), e);
        }
    }

    private String get(URI uri) throws IOException, InterruptedException {
        requireSafe(uri);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIME).GET().build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException(uri + " answers with status " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(uri + " answers with more than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Whoever can change the keys on their way can be anybody. */
    static void requireSafe(URI uri) throws IOException {
        boolean isSafe = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme())
                        && uri.getHost() != null
                        && InetAddress.getByName(uri.getHost()).isLoopbackAddress());
        if (!isSafe) {
            throw new IOException("keys come over https, or http on loopback, found " + uri);
        }
    }

    private static SSLContext trusting(Path authorities) throws IOException {
        try (InputStream in = Files.newInputStream(authorities)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the authorities in " + authorities + ": " + e.getMessage(), e);
        }
    }
}
