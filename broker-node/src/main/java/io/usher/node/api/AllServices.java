package io.usher.node.api;

import io.grpc.BindableService;
import java.util.ArrayList;
import java.util.List;

/** What the API consists of. */
public final class AllServices {

    private AllServices() {}

    /**
     * All services, in no order that matters.
     *
     * @param others those that need more than calls and watches
     */
    public static List<BindableService> of(Calls calls, WatchStreams watches, List<? extends BindableService> others) {
        List<BindableService> all = new ArrayList<>(others);
        all.add(new RoleGrpc(calls));
        all.add(new AuditGrpc(calls));
        all.add(new PoolGrpc(calls));
        all.add(new ScheduleGrpc(calls));
        all.add(new HostGrpc(calls, watches));
        all.add(new ResourceGrpc(calls));
        all.add(new FolderGrpc(calls));
        all.add(new ActionGrpc(calls));
        all.add(new BindingGrpc(calls));
        all.add(new ScalingGrpc(calls, watches));
        all.add(new DecisionGrpc(calls));
        return List.copyOf(all);
    }
}
