package io.usher.it.desktops;

import io.usher.it.cluster.OsProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One machine of the lab: namespaces of its own for mounts, processes, network, names and shared memory. It lives as
 * long as its first process, and that one as long as a pipe from here: whatever ends this JVM ends the machine, and the
 * kernel takes its network along.
 */
final class LabMachine implements AutoCloseable {
    private static final int END_LIMIT_SECONDS = 10;

    private final String name;
    private final Process unshare;
    private final long firstProcess;

    private LabMachine(String name, Process unshare, long firstProcess) {
        this.name = name;
        this.unshare = unshare;
        this.firstProcess = firstProcess;
    }

    /**
     * Starts a machine.
     *
     * @param sourceTree root of the source tree, which the machine shares
     * @param role host or client
     * @param directory what it has for itself
     * @throws IllegalStateException if it does not come up; its log says why
     */
    static LabMachine start(Path sourceTree, String role, String name, Path directory, Path log) {
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "--pid", "--net", "--uts", "--ipc", "--fork", "--kill-child"));
        Path script = sourceTree.resolve("scripts/lib/desktop-machine.sh");
        command.addAll(List.of(script.toString(), role, name, directory.toString(), sourceTree.toString()));
        try {
            Process unshare = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            var out = new BufferedReader(new InputStreamReader(unshare.getInputStream(), StandardCharsets.UTF_8));
            String first = out.readLine();
            if (!"ready".equals(first)) {
                unshare.destroyForcibly();
                throw new IllegalStateException("machine " + name + " did not come up, see " + log);
            }
            long pid = unshare.children().findFirst().orElseThrow().pid();
            return new LabMachine(name, unshare, pid);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start machine " + name, e);
        }
    }

    /** Process id of its first process as this machine sees it. */
    long firstProcess() {
        return firstProcess;
    }

    /** Runs a program on it to the end and returns what it printed. */
    String run(String... command) {
        return LabCommand.run(inside(List.of(command)));
    }

    /** Runs a program in its network, but with the processes of this machine in view. */
    String runInItsNetwork(String... command) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--target", Long.toString(firstProcess), "--net", "--"));
        all.addAll(List.of(command));
        return LabCommand.run(all);
    }

    /** Starts a program on it. */
    OsProcess startProgram(String program, List<String> command, Path log) {
        return OsProcess.start(program + " on " + name, inside(command), log);
    }

    boolean isAlive() {
        return unshare.isAlive();
    }

    /** Switches it off, without a goodbye to anybody. */
    @Override
    public void close() {
        try {
            unshare.getOutputStream().close();
            if (!unshare.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                unshare.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot switch off machine " + name, e);
        } catch (InterruptedException e) {
            unshare.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--target", Long.toString(firstProcess), "--all", "--"));
        all.addAll(command);
        return all;
    }
}
