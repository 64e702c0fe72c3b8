package io.usher.it.traffic;

import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import io.usher.it.client.Caller;
import io.usher.it.client.Outcome;
import io.usher.proto.v1.CreatePoolRequest;
import io.usher.proto.v1.CreateResourceRequest;
import io.usher.proto.v1.Host;
import io.usher.proto.v1.HostServiceGrpc;
import io.usher.proto.v1.ListHostsRequest;
import io.usher.proto.v1.Pool;
import io.usher.proto.v1.PoolServiceGrpc;
import io.usher.proto.v1.Resource;
import io.usher.proto.v1.ResourceServiceGrpc;
import io.usher.proto.v1.Site;
import io.usher.proto.v1.SiteServiceGrpc;
import io.usher.proto.v1.UpdateSiteRequest;
import java.time.Duration;
import java.util.UUID;

/** What an administrator sets up before anybody can work. */
public final class Farm {

    /** Id of the pool that all hosts belong to. */
    public static final String POOL = "office";
    /** Id of the published desktop. */
    public static final String DESKTOP = "desktop";
    /** Id of the published application. */
    public static final String EDITOR = "editor";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Farm() {}

    /**
     * Publishes a desktop and an application from one pool, each user with one session.
     *
     * @return the revision from which on that is so
     */
    public static long setUp(Caller client, Pool.Builder pool) {
        must(client.call(
                PoolServiceGrpc.getCreatePoolMethod(),
                CreatePoolRequest.newBuilder()
                        .setPoolId(POOL)
                        .setPool(pool)
                        .setRequestId(newRequestId())
                        .build(),
                LIMIT));
        must(client.call(
                ResourceServiceGrpc.getCreateResourceMethod(),
                publish(DESKTOP, Resource.newBuilder().setKind(Resource.Kind.KIND_DESKTOP)),
                LIMIT));
        return must(client.call(
                        ResourceServiceGrpc.getCreateResourceMethod(),
                        publish(
                                EDITOR,
                                Resource.newBuilder()
                                        .setKind(Resource.Kind.KIND_APPLICATION)
                                        .setCommandLine("editor")),
                        LIMIT))
                .getHeader()
                .getRevision();
    }

    /** Shortens or lengthens the time until a silent host is lost. */
    public static void setLeases(Caller client, Duration hostLease, Duration lostAfter) {
        must(client.call(
                SiteServiceGrpc.getUpdateSiteMethod(),
                UpdateSiteRequest.newBuilder()
                        .setSite(Site.newBuilder()
                                .setName("site")
                                .setHostLease(Durations.fromMillis(hostLease.toMillis()))
                                .setLostAfter(Durations.fromMillis(lostAfter.toMillis())))
                        .setRequestId(newRequestId())
                        .build(),
                LIMIT));
    }

    /** How many hosts are there and have reported their load. */
    public static int hostsUp(Caller client) {
        return (int) must(client.call(
                        HostServiceGrpc.getListHostsMethod(),
                        ListHostsRequest.newBuilder().setPageSize(1000).build(),
                        LIMIT))
                .getHostsList()
                .stream()
                .filter(host -> host.getState() == Host.State.STATE_UP)
                .filter(host -> host.getLoad().getMemoryTotalBytes() > 0)
                .count();
    }

    /** A request id that nobody used. */
    public static String newRequestId() {
        return UUID.randomUUID().toString();
    }

    /** The answer, where nothing else can go on. */
    public static <A extends Message> A must(Outcome<A> outcome) {
        if (outcome instanceof Outcome.Answered<A> answered) {
            return answered.answer();
        }
        throw new IllegalStateException("expected an answer, found " + outcome);
    }

    private static CreateResourceRequest publish(String id, Resource.Builder resource) {
        return CreateResourceRequest.newBuilder()
                .setResourceId(id)
                .setResource(resource.addPools("pools/" + POOL))
                .setRequestId(newRequestId())
                .build();
    }
}
