package io.usher.node;

import io.usher.node.config.Address;
import io.usher.node.config.PeerBroker;
import io.usher.node.config.ServerConfig;
import io.usher.node.telemetry.LogLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A broker alone in its site, for tests that need a real log on a real disk. */
final class LoneBroker {

    private LoneBroker() {}

    /** Its configuration, with its data below a directory. */
    static ServerConfig config(Path directory, List<Integer> ports, boolean firstStart) {
        Address api = new Address("127.0.0.1", ports.get(0));
        PeerBroker self = new PeerBroker(
                "b1", api, new Address("127.0.0.1", ports.get(1)), new Address("127.0.0.1", ports.get(2)));
        return new ServerConfig(
                "test",
                "b1",
                new ServerConfig.Storage(directory.resolve("b1"), firstStart, 16L << 20),
                new ServerConfig.Api(api, api, Optional.empty(), Optional.empty()),
                new ServerConfig.Security(List.of(), Optional.empty()),
                new ServerConfig.Group(List.of(self), Optional.empty(), Optional.empty()),
                new ServerConfig.Election(Duration.ofMillis(300), Duration.ofMillis(600)),
                new ServerConfig.Snapshots(1_000, 1L << 20, Duration.ofHours(1), 3),
                new ServerConfig.Limits(1_024, 32L << 20, 4L << 20, Duration.ofSeconds(10), Duration.ofMinutes(1)),
                Duration.ofSeconds(1),
                LogLevel.WARN);
    }

    /** Three that nobody listens on now. */
    static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }
}
