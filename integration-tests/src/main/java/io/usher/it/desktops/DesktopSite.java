package io.usher.it.desktops;

import io.usher.it.client.Endpoint;
import io.usher.it.cluster.OsProcess;
import io.usher.it.cluster.Waiting;
import io.usher.proto.v1.Action;
import io.usher.proto.v1.AssignSessionResponse;
import io.usher.proto.v1.Assignment;
import io.usher.proto.v1.GetSessionResponse;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.ListActionsResponse;
import io.usher.proto.v1.ListHostsResponse;
import io.usher.proto.v1.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the brokers of a site know and are told about the desktops of the lab, all through the command line. */
final class DesktopSite {
    private static final String POOL = "desktops";
    private static final String RESOURCE = "desktop";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Path home;
    private final List<Endpoint> brokers;
    private final CommandLine usher;

    /**
     * A site whose brokers run already.
     *
     * @param home folder of the installation
     */
    DesktopSite(Path home, List<Endpoint> brokers) {
        this.home = home;
        this.brokers = List.copyOf(brokers);
        this.usher = new CommandLine(home, brokers);
    }

    /** Publishes a desktop. Its hosts share one machine, so that only their sessions tell them apart. */
    void publish() {
        usher.run("pool", "create", POOL, "--counters=sessions", "--max-sessions-per-host=4");
        usher.run("resource", "create", RESOURCE, "--kind=desktop", "--pool=" + POOL);
    }

    /** Starts the agent of a host, on that host. */
    OsProcess startAgent(DesktopHost host) {
        brokers.forEach(broker -> host.reachLoopback(broker.port()));
        String list = brokers.stream()
                .map(broker -> "  - 127.0.0.1:" + broker.port() + "\n")
                .collect(Collectors.joining());
        Path file = host.log("agent.yaml");
        try {
            Files.writeString(file, """
                    host:
                      id: %s
                      pool: %s
                      endpoint: %s
                    door:
                      listen: %s
                      backend: 127.0.0.1:%d
                    source: xrdp
                    brokers:
                    %s""".formatted(
                            host.name(), POOL, host.endpoint(), host.endpoint(), DesktopHost.SESSION_PORT, list));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return host.start("agent", List.of(home.resolve("bin/usher").toString(), "agent", "--config", file.toString()));
    }

    /** Waits until the site counts on a host. */
    void awaitHost(DesktopHost host) {
        Waiting.until(
                "host " + host.name() + " is up",
                LIMIT,
                () -> usher.ask(ListHostsResponse.newBuilder(), "host", "list").getHostsList().stream()
                        .anyMatch(found -> found.getName().equals("hosts/" + host.name())
                                && found.getState() == Host.State.STATE_UP));
    }

    Assignment assign(LabUser user) {
        return usher.ask(AssignSessionResponse.newBuilder(), "assign", "--user=" + user.name(), RESOURCE)
                .getAssignment();
    }

    Session session(String name) {
        return usher.ask(GetSessionResponse.newBuilder(), "session", "get", id(name))
                .getSession();
    }

    void awaitState(String session, Session.State state) {
        Waiting.until(session + " is " + state, LIMIT, () -> session(session).getState() == state);
    }

    void end(String session) {
        usher.run("session", "end", id(session), "--yes");
    }

    /** Has something done with a session, and returns when the brokers have taken note of it. */
    void act(String session, String verb, String... options) {
        List<String> command = new ArrayList<>(List.of("session", verb, id(session)));
        command.addAll(List.of(options));
        usher.run(command.toArray(String[]::new));
    }

    /** Waits until the brokers show what became of an action, and of that one alone. */
    void awaitAction(String session, Action.Kind kind, Action.State state) {
        Waiting.until(
                kind + " of " + session + " is " + state,
                LIMIT,
                () -> usher
                        .ask(ListActionsResponse.newBuilder(), "action", "list", "--session=" + id(session))
                        .getActionsList()
                        .stream()
                        .anyMatch(action -> action.getKind() == kind && action.getState() == state));
    }

    private static String id(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
