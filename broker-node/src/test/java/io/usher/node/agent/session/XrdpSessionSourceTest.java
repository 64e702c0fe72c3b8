package io.usher.node.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.usher.core.model.ObservedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Works on a copy of what a real xrdp 0.9.21 host shows in /proc: alice on display 10 and bob on 11, alice attached.
 */
class XrdpSessionSourceTest {
    private static final String SOCKETS = """
            Num       RefCount Protocol Flags    Type St Inode Path
            0000000023d98818: 00000002 00000000 00010000 0001 01 10037 /run/xrdp/sockdir/xrdp_display_10
            00000000db0bedcb: 00000002 00000000 00000000 0002 01 10038 /run/xrdp/sockdir/xrdp_disconnect_display_10
            00000000fc555957: 00000002 00000000 00010000 0001 01  9015 /run/xrdp/sockdir/xrdp_chansrv_audio_out_socket_10
            00000000c42fad15: 00000003 00000000 00000000 0001 03  8995 /run/xrdp/sockdir/xrdp_chansrv_socket_11
            00000000770291ca: 00000003 00000000 00000000 0001 03 10046 /run/xrdp/sockdir/xrdp_display_10
            0000000023d98819: 00000002 00000000 00010000 0001 01 10137 /run/xrdp/sockdir/xrdp_display_11
            """;

    @TempDir
    private Path proc;

    private final List<String> signals = new ArrayList<>();
    private Duration now = Duration.ofMinutes(15);
    private XrdpSessionSource source = new XrdpSessionSource(() -> now);

    @BeforeEach
    void copyTheHost() throws IOException {
        process(1, 0, "bash", 10);
        process(17, 1, "xrdp-sesman", 100);
        process(18, 1, "xrdp", 101);
        process(63, 18, "xrdp", 81_000);
        process(64, 17, "xrdp-sesman", 81_100);
        process(65, 64, "openbox", 81_340);
        process(66, 64, "Xorg", 81_354, "/usr/lib/xorg/Xorg", ":10", "-auth", ".Xauthority");
        process(74, 64, "xrdp-chansrv", 81_360);
        process(75, 65, "xterm", 81_370);
        process(80, 17, "xrdp-sesman", 82_000);
        process(81, 80, "sh (start) wm", 82_010);
        process(82, 80, "Xorg", 82_020, "/usr/lib/xorg/Xorg", ":11");
        // A desktop of the machine's own, which is none of ours.
        process(90, 1, "Xorg", 50, "/usr/lib/xorg/Xorg", ":0");
        Files.createDirectory(proc.resolve("net"));
        Files.writeString(proc.resolve("net/unix"), SOCKETS);
        source = new XrdpSessionSource(proc, recorded(), () -> now);
    }

    @Test
    void seesWhoIsConnectedAndWhoIsNot() throws Exception {
        List<ObservedSession> sessions = source.observe();

        assertThat(sessions).extracting(ObservedSession::key).containsExactly("xrdp-10-81354", "xrdp-11-82020");
        assertThat(sessions)
                .extracting(ObservedSession::state)
                .containsExactly(ObservedState.ACTIVE, ObservedState.DISCONNECTED);
        String owner = Files.getOwner(proc).getName();
        assertThat(sessions).allMatch(session -> session.user().value().equals(owner));
    }

    @Test
    void endsASessionThroughItsWindowManager() throws Exception {
        source.end("xrdp-10-81354");

        assertThat(signals).containsExactly("TERM 65");
    }

    @Test
    void killsAWindowManagerThatStaysThereAfterBeingAsked() throws Exception {
        source.end("xrdp-10-81354");
        now = now.plusSeconds(9);
        source.end("xrdp-10-81354");
        now = now.plusSeconds(1);
        source.end("xrdp-10-81354");

        assertThat(signals).containsExactly("TERM 65", "TERM 65", "KILL 65");
    }

    @Test
    void endsTheServerWhenNoWindowManagerRuns() throws Exception {
        remove(81);

        source.end("xrdp-11-82020");

        assertThat(signals).containsExactly("TERM 82");
    }

    @Test
    void leavesASessionAloneThatHasTheDisplayOfAnEarlierOne() throws Exception {
        source.end("xrdp-10-70000");
        source.disconnect("xrdp-10-70000");

        assertThat(signals).isEmpty();
    }

    @Test
    void givesNoListRatherThanHalfAList() throws IOException {
        Files.delete(proc.resolve("net/unix"));

        assertThatThrownBy(() -> source.observe())
                .isInstanceOfSatisfying(
                        SessionSourceException.class,
                        e -> assertThat(e.kind()).isEqualTo(SessionSourceException.Kind.UNAVAILABLE));
    }

    @Test
    void findsTheConnectionOfADisplay() throws IOException {
        String sockets = """
                u_str ESTAB 0      0                                        * 9961             * 10045
                u_str ESTAB 0      0      /run/xrdp/sockdir/xrdp_display_10 10046              * 10045
                u_str ESTAB 0      0      /run/xrdp/sockdir/xrdp_display_1 10047              * 777
                """;
        Path descriptors = Files.createDirectory(proc.resolve("63/fd"));
        Files.createSymbolicLink(descriptors.resolve("5"), Path.of("/dev/null"));
        Files.createSymbolicLink(descriptors.resolve("7"), Path.of("socket:[10045]"));

        assertThat(DisplaySockets.peers(sockets, 10)).isEqualTo(Set.of(10045L));
        assertThat(new ProcessTable(proc).hasSocket(63, 10045)).isTrue();
        assertThat(new ProcessTable(proc).hasSocket(63, 10046)).isFalse();
        assertThat(new ProcessTable(proc).hasSocket(4, 10045)).isFalse();
    }

    @Test
    void readsAnyNameOfAProcess() throws IOException {
        String stat = "81 (sh (start) wm) S 80" + " 0".repeat(17) + " 82010 0\n";

        assertThat(ProcessTable.parse(stat, "alice", List.of()))
                .isEqualTo(new HostProcess(81, 80, "sh (start) wm", 82_010, "alice", List.of()));
        assertThatThrownBy(() -> ProcessTable.parse("81 sh S 80", "alice", List.of()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ProcessTable.parse("81 (sh) S 80 1 2", "alice", List.of()))
                .isInstanceOf(IOException.class);
    }

    private void process(long pid, long parent, String name, long startTicks, String... arguments) throws IOException {
        Path directory = Files.createDirectory(proc.resolve(Long.toString(pid)));
        String fields = " 0".repeat(17);
        Files.writeString(
                directory.resolve("stat"),
                pid + " (" + name + ") S " + parent + fields + " " + startTicks + " 315527168 18100\n");
        Files.writeString(directory.resolve("cmdline"), String.join("\0", arguments));
    }

    private void remove(long pid) throws IOException {
        Path directory = proc.resolve(Long.toString(pid));
        Files.delete(directory.resolve("stat"));
        Files.delete(directory.resolve("cmdline"));
        Files.delete(directory);
    }

    private ProcessSignals recorded() {
        return new ProcessSignals() {
            @Override
            public boolean terminate(long pid) {
                return signals.add("TERM " + pid);
            }

            @Override
            public boolean kill(long pid) {
                return signals.add("KILL " + pid);
            }
        };
    }
}
