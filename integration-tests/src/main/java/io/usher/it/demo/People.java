package io.usher.it.demo;

import io.usher.it.client.Outcome;
import io.usher.it.client.UsherClient;
import io.usher.it.traffic.Farm;
import io.usher.proto.v1.AssignSessionRequest;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.SessionServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users who come to work: each asks for the desktop or the application and goes where the answer says. Several come at
 * a time. Thread-safe.
 */
final class People implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Every so manyth user wants the application. */
    private static final int APPLICATION_EVERY = 4;

    private final UsherClient client;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * They begin to come.
     *
     * @param count how many users
     * @param atATime how many of them ask at the same time
     */
    People(UsherClient client, int count, int atATime) {
        this.client = client;
        this.count = count;
        for (int i = 0; i < atATime; i++) {
            Thread thread = new Thread(this::come, "people-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void come() {
        for (int number = next.incrementAndGet(); number <= count; number = next.incrementAndGet()) {
            String user = "user-" + number;
            Outcome<AssignSessionResponse> outcome = client.call(
                    SessionServiceGrpc.getAssignSessionMethod(),
                    AssignSessionRequest.newBuilder()
                            .setUser(user)
                            .setResource(
                                    "resources/" + (number % APPLICATION_EVERY == 0 ? Demo.APPLICATION : Demo.DESKTOP))
                            .setClientName("demo")
                            .setRequestId(Farm.newRequestId())
                            .build(),
                    PATIENCE);
            if (outcome instanceof Outcome.Answered<AssignSessionResponse> answered) {
                goTo(user, answered.answer().getAssignment());
            } else {
                failures.add(user + ": " + outcome);
            }
        }
    }

    private void goTo(String user, Assignment assignment) {
        long assigned = System.nanoTime();
        boolean letIn = Door.knock(assignment.getEndpoint(), assignment.getTicket());
        visits.add(
                new Visit(user, assignment.getSession(), assignment.getHost(), assignment.getFence(), assigned, letIn));
    }

    /** How many have been to their host. */
    int arrived() {
        return visits.size();
    }

    /** Whether anybody is still on the way. */
    boolean isOver() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    List<Visit> visits() {
        return List.copyOf(visits);
    }

    /** Users who got no answer, and what they met. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        next.set(count);
        threads.forEach(Thread::interrupt);
    }
}
