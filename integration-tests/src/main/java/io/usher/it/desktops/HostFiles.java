package io.usher.it.desktops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The files that a host of the lab has for itself: accounts, xrdp's configuration, logs, homes. */
final class HostFiles {
    private static final Path ACCOUNTS = Path.of("/etc");
    private static final List<String> ACCOUNT_FILES = List.of("passwd", "group", "shadow", "gshadow");

    private final Path directory;

    private HostFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes the files of a host into a new directory.
     *
     * @param sessionPort port on the host's loopback where xrdp listens
     * @param colour background of its desktops
     */
    static HostFiles create(Path directory, List<LabUser> users, int sessionPort, String colour) {
        HostFiles files = new HostFiles(directory);
        try {
            // Users go through these to their homes, and see no more.
            for (Path open : List.of(directory, directory.resolve("home"))) {
                Files.createDirectories(open);
                LabCommand.run(List.of("chmod", "711", open.toString()));
            }
            Files.createDirectories(directory.resolve("etc"));
            Files.createDirectories(directory.resolve("log"));
            for (String name : ACCOUNT_FILES) {
                Files.copy(ACCOUNTS.resolve(name), files.etc(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
            for (LabUser user : users) {
                files.addUser(user);
            }
            LabCommand.run(
                    List.of("cp", "--archive", "/etc/xrdp", files.etc("xrdp").toString()));
            files.configure(sessionPort, colour);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the files of a host into " + directory, e);
        }
        return files;
    }

    Path directory() {
        return directory;
    }

    Path log(String name) {
        return directory.resolve("log").resolve(name);
    }

    private Path etc(String name) {
        return directory.resolve("etc").resolve(name);
    }

    private void addUser(LabUser user) throws IOException {
        Path home = Files.createDirectories(directory.resolve("home").resolve(user.name()));
        String hash = LabCommand.run(user.password(), List.of("openssl", "passwd", "-6", "-stdin"))
                .strip();
        append("passwd", user.name() + ":x:" + user.id() + ":" + user.id() + "::" + home + ":/bin/bash");
        append("group", user.name() + ":x:" + user.id() + ":");
        append("shadow", user.name() + ":" + hash + ":19000:0:99999:7:::");
        append("gshadow", user.name() + ":!::");
        LabCommand.run(List.of("chown", user.id() + ":" + user.id(), home.toString()));
    }

    private void append(String file, String line) throws IOException {
        Files.writeString(etc(file), line + "\n", StandardOpenOption.APPEND);
    }

    private void configure(int sessionPort, String colour) throws IOException {
        Path xrdp = etc("xrdp").resolve("xrdp.ini");
        List<String> lines;
        try (Stream<String> before = Files.lines(xrdp)) {
            // Only the door is to reach xrdp: it listens on the loopback address of its host.
            lines = before.map(line -> line.startsWith("port=3389") ? "port=tcp://127.0.0.1:" + sessionPort : line)
                    .toList();
        }
        Files.write(xrdp, lines);
        Files.writeString(etc("xrdp").resolve("startwm.sh"), """
                #!/bin/sh
                # A desktop that says where it is, whose it is, and since when. The window manager comes first: what
                # begins before it may stay without a place on the screen.
                xsetroot -solid '%s'
                exec openbox --startup "sh /etc/xrdp/card.sh"
                """.formatted(colour));
        Files.writeString(etc("xrdp").resolve("card.sh"), """
                exec xterm -fa Monospace -fs 16 -geometry 48x9+60+60 -e sh -c '
                  echo "host:  $(hostname)"; echo "user:  $(id -un)"; echo "since: $(date +%T)"; exec sh'
                """);
    }
}
