package io.usher.node.agent.session;

import io.usher.core.model.ObservedState;
import io.usher.core.model.UserName;
import io.usher.node.agent.lease.BootClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions of an xrdp host (Xorg back end), seen from {@code /proc} alone: xrdp has no interface that lists users
 * and displays.
 *
 * <p>A session is an X server whose parent is a session process of xrdp's session manager. Its owner is the user. It is
 * active while xrdp is connected to it. It is ended through its window manager, since the session process ignores
 * SIGTERM; it is disconnected by ending xrdp's process for that one connection. Messages are windows on its display.
 */
public final class XrdpSessionSource implements SessionSource {
    private static final String X_SERVER = "Xorg";
    private static final String CHANNEL_SERVER = "xrdp-chansrv";
    private static final String CONNECTION = "xrdp";
    private static final Set<String> SESSION_PROCESSES = Set.of("xrdp-sesman", "xrdp-sesexec");
    private static final long TICKS_PER_SECOND = 100; // The kernel's unit towards programs on every Linux.
    private static final Duration SOCKETS_TIME_LIMIT = Duration.ofSeconds(5);
    private static final int MAXIMUM_SOCKETS_BYTES = 16 << 20;
    private static final List<String> SOCKETS_COMMAND = List.of("ss", "--unix", "--no-header");
    /** A window manager that is still there this long after it was asked to end is killed when asked again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path proc;
    private final ProcessTable processes;
    private final ProcessSignals signals;
    private final BootClock clock;
    private final DesktopMessages messages = new DesktopMessages();
    private final Map<String, Duration> firstAsked = new HashMap<>();

    /** Creates a source for the machine, or the namespaces, that this process runs in. */
    public XrdpSessionSource(BootClock clock) {
        this(Path.of("/proc"), ProcessSignals.real(), clock);
    }

    XrdpSessionSource(Path proc, ProcessSignals signals, BootClock clock) {
        this.proc = proc;
        this.processes = new ProcessTable(proc);
        this.signals = signals;
        this.clock = clock;
    }

    @Override
    public List<ObservedSession> observe() throws SessionSourceException {
        try {
            List<HostProcess> all = processes.read();
            Set<Integer> attached = DisplaySockets.attached(
                    Files.readString(proc.resolve("net").resolve("unix"), StandardCharsets.ISO_8859_1));
            List<ObservedSession> sessions = new ArrayList<>();
            for (Desktop desktop : desktops(all)) {
                sessions.add(observed(desktop, attached.contains(desktop.display())));
            }
            forgetEnded(sessions);
            sessions.sort(Comparator.comparing(ObservedSession::key));
            return sessions;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void end(String key) throws SessionSourceException {
        try {
            List<HostProcess> all = processes.read();
            Optional<Desktop> desktop = find(all, key);
            if (desktop.isPresent()) {
                boolean patient = isFirstAskOrRecent(key);
                for (HostProcess process : endedFirst(all, desktop.get())) {
                    signal(process, patient);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void disconnect(String key) throws SessionSourceException {
        try {
            List<HostProcess> all = processes.read();
            Optional<Desktop> desktop = find(all, key);
            if (desktop.isEmpty()) {
                return;
            }
            String sockets = new BoundedCommand(SOCKETS_TIME_LIMIT, MAXIMUM_SOCKETS_BYTES).run(SOCKETS_COMMAND);
            for (long inode : DisplaySockets.peers(sockets, desktop.get().display())) {
                endConnection(all, inode);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Kills what {@link #end} asks to end, and the X server, which its session process does not outlive. */
    @Override
    public void reset(String key) throws SessionSourceException {
        try {
            List<HostProcess> all = processes.read();
            Optional<Desktop> desktop = find(all, key);
            if (desktop.isPresent()) {
                for (HostProcess process : endedFirst(all, desktop.get())) {
                    signal(process, false);
                }
                signal(desktop.get().server(), false);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void message(String key, UserMessage message) throws SessionSourceException {
        try {
            Optional<Desktop> desktop = find(processes.read(), key);
            if (desktop.isEmpty()) {
                throw new SessionSourceException(SessionSourceException.Kind.FAILED, "the session is gone");
            }
            messages.show(desktop.get().server().user(), desktop.get().display(), message);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void endConnection(List<HostProcess> all, long inode) throws IOException {
        for (HostProcess process : all) {
            if (process.name().equals(CONNECTION) && processes.hasSocket(process.pid(), inode)) {
                signal(process, true);
            }
        }
    }

    /** Signals a process unless its id has passed to another one since it was read. */
    private void signal(HostProcess process, boolean patient) throws IOException {
        Optional<HostProcess> now = processes.read(process.pid());
        if (now.isPresent() && now.get().startTicks() == process.startTicks()) {
            if (patient) {
                signals.terminate(process.pid());
            } else {
                signals.kill(process.pid());
            }
        }
    }

    private synchronized boolean isFirstAskOrRecent(String key) {
        Duration now = clock.sinceBoot();
        Duration first = firstAsked.computeIfAbsent(key, unasked -> now);
        return now.minus(first).compareTo(PATIENCE) < 0;
    }

    private synchronized void forgetEnded(List<ObservedSession> sessions) {
        Set<String> present = new HashSet<>();
        sessions.forEach(session -> present.add(session.key()));
        firstAsked.keySet().retainAll(present);
    }

    private ObservedSession observed(Desktop desktop, boolean attached) {
        Duration age =
                clock.sinceBoot().minus(Duration.ofMillis(desktop.server().startTicks() * 1000 / TICKS_PER_SECOND));
        return new ObservedSession(
                desktop.key(),
                new UserName(desktop.server().user()),
                attached ? ObservedState.ACTIVE : ObservedState.DISCONNECTED,
                // xrdp sees the door's own address; the client's is known to the door alone.
                Optional.empty(),
                Instant.now().minus(age));
    }

    private static List<Desktop> desktops(List<HostProcess> all) {
        Map<Long, HostProcess> byPid = new HashMap<>();
        all.forEach(process -> byPid.put(process.pid(), process));
        List<Desktop> desktops = new ArrayList<>();
        for (HostProcess process : all) {
            HostProcess parent = byPid.get(process.parent());
            if (process.name().equals(X_SERVER) && parent != null && SESSION_PROCESSES.contains(parent.name())) {
                display(process).ifPresent(display -> desktops.add(new Desktop(process, display)));
            }
        }
        return desktops;
    }

    private static Optional<Desktop> find(List<HostProcess> all, String key) {
        return desktops(all).stream()
                .filter(desktop -> desktop.key().equals(key))
                .findFirst();
    }

    /** The window manager and whatever else the session process started; the X server itself if there is nothing. */
    private static List<HostProcess> endedFirst(List<HostProcess> all, Desktop desktop) {
        List<HostProcess> children = all.stream()
                .filter(process -> process.parent() == desktop.server().parent())
                .filter(process ->
                        !process.name().equals(X_SERVER) && !process.name().equals(CHANNEL_SERVER))
                .toList();
        return children.isEmpty() ? List.of(desktop.server()) : children;
    }

    private static Optional<Integer> display(HostProcess server) {
        return server.arguments().stream()
                .filter(argument -> argument.matches(":\\d{1,6}"))
                .map(argument -> Integer.valueOf(argument.substring(1)))
                .findFirst();
    }

    private static SessionSourceException unreadable(IOException e) {
        return new SessionSourceException(
                SessionSourceException.Kind.UNAVAILABLE, "expected to read /proc: " + e.getMessage(), e);
    }

    /**
     * A desktop of a user.
     *
     * @param server its X server
     * @param display number of its display
     */
    private record Desktop(HostProcess server, int display) {
        /** Display numbers are used again; together with the start of the server they are not. */
        String key() {
            return "xrdp-" + display + "-" + server.startTicks();
        }
    }
}
