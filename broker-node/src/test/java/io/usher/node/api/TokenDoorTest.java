package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Role;
import io.usher.core.model.RoleGrant;
import io.usher.core.model.RoleTable;
import io.usher.node.api.ApiServerSettings.Tls;
import io.usher.node.oidc.OidcSettings;
import io.usher.node.oidc.OidcTokens;
import io.usher.node.pki.Authority;
import io.usher.node.pki.Holder;
import io.usher.node.pki.PemFiles;
import io.usher.node.pki.Purpose;
import io.usher.proto.v1.ListPoolsRequest;
import io.usher.proto.v1.ListPoolsResponse;
import io.usher.proto.v1.PoolServiceGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People show tokens of an issuer, over real connections. */
class TokenDoorTest {

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Caller> heard = new ArrayList<>();
    private final RoleTable table = RoleTable.EMPTY
            .with(new RoleGrant(new IdentityPattern("oidc-group:staff"), Role.OPERATOR, new LogPosition(1, 0)))
            .with(new RoleGrant(new IdentityPattern("cn:alice"), Role.ADMIN, new LogPosition(1, 1)));

    private LocalIssuer issuer;
    private OidcTokens tokens;

    @BeforeEach
    void begin() throws Exception {
        issuer = opened(new LocalIssuer());
        OidcSettings settings =
                new OidcSettings(issuer.uri(), LocalIssuer.AUDIENCE, Optional.empty(), "preferred_username", "groups");
        tokens = opened(OidcTokens.start(settings, Clock.systemUTC()));
        await().until(() -> isKnown(issuer.token("anybody")));
    }

    private boolean isKnown(String token) {
        try {
            return !tokens.holder(token).user().isEmpty();
        } catch (io.usher.node.oidc.TokenException e) {
            return false;
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.add(0, resource);
        return resource;
    }

    @AfterEach
    @SuppressWarnings("try")
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void aTokenTellsWhoCallsAndTheRoleTableWhatTheyMay() throws Exception {
        Channel channel = plain();

        listPools(channel, issuer.token("alice", "staff", "users"));

        Caller caller = heard.get(0);
        assertThat(caller.identity().names()).containsExactly("oidc:alice", "oidc-group:staff", "oidc-group:users");
        assertThat(caller.identity().user()).isEqualTo("alice");
        assertThat(caller.identity().hosts()).isEmpty();
        // What was granted to a certificate of that name is not hers.
        assertThat(caller.roles()).containsExactly(Role.OPERATOR);
        Errors denied = Errors.of(() -> listPools(channel, issuer.token("alice", "guests")));
        assertThat(denied.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(denied.message()).contains("oidc:alice");
    }

    @Test
    void nobodyLosesTheLastOfManyGroups() throws Exception {
        List<String> groups = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            groups.add(new UUID(n, n).toString());
        }
        groups.add("staff");

        listPools(plain(), issuer.token("alice", groups.toArray(String[]::new)));

        assertThat(heard.get(0).identity().groups()).isEqualTo(groups);
        assertThat(heard.get(0).roles()).containsExactly(Role.OPERATOR);
    }

    @Test
    void saysSoWhenThereAreMoreGroupsThanAnyRuleLooksAt() throws Exception {
        String[] groups =
                IntStream.rangeClosed(1, 1_025).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(Errors.of(() -> listPools(plain(), issuer.token("alice", groups)))
                        .message())
                .contains("at most 1024 groups", "found 1025");
        assertThat(heard).isEmpty();
    }

    @Test
    void takesNoTokenThatIsNotGoodAndTellsNothingOfIt() throws Exception {
        ECKey other = LocalIssuer.newKey("first");
        Date past = Date.from(Instant.now().minus(Duration.ofMinutes(10)));
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer.uri().toString())
                .audience(LocalIssuer.AUDIENCE)
                .claim("preferred_username", "alice")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
        shared.sign(new MACSigner(issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        List<String> bad = List.of(
                issuer.token(issuer.key(), "alice", token -> token.expirationTime(past)),
                issuer.token(issuer.key(), "alice", token -> token.expirationTime(null)),
                issuer.token(issuer.key(), "alice", token -> token.audience("another")),
                issuer.token(issuer.key(), "alice", token -> token.issuer("http://127.0.0.1:1")),
                issuer.token(
                        issuer.key(),
                        "alice",
                        token -> token.notBeforeTime(Date.from(Instant.now().plus(Duration.ofMinutes(10))))),
                issuer.token(issuer.key(), "ali\nce", token -> token),
                issuer.token(issuer.key(), "alice", token -> token.claim("preferred_username", null)),
                issuer.token(other, "alice", token -> token),
                new PlainJWT(claims).serialize(),
                shared.serialize(),
                "garbage");
        Channel channel = plain();

        for (String token : bad) {
            Errors refused = Errors.of(() -> listPools(channel, token));
            assertThat(refused.reason()).as(token).isEqualTo("UNAUTHENTICATED");
            assertThat(refused.message()).doesNotContain(token).doesNotContain(token.split("\\.", -1)[0] + ".");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void followsTheIssuerToAnotherKeyAndForgetsTheOneBefore() throws Exception {
        Channel channel = plain();
        String old = issuer.token("alice", "staff");
        listPools(channel, old);

        issuer.rotate("second");
        String token = issuer.token("alice", "staff");
        Errors first = Errors.of(() -> listPools(channel, token));
        assertThat(first.reason()).isIn("TOKEN_KEYS_UNKNOWN", "UNAUTHENTICATED");
        await().ignoreExceptions().untilAsserted(() -> listPools(channel, token));

        await().untilAsserted(() -> assertThat(
                        Errors.of(() -> listPools(channel, old)).reason())
                .isIn("UNAUTHENTICATED", "TOKEN_KEYS_UNKNOWN"));
    }

    @Test
    void whoeverMakesUpKeysDoesNotMakeTheBrokerAskTheIssuerEachTime() throws Exception {
        Channel channel = plain();
        int before = issuer.fetches();
        for (int n = 0; n < 50; n++) {
            String token = issuer.token(LocalIssuer.newKey("made-up-" + n), "alice", claims -> claims);
            assertThat(Errors.of(() -> listPools(channel, token)).reason())
                    .isIn("UNAUTHENTICATED", "TOKEN_KEYS_UNKNOWN");
        }
        assertThat(issuer.fetches() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void overTlsATokenIsEnoughAndNothingIsNot(@TempDir Path directory) throws Exception {
        Authority authority = Authority.create("test", Instant.now(), Duration.ofDays(1));
        PemFiles.write(directory, "authority", authority.credentials());
        Holder broker = new Holder("broker", List.of(), List.of("localhost"));
        PemFiles.write(directory, "broker", authority.issue(broker, Purpose.SERVER, Instant.now(), Duration.ofDays(1)));
        Tls tls = new Tls(
                directory.resolve("broker.crt"),
                directory.resolve("broker.key"),
                Optional.of(directory.resolve("authority.crt")),
                false);
        Channel channel = channel(
                start(Optional.of(tls), Optional.of(tokens)),
                TlsChannelCredentials.newBuilder()
                        .trustManager(directory.resolve("authority.crt").toFile())
                        .build());

        listPools(channel, issuer.token("alice", "staff"));
        assertThat(heard).hasSize(1);
        assertThat(Errors.of(() -> PoolServiceGrpc.newBlockingStub(channel)
                                .listPools(ListPoolsRequest.getDefaultInstance()))
                        .reason())
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aBrokerWithoutAnIssuerTakesNoToken() throws Exception {
        Channel channel = channel(start(Optional.empty(), Optional.empty()), InsecureChannelCredentials.create());

        Errors refused = Errors.of(() -> listPools(channel, issuer.token("alice", "staff")));

        assertThat(refused.reason()).isEqualTo("UNAUTHENTICATED");
        assertThat(refused.message()).contains("oidc.issuer is not set");
    }

    private Channel plain() throws Exception {
        return channel(start(Optional.empty(), Optional.of(tokens)), InsecureChannelCredentials.create());
    }

    private ApiServer start(Optional<Tls> tls, Optional<OidcTokens> from) throws Exception {
        ApiServerSettings settings =
                new ApiServerSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls, 1 << 20);
        return opened(ApiServer.start(
                settings, new Health(), new Authorization(() -> table, List.of(), from), List.of(new Pools())));
    }

    private Channel channel(ApiServer server, ChannelCredentials credentials) {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress("localhost", server.port(), credentials)
                .build();
        opened.add(0, channel::shutdownNow);
        return channel;
    }

    private static void listPools(Channel channel, String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        ListPoolsResponse unused = PoolServiceGrpc.newBlockingStub(
                        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)))
                .listPools(ListPoolsRequest.getDefaultInstance());
    }

    private final class Pools extends PoolServiceGrpc.PoolServiceImplBase {

        @Override
        public void listPools(ListPoolsRequest request, StreamObserver<ListPoolsResponse> observer) {
            heard.add(Caller.current());
            observer.onNext(ListPoolsResponse.getDefaultInstance());
            observer.onCompleted();
        }
    }
}
