package io.usher.node.cli;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.usher.node.wire.SiteHeader;
import io.usher.proto.v1.ActionServiceGrpc;
import io.usher.proto.v1.AuditServiceGrpc;
import io.usher.proto.v1.BackupServiceGrpc;
import io.usher.proto.v1.BindingServiceGrpc;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.DecisionServiceGrpc;
import io.usher.proto.v1.FolderServiceGrpc;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.QueueServiceGrpc;
import io.usher.proto.v1.ReplayServiceGrpc;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.RoleServiceGrpc;
import io.usher.proto.v1.ScalingServiceGrpc;
import io.usher.proto.v1.ScheduleServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.SiteServiceGrpc;
import io.usher.proto.v1.WhatIfServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A broker on a free loopback port that answers what a test tells it to, and remembers what it was asked. */
final class FakeBroker implements AutoCloseable {
    static final List<ServiceDescriptor> SERVICES = List.of(
            ActionServiceGrpc.getServiceDescriptor(),
            AuditServiceGrpc.getServiceDescriptor(),
            BindingServiceGrpc.getServiceDescriptor(),
            BackupServiceGrpc.getServiceDescriptor(),
            BrokerServiceGrpc.getServiceDescriptor(),
            ClusterServiceGrpc.getServiceDescriptor(),
            DecisionServiceGrpc.getServiceDescriptor(),
            WhatIfServiceGrpc.getServiceDescriptor(),
            HostServiceGrpc.getServiceDescriptor(),
            PoolServiceGrpc.getServiceDescriptor(),
            ResourceServiceGrpc.getServiceDescriptor(),
            RoleServiceGrpc.getServiceDescriptor(),
            QueueServiceGrpc.getServiceDescriptor(),
            ReplayServiceGrpc.getServiceDescriptor(),
            ScalingServiceGrpc.getServiceDescriptor(),
            ScheduleServiceGrpc.getServiceDescriptor(),
            FolderServiceGrpc.getServiceDescriptor(),
            SessionServiceGrpc.getServiceDescriptor(),
            SiteServiceGrpc.getServiceDescriptor());

    private final Map<String, BiConsumer<Message, StreamObserver<Message>>> answers = new ConcurrentHashMap<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> sites = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Server server;
    private final int port;

    /** The tokens that were shown. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** The sites that calls meant; empty text for a call that named none. */
    List<String> sites() {
        return List.copyOf(sites);
    }

    private final class Authorizations implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            String shown = headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER));
            if (shown != null) {
                authorizations.add(shown);
            }
            sites.add(Objects.requireNonNullElse(headers.get(SiteHeader.KEY), ""));
            return next.startCall(call, headers);
        }
    }

    /** One call that arrived. */
    record Asked(String method, Message request) {}

    FakeBroker() {
        try {
            server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                    .fallbackHandlerRegistry(new Methods())
                    .intercept(new Authorizations())
                    .build()
                    .start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers a method, named as in the proto file. */
    <Q extends Message> FakeBroker answer(String method, Class<Q> request, Function<Q, ? extends Message> answer) {
        return stream(method, request, (asked, observer) -> {
            observer.onNext(answer.apply(asked));
            observer.onCompleted();
        });
    }

    /** Answers a method whatever it is asked. */
    FakeBroker answer(String method, Message answer) {
        return answer(method, Message.class, request -> answer);
    }

    /** Refuses a method with a reason of the API. */
    FakeBroker refuse(String method, Code code, String reason, String message) {
        return stream(method, Message.class, (request, observer) -> observer.onError(refusal(code, reason, message)));
    }

    /** Does what it likes with a method. */
    <Q extends Message> FakeBroker stream(
            String method, Class<Q> request, BiConsumer<Q, StreamObserver<Message>> answer) {
        answers.put(method, (message, observer) -> answer.accept(request.cast(message), observer));
        return this;
    }

    static StatusRuntimeException refusal(Code code, String reason, String message) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain("usher")
                        .setReason(reason)
                        .build()))
                .build());
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The only request that arrived, of the type that it has to be. */
    <Q extends Message> Q onlyRequest(Class<Q> type) {
        if (asked.size() != 1) {
            throw new AssertionError("expected one request, found " + asked);
        }
        return type.cast(asked.get(0).request());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Methods extends HandlerRegistry {
        @Override
        public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
            return SERVICES.stream()
                    .flatMap(service -> service.getMethods().stream())
                    .filter(method -> method.getFullMethodName().equals(name))
                    .findFirst()
                    .map(this::definition)
                    .orElse(null);
        }

        @SuppressWarnings("unchecked") // All messages of the API are messages.
        private ServerMethodDefinition<Message, Message> definition(MethodDescriptor<?, ?> method) {
            return ServerMethodDefinition.create(
                    (MethodDescriptor<Message, Message>) method,
                    ServerCalls.asyncServerStreamingCall((request, observer) -> handle(method, request, observer)));
        }

        private void handle(MethodDescriptor<?, ?> method, Message request, StreamObserver<Message> observer) {
            String name = String.valueOf(method.getBareMethodName());
            asked.add(new Asked(name, request));
            BiConsumer<Message, StreamObserver<Message>> answer = answers.get(name);
            if (answer == null) {
                observer.onError(refusal(Code.UNIMPLEMENTED, "FAULT", "the test answers no " + name));
            } else {
                answer.accept(request, observer);
            }
        }
    }
}
