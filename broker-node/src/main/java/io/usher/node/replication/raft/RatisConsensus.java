package io.usher.node.replication.raft;

import io.usher.core.model.BrokerId;
import io.usher.node.replication.gate.Consensus;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends to the log of the Ratis server in this process. Thread-safe. */
final class RatisConsensus implements Consensus {

    private static final Logger LOG = LoggerFactory.getLogger(RatisConsensus.class);

    /** Call ids of reads; those of entries are positive. */
    private final AtomicLong lastRead = new AtomicLong();

    /** Tells the entries of this process from all others. */
    private final long process = new SecureRandom().nextLong();

    private volatile ClientId clientId = ClientId.valueOf(new UUID(process, 0));
    private final Map<Long, Append> appends = new ConcurrentHashMap<>();
    private final Map<RaftPeerId, BrokerId> brokerIds = new ConcurrentHashMap<>();

    private volatile Optional<RaftServer.Division> division = Optional.empty();
    private volatile boolean closed;

    /** An entry that Ratis has not answered for yet. */
    private static final class Append {
        private final AppendFailure failure;
        private final OptionalLong onlyIn;
        private volatile boolean started;

        Append(AppendFailure failure, OptionalLong onlyIn) {
            this.failure = failure;
            this.onlyIn = onlyIn;
        }
    }

    void open(RaftServer.Division opened) {
        division = Optional.of(opened);
    }

    void close() {
        closed = true;
    }

    /** Whether this process appended the entry of a client. */
    boolean isOwn(ByteString client) {
        return ClientId.valueOf(client).getUuid().getMostSignificantBits() == process;
    }

    /**
     * Goes on under another id. Ratis remembers the index of a client's last write as a chain over all its writes; one
     * that never got an index keeps the chain growing for ever, until the id is not used any more.
     */
    private synchronized void changeClientId() {
        clientId = ClientId.valueOf(new UUID(process, clientId.getUuid().getLeastSignificantBits() + 1));
    }

    /**
     * Ratis is about to write the entry, under the lock that also guards its term.
     *
     * @return whether it may; if not, it certainly does not enter the log
     */
    boolean mayEnter(long key) {
        Append append = appends.get(key);
        if (append == null) {
            return true;
        }
        if (append.onlyIn.isPresent() && append.onlyIn.getAsLong() != currentTerm()) {
            changeClientId();
            return false;
        }
        append.started = true;
        return true;
    }

    long currentTerm() {
        return division.map(open -> open.getInfo().getCurrentTerm()).orElse(-1L);
    }

    @Override
    public OptionalLong leadingTerm() {
        if (closed || division.isEmpty()) {
            return OptionalLong.empty();
        }
        DivisionInfo info = division.get().getInfo();
        long term = info.getCurrentTerm();
        // Read around the role: a lead that was won in between counts from the next look on.
        return info.isLeaderReady() && info.getCurrentTerm() == term ? OptionalLong.of(term) : OptionalLong.empty();
    }

    @Override
    public Optional<BrokerId> primary() {
        return division.map(open -> open.getInfo().getLeaderId())
                .map(leader -> brokerIds.computeIfAbsent(leader, id -> new BrokerId(id.toString())));
    }

    @Override
    public void append(long key, byte[] entry, OptionalLong onlyIn, AppendFailure failure) {
        Append append = new Append(failure, onlyIn);
        appends.put(key, append);
        Message message = Message.valueOf(UnsafeByteOperations.unsafeWrap(entry));
        send(key, message, RaftClientRequest.writeRequestType()).whenComplete((reply, broken) -> {
            appends.remove(key);
            if (broken != null || !reply.isSuccess()) {
                LOG.debug("entry {} failed: {}", key, broken != null ? broken : reply.getException());
                append.failure.failed(append.started);
            }
        });
    }

    @Override
    public CompletionStage<Void> confirm() {
        return send(-lastRead.incrementAndGet(), Message.EMPTY, RaftClientRequest.readRequestType())
                .thenCompose(reply -> reply.isSuccess()
                        ? CompletableFuture.<Void>completedFuture(null)
                        : CompletableFuture.failedFuture(reply.getException()));
    }

    private CompletionStage<RaftClientReply> send(long callId, Message message, RaftClientRequest.Type type) {
        if (closed || division.isEmpty()) {
            return CompletableFuture.failedFuture(new IOException("the log is not open"));
        }
        RaftServer.Division open = division.get();
        RaftGroupMemberId member = open.getMemberId();
        RaftClientRequest request = RaftClientRequest.newBuilder()
                .setClientId(clientId)
                .setServerId(member.getPeerId())
                .setGroupId(member.getGroupId())
                .setCallId(callId)
                .setMessage(message)
                .setType(type)
                .build();
        try {
            // The division is asked directly: the way through the server hands over to another thread and waits for it.
            return open instanceof RaftClientAsynchronousProtocol direct
                    ? direct.submitClientRequestAsync(request)
                    : open.getRaftServer().submitClientRequestAsync(request);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
