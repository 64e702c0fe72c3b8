package io.usher.core.history;

import io.usher.core.model.BrokerId;
import io.usher.core.model.FolderId;
import io.usher.core.model.HostId;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.PoolId;
import io.usher.core.model.ResourceId;
import io.usher.core.model.ScheduleId;
import io.usher.core.model.UserName;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The few names that histories are about: so few that they meet again and again. */
final class Names {

    static final List<BrokerId> BROKERS = names(3, n -> new BrokerId("b" + n));
    static final List<PoolId> POOLS = names(4, n -> new PoolId("p" + n));
    /** Those that are used; the last one is for creating and deleting. */
    static final List<PoolId> USED_POOLS = POOLS.subList(0, 3);

    /** Counters of the administrator's own, sorted. */
    static final List<String> COUNTERS = List.of("disk", "licences", "players");

    static final List<HostId> HOSTS = names(6, n -> new HostId("h" + n));
    static final List<ResourceId> RESOURCES = names(4, n -> new ResourceId("r" + n));
    static final List<FolderId> FOLDERS = names(5, n -> new FolderId("f" + n));
    static final List<ScheduleId> SCHEDULES = names(2, n -> new ScheduleId("m" + n));
    static final List<IdentityPattern> IDENTITIES = names(3, n -> new IdentityPattern("cn:i" + n));
    static final List<UserName> USERS = names(16, n -> new UserName("u" + n));

    private Names() {}

    private static <T> List<T> names(int count, Function<Integer, T> name) {
        return IntStream.rangeClosed(1, count).boxed().map(name).toList();
    }
}
