package io.usher.it.traffic;

import io.usher.core.model.LogPosition;
import io.usher.core.model.UserName;
import io.usher.it.history.LeaseRenewal;
import io.usher.it.history.Stay;
import io.usher.node.agent.Agent;
import io.usher.node.agent.Entry;
import io.usher.node.agent.session.ObservedSession;
import io.usher.node.agent.session.SessionSource;
import io.usher.node.agent.session.SessionSourceException;
import io.usher.node.agent.session.SimulatedSessionSource;
import io.usher.node.agent.session.UserMessage;
import io.usher.proto.v1.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A host with a real agent and sessions that exist only in memory. Remembers who really was on it, whatever brokers
 * think. Thread-safe.
 */
public final class FleetHost implements SessionSource {

    private final String name;
    private final HostLine line;
    private final SimulatedSessionSource sessions = new SimulatedSessionSource();
    private final List<Stay> stays = new ArrayList<>();
    /** Place in the list of stays of whoever holds a key now. */
    private final Map<String, Integer> current = new ConcurrentHashMap<>();

    private final Agent agent;

    FleetHost(String name, HostLine line, Function<FleetHost, Agent> agent) {
        this.name = name;
        this.line = line;
        this.agent = agent.apply(this);
    }

    /** Its id. */
    public String name() {
        return name;
    }

    Agent agent() {
        return agent;
    }

    int active() {
        return sessions.active();
    }

    /** A user comes to the door with what the site answered. */
    public CompletionStage<Entry> arrive(String user, Assignment assignment) {
        return agent.admit(assignment.getTicket()).thenApply(entry -> {
            if (entry instanceof Entry.Granted granted) {
                letIn(granted.user().orElse(user), assignment);
                agent.look();
            }
            return entry;
        });
    }

    private synchronized void letIn(String user, Assignment assignment) {
        String key = sessions.arrive(new UserName(user));
        current.put(key, stays.size());
        stays.add(new Stay(
                name,
                user,
                assignment.getSession(),
                LogPosition.parse(assignment.getFence()),
                System.nanoTime(),
                OptionalLong.empty()));
    }

    /** The user's client goes away and the session keeps running. */
    public void leave(String user) {
        sessions.leave(new UserName(user));
        agent.look();
    }

    /** The user logs off. */
    public void logOff(String user) {
        keyOf(user).ifPresent(this::end);
        agent.look();
    }

    /** Users who have a session here. */
    public List<String> users() {
        return sessions.observe().stream()
                .map(session -> session.user().value())
                .toList();
    }

    /** Address of the broker with which the host is registered; empty while it is with none. */
    public Optional<String> broker() {
        return agent.status().toCompletableFuture().join().broker();
    }

    /** Takes the host off the network; it runs on, and its agent tries to come back. */
    public void cutOff() {
        line.cut();
    }

    /** Puts the host back on the network. */
    public void reconnect() {
        line.mend();
    }

    /** Who was let in, and until when. */
    public synchronized List<Stay> stays() {
        return List.copyOf(stays);
    }

    /** When the lease was renewed. */
    public List<LeaseRenewal> renewals() {
        return line.renewals();
    }

    @Override
    public List<ObservedSession> observe() {
        return sessions.observe();
    }

    @Override
    public synchronized void end(String key) {
        sessions.end(key);
        Integer place = current.remove(key);
        if (place != null) {
            Stay stay = stays.get(place);
            stays.set(
                    place,
                    new Stay(
                            stay.host(),
                            stay.user(),
                            stay.session(),
                            stay.fence(),
                            stay.from(),
                            OptionalLong.of(System.nanoTime())));
        }
    }

    @Override
    public void disconnect(String key) {
        sessions.disconnect(key);
    }

    @Override
    public void reset(String key) {
        end(key);
    }

    @Override
    public void message(String key, UserMessage message) throws SessionSourceException {
        sessions.message(key, message);
    }

    /** What was shown to users, the oldest first. */
    public List<UserMessage> messages() {
        return sessions.messages();
    }

    private Optional<String> keyOf(String user) {
        return sessions.observe().stream()
                .filter(session -> session.user().value().equals(user))
                .map(ObservedSession::key)
                .findFirst();
    }
}
