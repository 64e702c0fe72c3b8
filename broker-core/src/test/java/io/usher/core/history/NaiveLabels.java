package io.usher.core.history;

import io.usher.core.history.NaivePlacement.Found;
import io.usher.core.model.BalancingMethod;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.ClientZone;
import io.usher.core.model.HostId;
import io.usher.core.model.Label;
import io.usher.core.model.LabelPolicy;
import io.usher.core.model.PoolId;
import io.usher.core.model.Resource;
import io.usher.core.state.StateImage;
import java.util.ArrayList;
import java.util.List;

/** What labels leave of a pool's hosts, found out host by host. */
final class NaiveLabels {

    private NaiveLabels() {}

    /**
     * Hosts that meet what the resource requires and, of these, the first preference that anybody who is free meets.
     */
    static List<Found> search(StateImage image, PoolId pool, Resource resource, ClientInfo client) {
        List<Found> suitable = suitable(image, pool, resource);
        for (Label wish : preferences(image, resource, client)) {
            List<Found> better = suitable.stream()
                    .filter(found -> labels(image, found.host()).contains(wish))
                    .toList();
            if (better.stream().anyMatch(Found::mayTakeTheSession)) {
                return numbered(image, pool, better);
            }
        }
        return numbered(image, pool, suitable);
    }

    /** Hosts that carry all that the resource requires. */
    static List<Found> suitable(StateImage image, PoolId pool, Resource resource) {
        return carrying(image, pool, resource.settings().labels().requiredLabels());
    }

    static List<Found> carrying(StateImage image, PoolId pool, List<Label> wanted) {
        return NaivePlacement.search(image, pool).stream()
                .filter(found -> labels(image, found.host()).containsAll(wanted))
                .toList();
    }

    /** The labels of a host; none of one that was removed. */
    static List<Label> labels(StateImage image, HostId host) {
        return Transition.host(image, host)
                .map(found -> found.settings().labels())
                .orElse(List.of());
    }

    private static List<Label> preferences(StateImage image, Resource resource, ClientInfo client) {
        LabelPolicy policy = resource.settings().labels();
        List<Label> preferences = new ArrayList<>();
        if (policy.preferClientZone() && image.site().isPresent()) {
            for (ClientZone zone : image.site().get().settings().clientZones()) {
                if (preferences.isEmpty() && zone.network().contains(client.address())) {
                    preferences.add(new Label("zone", zone.zone()));
                }
            }
        }
        preferences.addAll(policy.preferredLabels());
        // What is said about by a requirement is met by all or by none.
        preferences.removeIf(wish ->
                policy.requiredLabels().stream().anyMatch(label -> label.key().equals(wish.key())));
        return preferences;
    }

    /** In a pool that goes round, the score is the place among those that are left. */
    private static List<Found> numbered(StateImage image, PoolId pool, List<Found> hosts) {
        if (Recount.pool(image, pool).settings().method() != BalancingMethod.ROUND_ROBIN) {
            return hosts;
        }
        List<Found> numbered = new ArrayList<>();
        for (Found found : hosts) {
            long place = found.mayTakeTheSession() ? numbered.size() : 0;
            numbered.add(new Found(found.host(), found.verdict(), place));
        }
        return numbered;
    }
}
