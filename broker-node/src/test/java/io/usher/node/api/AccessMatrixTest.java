package io.usher.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.LogPosition;
import io.usher.core.model.Role;
import io.usher.core.model.RoleGrant;
import io.usher.core.model.RoleTable;
import io.usher.node.api.ApiServerSettings.Tls;
import io.usher.node.pki.Authority;
import io.usher.node.pki.Holder;
import io.usher.node.pki.PemFiles;
import io.usher.node.pki.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks the whole matrix of calls and identities over real connections. What is expected stands in access.txt, written
 * apart from the table of the broker. Behind the door there are services that answer everything.
 */
class AccessMatrixTest {

    private static final String STRANGER = "stranger";
    private static final List<String> ROLES = Arrays.stream(Role.values())
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .toList();

    @TempDir
    private static Path directory = Path.of("");

    private static final Map<String, SelfSigned> HOLDERS = new LinkedHashMap<>();
    private static final String BROKER = "broker";

    private final List<AutoCloseable> opened = new ArrayList<>();
    private volatile RoleTable table = everybody();

    @BeforeAll
    static void makeCertificates() throws IOException {
        Authority authority = Authority.create("test", Instant.now(), Duration.ofDays(1));
        PemFiles.write(directory, "authority", authority.credentials());
        for (String holder : ROLES) {
            HOLDERS.put(holder, issue(authority, holder, Purpose.CLIENT));
        }
        HOLDERS.put(STRANGER, issue(authority, STRANGER, Purpose.CLIENT));
        var unused = issue(authority, BROKER, Purpose.SERVER);
    }

    private static SelfSigned issue(Authority authority, String name, Purpose purpose) throws IOException {
        Holder holder = new Holder(name, List.of(), purpose == Purpose.SERVER ? List.of("localhost") : List.of());
        PemFiles.write(directory, name, authority.issue(holder, purpose, Instant.now(), Duration.ofDays(1)));
        return new SelfSigned(directory.resolve(name + ".crt"), directory.resolve(name + ".key"));
    }

    private static RoleTable everybody() {
        RoleTable table = RoleTable.EMPTY;
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            table = table.with(new RoleGrant(new IdentityPattern("cn:" + name), role, new LogPosition(1, 0)));
        }
        return table;
    }

    @AfterEach
    @SuppressWarnings("try")
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void everyCellIsAsItShouldBe() throws Exception {
        ApiServer server = start(true);
        Map<String, Set<String>> expected = expected();
        Map<String, Set<String>> found = new TreeMap<>();
        for (String holder : HOLDERS.keySet()) {
            ManagedChannel channel = channel(server, certificate(holder));
            asked(channel).forEach((method, code) -> {
                assertThat(code).as(holder + " asks " + method).isIn(Code.OK, Code.PERMISSION_DENIED);
                if (code == Code.OK) {
                    found.computeIfAbsent(method, key -> new TreeSet<>()).add(holder);
                }
            });
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void nobodyGetsInWithoutACertificate() throws Exception {
        ManagedChannel channel = channel(
                start(true),
                TlsChannelCredentials.newBuilder()
                        .trustManager(directory.resolve("authority.crt").toFile())
                        .build());

        assertThat(asked(channel).values()).containsOnly(Code.UNAVAILABLE);
    }

    @Test
    void onLoopbackWithoutTlsTheOneLocalAdministratorMayDoEverything() throws Exception {
        assertThat(asked(channel(start(false), InsecureChannelCredentials.create()))
                        .values())
                .containsOnly(Code.OK);
    }

    @Test
    void aRoleCountsFromTheMomentItIsGrantedUntilItIsRevoked() throws Exception {
        ManagedChannel channel = channel(start(true), certificate(STRANGER));
        String method = "usher.v1.PoolService/CreatePool";
        RoleGrant grant = new RoleGrant(new IdentityPattern("cn:str*"), Role.ADMIN, new LogPosition(2, 0));

        assertThat(asked(channel)).containsEntry(method, Code.PERMISSION_DENIED);
        table = table.with(grant);
        assertThat(asked(channel)).containsEntry(method, Code.OK);
        table = table.without(grant);
        assertThat(asked(channel)).containsEntry(method, Code.PERMISSION_DENIED);
    }

    @Test
    void whoTheConfigurationNamesIsAdministratorWhateverTheTableSays() throws Exception {
        table = RoleTable.EMPTY;
        ManagedChannel channel = channel(start(true, "cn:stranger"), certificate(STRANGER));

        assertThat(asked(channel))
                .containsEntry("usher.v1.RoleService/GrantRole", Code.OK)
                .containsEntry("usher.v1.AgentService/Connect", Code.PERMISSION_DENIED);
    }

    @Test
    void saysWhichRoleIsNeededWhoWasFoundAndWhatToDo() throws Exception {
        Errors denied = error(channel(start(true), certificate(STRANGER)), "usher.v1.PoolService/CreatePool");

        assertThat(denied.reason()).isEqualTo("PERMISSION_DENIED");
        assertThat(denied.message())
                .isEqualTo("PoolService/CreatePool needs one of these roles: admin; found cn:stranger with no role: an"
                        + " administrator grants roles with 'usher role grant'; ask an administrator of the site");

        table = RoleTable.EMPTY;
        assertThat(error(channel(start(true), certificate("client")), "usher.v1.PoolService/CreatePool")
                        .message())
                .contains("set security.administrators in the broker's configuration");
    }

    @Test
    void aCallThatTheTableDoesNotKnowIsRefusedToEverybody() throws Exception {
        Errors refused = error(channel(start(true), certificate("admin")), "usher.v1.NewService/Try");

        assertThat(refused.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(error(channel(start(false), InsecureChannelCredentials.create()), "usher.v1.NewService/Try")
                        .code())
                .isEqualTo(Code.PERMISSION_DENIED);
    }

    private ApiServer start(boolean secure, String... administrators) throws Exception {
        ApiServerSettings settings = new ApiServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                secure
                        ? Optional.of(new Tls(
                                directory.resolve("broker.crt"),
                                directory.resolve("broker.key"),
                                Optional.of(directory.resolve("authority.crt"))))
                        : Optional.empty(),
                1 << 20);
        Authorization door = new Authorization(
                () -> table,
                Arrays.stream(administrators).map(IdentityPattern::new).toList());
        ApiServer server = ApiServer.start(settings, new Health(), door, services());
        opened.add(server);
        return server;
    }

    /** Services that answer every call with nothing; health and reflection the server has itself. */
    private static List<BindableService> services() throws ReflectiveOperationException, IOException {
        List<BindableService> services = new ArrayList<>();
        for (ServiceDescriptor service : CompletenessTest.services()) {
            if (service.getName().startsWith("usher.v1.")) {
                ServerServiceDefinition.Builder builder = ServerServiceDefinition.builder(service.getName());
                service.getMethods()
                        .forEach(method -> builder.addMethod(plain(method.getFullMethodName()), answering()));
                services.add(builder::build);
            }
        }
        MethodDescriptor<byte[], byte[]> unknown = plain("usher.v1.NewService/Try");
        services.add(() -> ServerServiceDefinition.builder("usher.v1.NewService")
                .addMethod(unknown, answering())
                .build());
        return services;
    }

    private static <Q, A> io.grpc.ServerCallHandler<Q, A> answering() {
        return ServerCalls.asyncServerStreamingCall((request, observer) -> observer.onCompleted());
    }

    /** What each call comes to, all at the same time. */
    private Map<String, Code> asked(ManagedChannel channel) throws ReflectiveOperationException, IOException {
        Map<String, ListenableFuture<Code>> asked = new TreeMap<>();
        for (ServiceDescriptor service : CompletenessTest.services()) {
            service.getMethods()
                    .forEach(method -> asked.put(method.getFullMethodName(), ask(channel, method.getFullMethodName())));
        }
        Map<String, Code> codes = new TreeMap<>();
        asked.forEach((method, code) -> codes.put(method, done(code)));
        return codes;
    }

    private static ListenableFuture<Code> ask(ManagedChannel channel, String method) {
        com.google.common.util.concurrent.SettableFuture<Code> code =
                com.google.common.util.concurrent.SettableFuture.create();
        ClientCalls.asyncServerStreamingCall(
                channel.newCall(plain(method), CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS)),
                new byte[0],
                new StreamObserver<>() {
                    @Override
                    public void onNext(byte[] message) {
                        // A watch of health never ends: it was let in.
                        code.set(Code.OK);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        code.set(Status.fromThrowable(thrown).getCode());
                    }

                    @Override
                    public void onCompleted() {
                        code.set(Code.OK);
                    }
                });
        return code;
    }

    private static Code done(ListenableFuture<Code> code) {
        try {
            return code.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Errors error(ManagedChannel channel, String method) {
        return Errors.of(() -> {
            var answers = ClientCalls.blockingServerStreamingCall(
                    channel, plain(method), CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), new byte[0]);
            answers.forEachRemaining(answer -> {});
        });
    }

    private static MethodDescriptor<byte[], byte[]> plain(String method) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodType.SERVER_STREAMING)
                .setFullMethodName(method)
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new java.io.ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private ChannelCredentials certificate(String holder) throws IOException {
        SelfSigned own = Objects.requireNonNull(HOLDERS.get(holder));
        return TlsChannelCredentials.newBuilder()
                .trustManager(directory.resolve("authority.crt").toFile())
                .keyManager(own.certificate().toFile(), own.key().toFile())
                .build();
    }

    private ManagedChannel channel(ApiServer server, ChannelCredentials credentials) {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress("localhost", server.port(), credentials)
                .build();
        opened.add(0, channel::shutdownNow);
        return channel;
    }

    /** The lines of access.txt: a call, and who may make it. */
    private static Map<String, Set<String>> expected() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        try (InputStream in = AccessMatrixTest.class.getResourceAsStream("access.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\\s+"))
                    .forEach(words -> expected.put(
                            words[0].startsWith("grpc.") ? words[0] : "usher.v1." + words[0],
                            new TreeSet<>(List.of(words).subList(1, words.length))));
        }
        return expected;
    }
}
