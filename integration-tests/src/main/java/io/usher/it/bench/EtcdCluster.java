package io.usher.it.bench;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.usher.it.cluster.OsProcess;
import io.usher.it.cluster.Ports;
import io.usher.it.cluster.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three etcd processes on loopback with their own real disks and defaults, as a peer to be measured beside. */
final class EtcdCluster implements AutoCloseable {

    private static final int SIZE = 3;
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final List<OsProcess> members = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    private EtcdCluster() {}

    /** Whether this machine has an etcd. */
    static boolean isInstalled() {
        return version().isPresent();
    }

    /** What it calls itself, such as etcd 3.4.23. */
    static Optional<String> version() {
        try {
            Process process = new ProcessBuilder("etcd", "--version")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> line.startsWith("etcd Version:"))
                    .map(line ->
                            "etcd " + line.substring("etcd Version:".length()).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static EtcdCluster start(Path folder) {
        EtcdCluster cluster = new EtcdCluster();
        int port = new Ports().next(2 * SIZE);
        String all = IntStream.range(0, SIZE)
                .mapToObj(i -> "e" + i + "=http://127.0.0.1:" + (port + SIZE + i))
                .collect(Collectors.joining(","));
        for (int i = 0; i < SIZE; i++) {
            String client = "http://127.0.0.1:" + (port + i);
            String peer = "http://127.0.0.1:" + (port + SIZE + i);
            List<String> command = List.of(
                    "etcd",
                    "--name",
                    "e" + i,
                    "--data-dir",
                    folder.resolve("e" + i).toString(),
                    "--listen-client-urls",
                    client,
                    "--advertise-client-urls",
                    client,
                    "--listen-peer-urls",
                    peer,
                    "--initial-advertise-peer-urls",
                    peer,
                    "--initial-cluster",
                    all,
                    "--initial-cluster-state",
                    "new",
                    "--log-level",
                    "error");
            createFolder(folder);
            cluster.members.add(OsProcess.start("etcd-" + i, command, folder.resolve("etcd-" + i + ".log")));
            cluster.addresses.add("127.0.0.1:" + (port + i));
        }
        return cluster;
    }

    /** host:port of the member that leads. */
    String awaitLeader() {
        return Waiting.forValue(
                "an etcd that leads",
                START_LIMIT,
                () -> addresses.stream().filter(EtcdCluster::leads).findFirst());
    }

    List<Long> pids() {
        return members.stream().map(OsProcess::pid).toList();
    }

    private static boolean leads(String address) {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(address).usePlaintext().build();
        try {
            byte[] status = ClientCalls.blockingUnaryCall(
                    channel,
                    EtcdMessages.status(),
                    CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.SECONDS),
                    new byte[0]);
            return EtcdMessages.leads(status);
        } catch (StatusRuntimeException e) {
            return false;
        } finally {
            channel.shutdownNow();
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder, e);
        }
    }

    @Override
    public void close() {
        members.stream().filter(OsProcess::isAlive).forEach(OsProcess::kill);
    }
}
