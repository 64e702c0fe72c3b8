package io.usher.it.history.naive;

import com.google.protobuf.Empty;
import io.usher.core.model.AutoscalePolicy;
import io.usher.it.history.naive.NaiveAnswer.Done;
import io.usher.proto.v1.ScalingAdvice;
import io.usher.proto.v1.ScalingAdvice.Direction;
import java.util.Comparator;
import java.util.List;

/** How many hosts a pool should have open. */
final class ScalingRules {

    private static final int MOST_ADVICE = 1_000;

    /**
     * A pool that wants other hosts.
     *
     * @param told how many it was said to want, -1 before anything was said
     */
    record Wish(Direction direction, long since, int told) {}

    private final NaiveState state;

    ScalingRules(NaiveState state) {
        this.state = state;
    }

    NaiveAnswer review() {
        state.pools.stream().sorted(Comparator.comparing(pool -> pool.id)).forEach(this::review);
        while (state.advice.size() > MOST_ADVICE) {
            state.advice.remove(0);
        }
        return new Done(Empty.getDefaultInstance());
    }

    private void review(NaivePool pool) {
        AutoscalePolicy policy = pool.settings.autoscale();
        List<NaiveHost> open = state.hosts.stream()
                .filter(host -> host.pool.equals(pool.id) && host.isOpen())
                .toList();
        long seats = open.stream().mapToLong(state::seats).sum();
        long sessions = open.stream().mapToLong(host -> state.on(host).size()).sum();
        int workload = seats == 0 ? 100 : (int) ((100 * sessions + seats - 1) / seats);
        Direction direction = direction(policy, open.size(), workload);
        if (direction == Direction.DIRECTION_UNSPECIFIED) {
            state.scalingWishes.remove(pool.id);
            return;
        }
        Wish before = state.scalingWishes.getOrDefault(pool.id, new Wish(direction, state.now, -1));
        Wish wish = before.direction() == direction ? before : new Wish(direction, state.now, -1);
        int wanted = wanted(policy, open.size(), seats, sessions, direction);
        boolean atOnce = open.size() < policy.minHosts() || open.size() > policy.maxHosts();
        boolean longEnough = state.now - wish.since() >= policy.holdTime().toMillis();
        if ((atOnce || longEnough) && wanted != wish.told()) {
            wish = new Wish(direction, wish.since(), wanted);
            state.advice.add(ScalingAdvice.newBuilder()
                    .setName("scalingAdvice/" + state.position + "." + pool.id)
                    .setPool("pools/" + pool.id)
                    .setDirection(direction)
                    .setOpenHostCount(open.size())
                    .setWantedHostCount(wanted)
                    .setWorkloadPercent(workload)
                    .setAdviceTime(Pictures.time(state.now))
                    .build());
        }
        state.scalingWishes.put(pool.id, wish);
    }

    private static Direction direction(AutoscalePolicy policy, int open, int workload) {
        if (policy.maxHosts() == 0) {
            return Direction.DIRECTION_UNSPECIFIED;
        }
        if (open < policy.minHosts() || (open < policy.maxHosts() && workload >= policy.scaleUpPercent())) {
            return Direction.DIRECTION_UP;
        }
        if (open > policy.maxHosts() || (open > policy.minHosts() && workload <= policy.scaleDownPercent())) {
            return Direction.DIRECTION_DOWN;
        }
        return Direction.DIRECTION_UNSPECIFIED;
    }

    /** Tries one number after the other. */
    private static int wanted(AutoscalePolicy policy, int open, long seats, long sessions, Direction direction) {
        long size = open == 0 ? 1 : Math.max(1, seats / open);
        long hosts = 1;
        while (100 * sessions >= policy.scaleUpPercent() * size * hosts) {
            hosts++;
        }
        hosts = direction == Direction.DIRECTION_UP ? Math.max(hosts, open + 1) : Math.min(hosts, open - 1);
        return (int) Math.min(policy.maxHosts(), Math.max(policy.minHosts(), hosts));
    }
}
