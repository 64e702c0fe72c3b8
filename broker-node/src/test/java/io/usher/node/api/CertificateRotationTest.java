package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.RoleTable;
import io.usher.node.api.ApiServerSettings.Tls;
import io.usher.node.pki.Authority;
import io.usher.node.pki.Holder;
import io.usher.node.pki.PemFiles;
import io.usher.node.pki.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are replaced while a broker serves: no restart, and no call that fails. */
class CertificateRotationTest {

    @TempDir
    private Path directory = Path.of("");

    private Authority first;
    private Authority second;
    private ApiServer server;
    private ManagedChannel open;

    @BeforeEach
    void begin() throws IOException {
        first = Authority.create("first", Instant.now(), Duration.ofDays(1));
        second = Authority.create("second", Instant.now(), Duration.ofDays(1));
        PemFiles.write(directory, "first", first.credentials());
        PemFiles.write(directory, "second", second.credentials());
        issue(first, "broker", Purpose.SERVER);
        issue(second, "new-broker", Purpose.SERVER);
        issue(first, "alice", Purpose.CLIENT);
        issue(second, "new-alice", Purpose.CLIENT);
        Files.copy(path("first.crt"), path("trusted.crt"));
        ApiServerSettings settings = new ApiServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(new Tls(path("broker.crt"), path("broker.key"), Optional.of(path("trusted.crt")))),
                1 << 20);
        server = ApiServer.start(
                settings,
                new Health(),
                new Authorization(() -> RoleTable.EMPTY, List.of(new IdentityPattern("cn:*"))),
                List.of());
        open = channel("first.crt", "alice");
        check(open);
    }

    @AfterEach
    void close() {
        open.shutdownNow();
        server.close();
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private void issue(Authority authority, String name, Purpose purpose) throws IOException {
        Holder holder = new Holder(name, List.of(), purpose == Purpose.SERVER ? List.of("localhost") : List.of());
        PemFiles.write(directory, name, authority.issue(holder, purpose, Instant.now(), Duration.ofDays(1)));
    }

    private void replace(String file, String by) throws IOException {
        Path next = Files.copy(path(by), path("next"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, path(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ManagedChannel channel(String authority, String client) throws IOException {
        return Grpc.newChannelBuilderForAddress(
                        "localhost",
                        server.port(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(path(authority).toFile())
                                .keyManager(
                                        path(client + ".crt").toFile(),
                                        path(client + ".key").toFile())
                                .build())
                .build();
    }

    private static void check(ManagedChannel channel) {
        HealthCheckResponse unused = HealthGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .check(HealthCheckRequest.getDefaultInstance());
    }

    /** Whether somebody who comes anew, and trusts one authority, is served. */
    private boolean isServed(String authority, String client) throws IOException {
        ManagedChannel channel = channel(authority, client);
        try {
            check(channel);
            // Whoever has come before goes on, whatever happens to those who come.
            check(open);
            return true;
        } catch (StatusRuntimeException e) {
            check(open);
            return false;
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void aNewCertificateCountsForNewConnectionsAndOpenOnesGoOn() throws IOException {
        assertThat(isServed("second.crt", "alice")).isFalse();

        replace("broker.key", "new-broker.key");
        replace("broker.crt", "new-broker.crt");

        await().pollDelay(Duration.ZERO).until(() -> isServed("second.crt", "alice"));
        assertThat(isServed("first.crt", "alice")).isFalse();
    }

    @Test
    void aKeyWithoutItsCertificateIsNotTakenAndNobodyNotices() throws IOException {
        replace("broker.key", "new-broker.key");

        // Longer than it takes to look at the files.
        await().during(Duration.ofMillis(1_500)).until(() -> isServed("first.crt", "alice"));
        replace("broker.crt", "new-broker.crt");
        await().until(() -> isServed("second.crt", "alice"));
    }

    @Test
    void anotherAuthorityOfClientsIsTrustedWhileTheFirstOneStillIs() throws IOException {
        assertThat(isServed("first.crt", "new-alice")).isFalse();

        Files.writeString(path("both.crt"), Files.readString(path("first.crt")) + Files.readString(path("second.crt")));
        replace("trusted.crt", "both.crt");

        await().until(() -> isServed("first.crt", "new-alice"));
        assertThat(isServed("first.crt", "alice")).isTrue();
        replace("trusted.crt", "second.crt");
        await().until(() -> !isServed("first.crt", "alice"));
    }
}
