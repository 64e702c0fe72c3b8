package io.usher.it.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is measured beside the site. All run the whole time, as idle as the site is meanwhile.
 *
 * @param etcd empty where it is not installed or left out
 * @param postgres empty where it is not installed or left out
 */
record Peers(Optional<EtcdCluster> etcd, Optional<PostgresServer> postgres) implements AutoCloseable {

    /** Starts what this machine has. */
    static Peers start(Path folder, boolean withEtcd, boolean withPostgres, Consumer<String> progress) {
        return new Peers(
                isThere("etcd", withEtcd, EtcdCluster.isInstalled(), progress)
                        ? Optional.of(EtcdCluster.start(folder.resolve("etcd")))
                        : Optional.empty(),
                isThere("PostgreSQL", withPostgres, PostgresServer.isInstalled(), progress)
                        ? Optional.of(PostgresServer.start(folder.resolve("postgres.log")))
                        : Optional.empty());
    }

    private static boolean isThere(String name, boolean wanted, boolean installed, Consumer<String> progress) {
        if (!wanted || !installed) {
            progress.accept(name + " is not measured: " + (wanted ? "it is not installed" : "left out as told"));
        }
        return wanted && installed;
    }

    /** Names and versions. */
    List<String> versions() {
        return Stream.of(
                        etcd.flatMap(found -> EtcdCluster.version()),
                        postgres.flatMap(found -> PostgresServer.version()))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void close() {
        etcd.ifPresent(EtcdCluster::close);
        postgres.ifPresent(PostgresServer::close);
    }
}
