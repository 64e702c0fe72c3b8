package io.usher.it.desktops;

import io.usher.it.cluster.OsProcess;
import io.usher.it.cluster.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A network of one client machine and some session hosts, none of which this machine's own network knows of. Closing it
 * removes everything; if this JVM is killed, only its directory under the temporary directory is left.
 */
public final class DesktopLab implements AutoCloseable {
    private static final String NETWORK = "10.99.0.";
    private static final String DISPLAY = ":77";
    private static final List<String> COLOURS = List.of("#204060", "#604020", "#206040");
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int WINDOW_WIDTH = 900;
    private static final int WINDOW_HEIGHT = 700;

    private final Path sourceTree;
    private final Path directory;
    private final List<LabUser> users;
    private final LabMachine client;
    private final List<DesktopHost> hosts = new ArrayList<>();
    private final List<DesktopClient> clients = new ArrayList<>();

    private DesktopLab(Path sourceTree, Path directory, List<LabUser> users, LabMachine client) {
        this.sourceTree = sourceTree;
        this.directory = directory;
        this.users = users;
        this.client = client;
    }

    /**
     * Builds the network and the client machine.
     *
     * @param root directory of the source tree
     * @param users who may log on to the hosts
     */
    public static DesktopLab start(Path root, List<LabUser> users) {
        Path sourceTree = root.toAbsolutePath().normalize();
        try {
            Path directory = Files.createTempDirectory("usher-desktops-");
            LabCommand.run(List.of("chmod", "711", directory.toString()));
            Path home = Files.createDirectory(directory.resolve("client"));
            LabMachine client = LabMachine.start(sourceTree, "client", "client", home, home.resolve("machine.out"));
            DesktopLab lab = new DesktopLab(sourceTree, directory, List.copyOf(users), client);
            lab.buildNetworkOrClose();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for the lab", e);
        }
    }

    /** Adds a session host and waits until its xrdp listens. */
    public DesktopHost addHost(String name) {
        int number = hosts.size() + 1;
        Path home = directory.resolve(name);
        HostFiles files =
                HostFiles.create(home, users, DesktopHost.SESSION_PORT, COLOURS.get((number - 1) % COLOURS.size()));
        LabMachine machine = LabMachine.start(sourceTree, "host", name, home, files.log("machine.out"));
        DesktopHost host = new DesktopHost(name, NETWORK + (10 + number), files, machine);
        hosts.add(host);
        String link = "host" + number;
        String peer = Long.toString(machine.firstProcess());
        client.runInItsNetwork("ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", peer);
        client.run("ip", "link", "set", link, "master", "lab", "up");
        machine.run("ip", "address", "add", host.address() + "/24", "dev", "eth0");
        machine.run("ip", "link", "set", "eth0", "up");
        Waiting.until(
                "xrdp of " + name + " listens",
                START_LIMIT,
                () -> machine.run("ss", "-H", "-l", "-t", "-n").contains("127.0.0.1:" + DesktopHost.SESSION_PORT));
        return host;
    }

    /**
     * Opens somebody's desktop as a user would, with what {@code usher assign} answered.
     *
     * @param place which window it is on the screen, from 0
     */
    public DesktopClient connect(LabUser user, String endpoint, String ticket, int place) {
        Path log = directory.resolve("client").resolve("client-" + user.name() + ".out");
        OsProcess process = client.startProgram(
                "xfreerdp of " + user.name(),
                List.of(
                        "env",
                        "DISPLAY=" + DISPLAY,
                        "HOME=" + directory.resolve("client"),
                        "xfreerdp",
                        "/v:" + endpoint,
                        "/u:" + user.name(),
                        "/p:" + user.password(),
                        "/load-balance-info:" + ticket,
                        "/cert:ignore",
                        "/size:" + WINDOW_WIDTH + "x" + WINDOW_HEIGHT,
                        "/window-position:" + place * WINDOW_WIDTH + "x0"),
                log);
        DesktopClient opened = new DesktopClient(process);
        clients.add(opened);
        return opened;
    }

    /** Takes a picture of the client machine's screen. */
    public void screenshot(Path file) {
        Path taken = directory.resolve("client").resolve("screen.png");
        client.run("env", "DISPLAY=" + DISPLAY, "import", "-window", "root", taken.toString());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.copy(taken, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the picture as " + file, e);
        }
    }

    /** How many colours there are in the place of one window on a picture. */
    public static int coloursIn(Path picture, int place) {
        try {
            var image = ImageIO.read(picture.toFile());
            Set<Integer> colours = new HashSet<>();
            int left = place * WINDOW_WIDTH;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = left; x < Math.min(left + WINDOW_WIDTH, image.getWidth()); x++) {
                    colours.add(image.getRGB(x, y));
                }
            }
            return colours.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the picture " + picture, e);
        }
    }

    /** Copies what all programs of the lab have written so far, and what runs on the hosts, into a folder. */
    public void keepLogs(Path folder) {
        hosts.forEach(DesktopHost::logProcesses);
        List<Path> machines = new ArrayList<>(List.of(directory.resolve("client")));
        hosts.forEach(host -> machines.add(host.log("")));
        try {
            for (Path machine : machines) {
                Path kept = Files.createDirectories(
                        folder.resolve(directory.relativize(machine).getName(0)));
                try (Stream<Path> logs = Files.list(machine)) {
                    for (Path log : logs.filter(Files::isRegularFile).toList()) {
                        Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the logs in " + folder, e);
        }
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(clients);
        all.addAll(hosts);
        all.add(client);
        Closing.all(all);
        delete(directory);
    }

    private void buildNetworkOrClose() {
        try {
            buildNetwork();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void buildNetwork() {
        client.run("ip", "link", "add", "lab", "type", "bridge");
        client.run("ip", "address", "add", NETWORK + "1/24", "dev", "lab");
        client.run("ip", "link", "set", "lab", "up");
        int width = 2 * WINDOW_WIDTH;
        client.startProgram(
                "Xvfb",
                List.of("Xvfb", DISPLAY, "-screen", "0", width + "x" + WINDOW_HEIGHT + "x24", "-nolisten", "tcp"),
                directory.resolve("client").resolve("xvfb.out"));
        Waiting.until(
                "the client has a screen",
                START_LIMIT,
                () -> client.run("ls", "/tmp/.X11-unix").contains("X77"));
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
