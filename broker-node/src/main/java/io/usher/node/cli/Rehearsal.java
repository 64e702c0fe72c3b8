package io.usher.node.cli;

import com.google.protobuf.Message;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs usual commands against a broker of its own that answers everything with nothing, and prints nothing. Run by
 * {@code lib/archive-classes} while the JVM notes which classes a command needs.
 */
final class Rehearsal {
    private static final List<ServiceDescriptor> SERVICES = List.of(
            BrokerServiceGrpc.getServiceDescriptor(),
            ClusterServiceGrpc.getServiceDescriptor(),
            HostServiceGrpc.getServiceDescriptor(),
            PoolServiceGrpc.getServiceDescriptor(),
            ResourceServiceGrpc.getServiceDescriptor(),
            SessionServiceGrpc.getServiceDescriptor());

    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("cluster", "status"),
            List.of("broker", "list"),
            List.of("pool", "create", "office"),
            List.of("pool", "list", "-o", "wide"),
            List.of("host", "list"),
            List.of("resource", "create", "desktop", "--kind", "desktop", "--pool", "office"),
            List.of("resource", "list", "-o", "json"),
            List.of("session", "list", "-o", "yaml"),
            List.of("assign", "--user", "alice", "desktop"),
            List.of("config", "sample"));

    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param arguments none
     * @throws IOException if no loopback port can be opened
     */
    public static void main(String[] arguments) throws IOException {
        Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .fallbackHandlerRegistry(new Nothing())
                .build()
                .start();
        try {
            COMMANDS.forEach(command -> run(command, server.getPort()));
        } finally {
            server.shutdownNow();
        }
    }

    /** The exit code is of no interest: an answer of nothing is not what every command can work with. */
    private static void run(List<String> command, int port) {
        Surroundings surroundings = new Surroundings(
                Map.of("USHER_SERVER", "127.0.0.1:" + port),
                Clock.systemUTC(),
                new ConsoleTerminal(),
                Starters.ofThisBuild());
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        String[] arguments = command.toArray(String[]::new);
        Main.commandLineFor(surroundings, arguments)
                .setOut(nowhere)
                .setErr(nowhere)
                .execute(arguments);
    }

    /** Answers every method with a message of which no field is set. */
    private static final class Nothing extends HandlerRegistry {
        @Override
        public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
            return SERVICES.stream()
                    .flatMap(service -> service.getMethods().stream())
                    .filter(method -> method.getFullMethodName().equals(name))
                    .findFirst()
                    .map(Nothing::definition)
                    .orElse(null);
        }

        @SuppressWarnings("unchecked") // All messages of the API are messages.
        private static ServerMethodDefinition<Message, Message> definition(MethodDescriptor<?, ?> method) {
            Object empty = ((PrototypeMarshaller<?>) method.getResponseMarshaller()).getMessagePrototype();
            Message nothing = (Message) Objects.requireNonNull(empty, "generated marshallers have a prototype");
            return ServerMethodDefinition.create(
                    (MethodDescriptor<Message, Message>) method, ServerCalls.asyncUnaryCall((request, observer) -> {
                        observer.onNext(nothing);
                        observer.onCompleted();
                    }));
        }
    }
}
