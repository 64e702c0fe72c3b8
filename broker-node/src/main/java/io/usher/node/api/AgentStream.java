package io.usher.node.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.usher.core.command.Answer.HostAnswer;
import io.usher.core.command.Answer.InventoryTaken;
import io.usher.core.command.Answer.Redeemed;
import io.usher.core.command.Refusal;
import io.usher.core.command.RefusalReason;
import io.usher.core.command.RegisterHost;
import io.usher.core.command.Reply;
import io.usher.core.model.Host;
import io.usher.core.model.HostId;
import io.usher.core.model.HostIncarnation;
import io.usher.node.api.mapping.AgentMapping;
import io.usher.node.api.mapping.InvalidFieldsException;
import io.usher.node.primary.PingAnswer;
import io.usher.node.replication.Freshness;
import io.usher.proto.v1.ConnectRequest;
import io.usher.proto.v1.ConnectRequest.MessageCase;
import io.usher.proto.v1.ConnectResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of one host's agent. Messages are handled one after another; what the broker has to say by itself may come
 * in between. An error ends the stream and the agent begins anew, here or at another broker; a ticket is the exception,
 * since somebody stands at the door: its answer carries the error.
 */
final class AgentStream implements StreamObserver<ConnectRequest> {

    /** Agents give a broker up after three seconds of silence; by then it has told them what is wrong. */
    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private static final Set<RefusalReason> MUST_REGISTER =
            EnumSet.of(RefusalReason.STALE_INCARNATION, RefusalReason.HOST_IS_LOST, RefusalReason.HOST_NOT_FOUND);
    private static final Logger LOG = LoggerFactory.getLogger(AgentStream.class);

    /** The registration for which the stream speaks. */
    private record Life(HostId host, HostIncarnation incarnation) {}

    private final ServerCallStreamObserver<ConnectResponse> agent;
    private final Calls calls;
    private final AgentGrpc.Collaborators agents;
    private final Caller caller = Caller.current();

    private volatile Optional<HostId> host = Optional.empty();
    private volatile Optional<Life> life = Optional.empty();
    private boolean ended;
    private boolean ordersTold;

    AgentStream(ServerCallStreamObserver<ConnectResponse> agent, Calls calls, AgentGrpc.Collaborators collaborators) {
        this.agent = agent;
        this.calls = calls;
        this.agents = collaborators;
    }

    @Override
    public void onNext(ConnectRequest message) {
        CompletionStage<Void> handled;
        try {
            handled = handle(message);
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        handled.whenComplete((done, failure) -> {
            if (failure == null) {
                agent.request(1);
            } else {
                fail(failure);
            }
        });
    }

    @Override
    public void onError(Throwable thrown) {
        end();
    }

    @Override
    public void onCompleted() {
        synchronized (this) {
            if (!ended) {
                agent.onCompleted();
            }
        }
        end();
    }

    /** Orders are waiting for the host. Told once until the agent has asked for them. */
    void tellOrders() {
        synchronized (this) {
            if (ordersTold) {
                return;
            }
            ordersTold = true;
        }
        send(ConnectResponse.newBuilder()
                .setOrdersWaiting(ConnectResponse.OrdersWaiting.getDefaultInstance())
                .build());
    }

    /** Tells what concerns all agents; one that has yet to register hears it then. */
    void tell(ConnectResponse news) {
        if (life.isPresent()) {
            send(news);
        }
    }

    void fail(Throwable failure) {
        synchronized (this) {
            if (!ended) {
                ended = true;
                agent.onError(StatusMapping.toStatus(failure));
            }
        }
        end();
    }

    void end() {
        synchronized (this) {
            ended = true;
        }
        host.ifPresent(id -> agents.notices().leave(id, this));
    }

    private CompletionStage<Void> handle(ConnectRequest message) {
        if (message.getMessageCase() == MessageCase.REGISTER) {
            return register(message.getRegister());
        }
        if (host.isEmpty()) {
            throw InvalidFieldsException.of("message", "must be register at first, found " + message.getMessageCase());
        }
        if (life.isEmpty()) {
            // Sent before the agent heard that it has to register again.
            return CompletableFuture.completedFuture(null);
        }
        return switch (message.getMessageCase()) {
            case PING -> ping(message.getPing(), life.get());
            case REDEEM -> redeem(message.getRedeem(), life.get());
            case INVENTORY -> inventory(message.getInventory(), life.get());
            default ->
                throw InvalidFieldsException.of("message", "must be one that this broker knows, found another number");
        };
    }

    private CompletionStage<Void> register(ConnectRequest.Register register) {
        RegisterHost command = AgentMapping.toCommand(register);
        if (host.isPresent() && !host.get().equals(command.id())) {
            throw InvalidFieldsException.of(
                    "register.host_id",
                    "must be " + host.get() + ", for which the stream speaks, found " + command.id());
        }
        caller.requireHost(command.id());
        host = Optional.of(command.id());
        agents.notices().join(command.id(), this);
        Call call = calls.open(PATIENCE);
        return call.submit(command).thenCompose(committed -> {
            Host registered = ((HostAnswer) Call.accepted(committed).reply()).host();
            return call.read(
                            Freshness.LINEARIZABLE,
                            view -> AgentMapping.registered(registered, view, agents.schedule()))
                    .thenAccept(found -> {
                        life = Optional.of(new Life(registered.id(), registered.incarnation()));
                        send(ConnectResponse.newBuilder()
                                .setRegistered(found.value())
                                .build());
                        LOG.info("host {} registered, incarnation={}", registered.id(), registered.incarnation());
                    });
        });
    }

    private CompletionStage<Void> ping(ConnectRequest.Ping ping, Life speaker) {
        return agents.pings()
                .ping(
                        AgentMapping.toPing(ping, speaker.host(), speaker.incarnation()),
                        calls.open(PATIENCE).deadline())
                .thenAccept(answer -> {
                    if (answer instanceof PingAnswer.Renewed renewed) {
                        send(ConnectResponse.newBuilder()
                                .setLeaseRenewed(AgentMapping.toProto(renewed, ping.getSequence()))
                                .build());
                    } else if (answer instanceof PingAnswer.RegisterAgain again) {
                        haveRegister(Refusal.of(again.reason(), "host", speaker.host()));
                    }
                });
    }

    private CompletionStage<Void> redeem(ConnectRequest.Redeem redeem, Life speaker) {
        return calls.open(PATIENCE)
                .submit(
                        AgentMapping.toCommand(redeem, speaker.host(), speaker.incarnation()),
                        AgentMapping.requestId(redeem))
                .handle((committed, failure) -> {
                    if (failure != null) {
                        send(refusal(failure, redeem.getEpoch()));
                    } else {
                        answer(redeem, committed.reply());
                    }
                    return null;
                });
    }

    private void answer(ConnectRequest.Redeem redeem, Reply reply) {
        if (reply instanceof Redeemed redeemed) {
            send(ConnectResponse.newBuilder()
                    .setRedeemResult(AgentMapping.admitted(redeemed.user(), redeem.getEpoch()))
                    .build());
        } else if (reply instanceof Refusal refusal) {
            send(refusal(ApiException.of(refusal), redeem.getEpoch()));
            haveRegisterIfDue(refusal);
        }
    }

    private CompletionStage<Void> inventory(ConnectRequest.Inventory inventory, Life speaker) {
        synchronized (this) {
            // Orders that come from here on may miss this inventory.
            ordersTold = false;
        }
        return calls.open(PATIENCE)
                .submit(AgentMapping.toCommand(inventory, speaker.host(), speaker.incarnation()))
                .thenAccept(committed -> {
                    if (committed.reply() instanceof InventoryTaken taken) {
                        send(ConnectResponse.newBuilder()
                                .setInventoryTaken(AgentMapping.toProto(taken, inventory.getEpoch()))
                                .build());
                    } else if (!(committed.reply() instanceof Refusal refusal) || !haveRegisterIfDue(refusal)) {
                        Call.accepted(committed);
                    }
                });
    }

    private boolean haveRegisterIfDue(Refusal refusal) {
        if (!MUST_REGISTER.contains(refusal.reason())) {
            return false;
        }
        haveRegister(refusal);
        return true;
    }

    private void haveRegister(Refusal refusal) {
        life = Optional.empty();
        StatusMapping.Explained explained = StatusMapping.explain(ApiException.of(refusal));
        send(ConnectResponse.newBuilder()
                .setRegisterAgain(ConnectResponse.RegisterAgain.newBuilder()
                        .setReason(explained.reason())
                        .setMessage(explained.message()))
                .build());
    }

    private static ConnectResponse refusal(Throwable failure, long epoch) {
        StatusMapping.Explained explained = StatusMapping.explain(failure);
        return ConnectResponse.newBuilder()
                .setRedeemResult(ConnectResponse.RedeemResult.newBuilder()
                        .setEpoch(epoch)
                        .setRefusalReason(explained.reason())
                        .setRefusalMessage(explained.message()))
                .build();
    }

    private synchronized void send(ConnectResponse message) {
        if (!ended) {
            agent.onNext(message);
        }
    }
}
