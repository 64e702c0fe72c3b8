package io.usher.it.traffic;

import io.usher.it.client.Outcome;
import io.usher.node.agent.Entry;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.DisconnectSessionRequest;
import io.usher.proto.v1.EndSessionRequest;
import io.usher.proto.v1.GetSessionRequest;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.ListHostsRequest;
import io.usher.proto.v1.ListSessionsRequest;
import io.usher.proto.v1.ReadConsistency;
import io.usher.proto.v1.SessionServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * People at work: they ask for desktops, arrive, leave, come back and log off, and administrators look on and
 * interfere. Several clients act for the same users, so that requests of one user meet. What each does is decided by a
 * seed; how they meet is up to the machine.
 */
public final class Workload implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final Duration DOOR_LIMIT = Duration.ofSeconds(8);

    /**
     * How much is done.
     *
     * @param users how many users there are
     * @param pause between two calls of one client
     */
    public record Pace(int users, Duration pause) {}

    private final HostFleet fleet;
    private final Pace pace;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Assignment> latest = new ConcurrentHashMap<>();
    private final AtomicInteger admitted = new AtomicInteger();
    private volatile boolean stopped;

    /** Starts one thread for each client. */
    public Workload(List<RecordingClient> clients, HostFleet fleet, Pace pace, long seed) {
        this.fleet = fleet;
        this.pace = pace;
        for (int i = 0; i < clients.size(); i++) {
            RecordingClient client = clients.get(i);
            Random chance = new Random(seed * 1_000_003 + i);
            Thread thread = new Thread(() -> work(client, chance), "people-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** How many users have been let in by hosts so far. */
    public int admitted() {
        return admitted.get();
    }

    private void work(RecordingClient client, Random chance) {
        while (!stopped) {
            String user = "user" + chance.nextInt(pace.users());
            act(client, chance, user);
            LockSupport.parkNanos(1 + (long) (pace.pause().toNanos() * 2 * chance.nextDouble()));
        }
    }

    private void act(RecordingClient client, Random chance, String user) {
        Assignment known = latest.get(user);
        int choice = chance.nextInt(100);
        if (known == null || choice < 45) {
            ask(client, chance, user);
        } else if (choice < 55) {
            fleet.host(known.getHost()).leave(user);
        } else if (choice < 65) {
            fleet.host(known.getHost()).logOff(user);
        } else if (choice < 80) {
            look(client, chance, known);
        } else if (choice < 84) {
            client.call(
                    SessionServiceGrpc.getDisconnectSessionMethod(),
                    DisconnectSessionRequest.newBuilder()
                            .setName(known.getSession())
                            .setRequestId(Farm.newRequestId())
                            .build(),
                    LIMIT);
        } else if (choice < 90) {
            client.call(
                    SessionServiceGrpc.getEndSessionMethod(),
                    EndSessionRequest.newBuilder()
                            .setName(known.getSession())
                            .setRequestId(Farm.newRequestId())
                            .build(),
                    LIMIT);
        } else {
            list(client, chance);
        }
    }

    private void ask(RecordingClient client, Random chance, String user) {
        Outcome<AssignSessionResponse> outcome = client.call(
                SessionServiceGrpc.getAssignSessionMethod(),
                AssignSessionRequest.newBuilder()
                        .setUser(user)
                        .setResource("resources/" + (chance.nextInt(4) == 0 ? Farm.EDITOR : Farm.DESKTOP))
                        .setClientName("pc-" + user)
                        .setClientAddress("127.0.0.1")
                        .setRequestId(Farm.newRequestId())
                        .build(),
                LIMIT);
        if (outcome instanceof Outcome.Answered<AssignSessionResponse> answered) {
            Assignment assignment = answered.answer().getAssignment();
            latest.put(user, assignment);
            if (chance.nextInt(5) != 0) {
                arrive(user, assignment);
            }
        }
    }

    private void arrive(String user, Assignment assignment) {
        try {
            Entry entry = fleet.host(assignment.getHost())
                    .arrive(user, assignment)
                    .toCompletableFuture()
                    .orTimeout(DOOR_LIMIT.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                    .join();
            if (entry instanceof Entry.Granted) {
                admitted.incrementAndGet();
            }
        } catch (CompletionException e) {
            // The door had no answer: the user goes away. Whether the host let somebody in is what the host remembers.
        }
    }

    private static void look(RecordingClient client, Random chance, Assignment known) {
        client.call(
                SessionServiceGrpc.getGetSessionMethod(),
                GetSessionRequest.newBuilder()
                        .setName(known.getSession())
                        .setConsistency(consistency(chance))
                        .build(),
                LIMIT);
    }

    private static void list(RecordingClient client, Random chance) {
        if (chance.nextBoolean()) {
            client.call(
                    SessionServiceGrpc.getListSessionsMethod(),
                    ListSessionsRequest.newBuilder()
                            .setPageSize(1000)
                            .setConsistency(consistency(chance))
                            .build(),
                    LIMIT);
        } else {
            client.call(
                    HostServiceGrpc.getListHostsMethod(),
                    ListHostsRequest.newBuilder()
                            .setPageSize(1000)
                            .setConsistency(consistency(chance))
                            .build(),
                    LIMIT);
        }
    }

    private static ReadConsistency consistency(Random chance) {
        return chance.nextInt(4) == 0
                ? ReadConsistency.READ_CONSISTENCY_STALE
                : ReadConsistency.READ_CONSISTENCY_LINEARIZABLE;
    }

    /** Lets everybody finish what they have begun. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
