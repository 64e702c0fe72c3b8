package io.usher.node.api;

import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.usher.proto.v1.AgentServiceGrpc;
import io.usher.proto.v1.BrokerServiceGrpc;
import io.usher.proto.v1.ClusterServiceGrpc;
import io.usher.proto.v1.DecisionServiceGrpc;
import io.usher.proto.v1.FolderServiceGrpc;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.SessionServiceGrpc;
import io.usher.proto.v1.SiteServiceGrpc;
import java.util.List;

/**
 * What health checks are told: under the empty name whether the process runs, under "read" whether it answers stale
 * reads, under the name of a service whether it can commit. Thread-safe.
 */
public final class Health {

    /** Name under which the ability to answer stale reads is told. */
    public static final String READ = "read";

    private static final List<String> COMMITTING = List.of(
            SiteServiceGrpc.SERVICE_NAME,
            BrokerServiceGrpc.SERVICE_NAME,
            PoolServiceGrpc.SERVICE_NAME,
            ResourceServiceGrpc.SERVICE_NAME,
            FolderServiceGrpc.SERVICE_NAME,
            HostServiceGrpc.SERVICE_NAME,
            SessionServiceGrpc.SERVICE_NAME,
            DecisionServiceGrpc.SERVICE_NAME,
            AgentServiceGrpc.SERVICE_NAME);

    private final HealthStatusManager manager = new HealthStatusManager();
    private volatile Runnable changed = () -> {};
    private volatile boolean reads;
    private volatile boolean commits;
    private volatile boolean stops;

    /** The process runs and can do nothing yet. */
    public Health() {
        manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
        // Answers without a quorum and without a state.
        manager.setStatus(ClusterServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
        canRead(false);
        canCommit(false);
    }

    public void canRead(boolean can) {
        boolean isNew = reads != can;
        reads = can;
        manager.setStatus(READ, status(can));
        tell(isNew);
    }

    public void canCommit(boolean can) {
        boolean isNew = commits != can;
        commits = can;
        COMMITTING.forEach(service -> manager.setStatus(service, status(can)));
        tell(isNew);
    }

    /** Everything is told to be out of service from now on, whatever else is said. */
    public void stopping() {
        boolean isNew;
        synchronized (this) {
            isNew = !stops;
            stops = true;
        }
        if (isNew) {
            manager.enterTerminalState();
        }
        tell(isNew);
    }

    /** Whether it answers stale reads, and is not about to end. */
    boolean reads() {
        return reads && !stops;
    }

    /** Whether it can commit, and is not about to end. */
    boolean commits() {
        return commits && !stops;
    }

    /** Has somebody told of every change. */
    void onChange(Runnable listener) {
        changed = listener;
    }

    private void tell(boolean isNew) {
        if (isNew) {
            changed.run();
        }
    }

    BindableService service() {
        return manager.getHealthService();
    }

    private static ServingStatus status(boolean can) {
        return can ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    }
}
