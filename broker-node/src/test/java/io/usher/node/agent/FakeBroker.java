package io.usher.node.agent;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.usher.node.ticket.BrokerKey;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A broker of one's wishes: answers what it is told to answer and keeps what it heard. */
public final class FakeBroker extends AgentServiceGrpc.AgentServiceImplBase implements AutoCloseable {
    public static final long LOG_TIME = 1_767_323_045_000L;

    public final List<ConnectRequest> heard = new CopyOnWriteArrayList<>();
    volatile String incarnation = "10-0";
    volatile java.time.Duration pingInterval = java.time.Duration.ofMillis(50);
    volatile boolean answersPings = true;
    volatile boolean answersInventories = true;
    /** What to say to a redemption; empty for nothing at all. */
    public volatile Optional<ConnectResponse.RedeemResult> redeemResult = Optional.empty();

    volatile List<ConnectResponse.Order> orders = List.of();

    /** Whom it tells of when a host registers. */
    volatile ConnectResponse.Brokers known = ConnectResponse.Brokers.getDefaultInstance();

    private final String name;
    private final BrokerKey key;
    private final Server server;
    private final List<StreamObserver<ConnectResponse>> streams = new CopyOnWriteArrayList<>();

    FakeBroker(String name, BrokerKey key) throws IOException {
        this.name = name;
        this.key = key;
        this.server =
                InProcessServerBuilder.forName(name).addService(this).build().start();
    }

    /** A broker on any free port of the loopback address. */
    public FakeBroker(BrokerKey key) throws IOException {
        this.name = "loopback";
        this.key = key;
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
    }

    /** Where agents reach it, host:port. */
    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    static ManagedChannel channelTo(String name) {
        return InProcessChannelBuilder.forName(name).build();
    }

    String name() {
        return name;
    }

    List<ConnectRequest> heard(ConnectRequest.MessageCase kind) {
        return heard.stream()
                .filter(message -> message.getMessageCase() == kind)
                .toList();
    }

    public ConnectRequest.Inventory lastInventory() {
        List<ConnectRequest> inventories = heard(ConnectRequest.MessageCase.INVENTORY);
        return inventories.isEmpty()
                ? ConnectRequest.Inventory.getDefaultInstance()
                : inventories.get(inventories.size() - 1).getInventory();
    }

    /** Answers an inventory that it kept silent about. */
    void answer(ConnectRequest.Inventory inventory) {
        say(ConnectResponse.newBuilder().setInventoryTaken(taken(inventory)).build());
    }

    void say(ConnectResponse message) {
        StreamObserver<ConnectResponse> stream = streams.get(streams.size() - 1);
        synchronized (stream) {
            stream.onNext(message);
        }
    }

    public static ConnectResponse.RedeemResult entryFor(String user) {
        return ConnectResponse.RedeemResult.newBuilder().setUser(user).build();
    }

    static ConnectResponse.RedeemResult refusal(String reason) {
        return ConnectResponse.RedeemResult.newBuilder()
                .setRefusalReason(reason)
                .build();
    }

    @Override
    public StreamObserver<ConnectRequest> connect(StreamObserver<ConnectResponse> answers) {
        streams.add(answers);
        return new StreamObserver<>() {
            @Override
            public void onNext(ConnectRequest message) {
                heard.add(message);
                synchronized (answers) {
                    answer(message).ifPresent(answers::onNext);
                }
            }

            @Override
            public void onError(@Nullable Throwable cause) {
                streams.remove(answers);
            }

            @Override
            public void onCompleted() {
                streams.remove(answers);
            }
        };
    }

    private Optional<ConnectResponse> answer(ConnectRequest message) {
        ConnectResponse.Builder answer = ConnectResponse.newBuilder();
        switch (message.getMessageCase()) {
            case REGISTER ->
                answer.setRegistered(ConnectResponse.Registered.newBuilder()
                        .setIncarnation(incarnation)
                        .setHostLease(lease())
                        .setPingInterval(Durations.fromMillis(pingInterval.toMillis()))
                        .setLogTime(Timestamps.fromMillis(LOG_TIME))
                        .setBrokers(known)
                        .setTicketKeys(ConnectResponse.TicketKeys.newBuilder()
                                .addKeys(ByteString.copyFrom(key.encodedPublicKey()))));
            case PING -> {
                if (!answersPings) {
                    return Optional.empty();
                }
                answer.setLeaseRenewed(ConnectResponse.LeaseRenewed.newBuilder()
                        .setSequence(message.getPing().getSequence())
                        .setHostLease(lease())
                        .setLogTime(Timestamps.fromMillis(LOG_TIME)));
            }
            case REDEEM -> {
                if (redeemResult.isEmpty()) {
                    return Optional.empty();
                }
                answer.setRedeemResult(redeemResult.get().toBuilder()
                        .setEpoch(message.getRedeem().getEpoch()));
            }
            case INVENTORY -> {
                if (!answersInventories) {
                    return Optional.empty();
                }
                answer.setInventoryTaken(taken(message.getInventory()));
            }
            case MESSAGE_NOT_SET -> throw new IllegalStateException("an agent said nothing");
        }
        return Optional.of(answer.build());
    }

    private ConnectResponse.InventoryTaken taken(ConnectRequest.Inventory inventory) {
        return ConnectResponse.InventoryTaken.newBuilder()
                .setEpoch(inventory.getEpoch())
                .setAsOf("77-" + inventory.getEpoch())
                .addAllOrders(orders)
                .build();
    }

    private static Duration lease() {
        return Durations.fromSeconds(10);
    }

    @Override
    public void close() {
        try {
            server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
