package io.usher.node.agent;

import io.usher.core.model.HostId;
import io.usher.proto.v1.ConnectResponse.Brokers;
import io.usher.proto.v1.ConnectResponse.KnownBroker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which broker an agent turns to next: those that it was set up with, then those that a broker told of, and so on from
 * the beginning. Agents of many hosts begin with different ones. Not thread-safe.
 */
final class BrokerChoice {
    /** Addresses that were told; what comes after is left out. */
    static final int MOST_TOLD = 64;

    private final int spread;
    private final List<String> configured;
    private final Predicate<String> usable;
    private List<String> told = List.of();
    private int next;

    /**
     * Knows the brokers that the agent was set up with.
     *
     * @param configured their addresses, at least one
     * @param usable whether the agent may go to an address that it was told
     */
    BrokerChoice(HostId host, List<String> configured, Predicate<String> usable) {
        this.spread = host.value().hashCode();
        this.configured = spread(configured);
        this.usable = usable;
    }

    /** Returns the address to try now. */
    String next() {
        int place = next < configured.size() + told.size() ? next : 0;
        next = place + 1;
        return place < configured.size() ? configured.get(place) : told.get(place - configured.size());
    }

    /** The broker of the latest address has let the agent in. Should it go, those of the configuration come first. */
    void succeeded() {
        if (next > configured.size()) {
            next = 0;
        }
    }

    /** Takes what a broker tells of all in place of what was told before. Other ways to them come last. */
    void learn(Brokers brokers) {
        List<KnownBroker> known = spread(brokers.getBrokersList());
        Stream<String> usual = known.stream().map(KnownBroker::getApiAddress);
        Stream<String> others = known.stream().flatMap(broker -> broker.getAlternateAddressesList().stream());
        told = Stream.concat(usual, others)
                .distinct()
                .filter(address -> !configured.contains(address) && usable.test(address))
                .limit(MOST_TOLD)
                .toList();
    }

    private <T> List<T> spread(List<T> all) {
        List<T> turned = new ArrayList<>(all);
        Collections.rotate(turned, all.isEmpty() ? 0 : -Math.floorMod(spread, all.size()));
        return turned;
    }
}
