package io.usher.it.desktops;

import io.usher.it.cluster.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session host of the lab: xrdp, its users, and whatever is started on it. */
public final class DesktopHost implements AutoCloseable {
    /** Where clients of the lab's network find the door of each host. */
    public static final int DOOR_PORT = 3389;

    /** Where xrdp listens, on the host's loopback address. */
    public static final int SESSION_PORT = 3390;

    private final String name;
    private final String address;
    private final HostFiles files;
    private final LabMachine machine;
    private final List<OsProcess> bridges = new ArrayList<>();

    DesktopHost(String name, String address, HostFiles files, LabMachine machine) {
        this.name = name;
        this.address = address;
        this.files = files;
        this.machine = machine;
    }

    /** Name of the host and of the machine. */
    public String name() {
        return name;
    }

    /** Address on the lab's network. */
    public String address() {
        return address;
    }

    /** Where clients go, host:port. */
    public String endpoint() {
        return address + ":" + DOOR_PORT;
    }

    /** Where its programs write what they have to say. */
    public Path log(String program) {
        return files.log(program);
    }

    LabMachine machine() {
        return machine;
    }

    /** Starts a program on the host. It ends with the host at the latest. */
    public OsProcess start(String program, List<String> command) {
        return machine.startProgram(program, command, log(program + ".out"));
    }

    /**
     * Makes a port of this machine's loopback address reachable at the same port of the host's, through a socket in the
     * file system that both share: neither listens beyond loopback.
     */
    public void reachLoopback(int port) {
        Path socket = files.directory().resolve("port-" + port + ".socket");
        String here = "UNIX-LISTEN:" + socket + ",fork,mode=600";
        bridges.add(OsProcess.start(
                "bridge to port " + port, List.of("socat", here, "TCP4:127.0.0.1:" + port), log("bridge.out")));
        bridges.add(start(
                "bridge",
                List.of("socat", "TCP4-LISTEN:" + port + ",bind=127.0.0.1,fork,reuseaddr", "UNIX-CONNECT:" + socket)));
    }

    /** Process id, on the host, of the X server of a user's desktop: the same number is the same desktop. */
    public Optional<String> desktopOf(LabUser user) {
        return processOf(user, "Xorg");
    }

    /** Whether a window with a message is open on the user's desktop. */
    boolean showsMessageTo(LabUser user) {
        return processOf(user, "xmessage").isPresent();
    }

    /** Logs a user off as the menu of the desktop does: the window manager ends. */
    public void logOff(LabUser user) {
        String windowManager = processOf(user, "openbox")
                .orElseThrow(() -> new IllegalStateException(user + " has no desktop on " + name));
        machine.run("sh", "-c", "kill " + windowManager);
    }

    /** Writes what runs on the host now among its logs. */
    void logProcesses() {
        try {
            Files.writeString(log("processes.out"), machine.run("ps", "-e", "-f"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + log("processes.out"), e);
        }
    }

    private Optional<String> processOf(LabUser user, String program) {
        return machine.run("ps", "-e", "-o", "user:32=,pid=,comm=")
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(fields -> fields.length == 3 && fields[0].equals(user.name()) && fields[2].equals(program))
                .map(fields -> fields[1])
                .findFirst();
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>();
        all.add(machine);
        bridges.forEach(bridge -> all.add(bridge::kill));
        Closing.all(all);
    }
}
