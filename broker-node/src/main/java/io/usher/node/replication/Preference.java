package io.usher.node.replication;

import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.BrokerSettings;
import io.usher.core.state.BrokerView;
import java.util.Comparator;
import java.util.List;

/** Who is to lead, among those that can. */
public final class Preference {

    private Preference() {}

    /** The voters: those that may lead before those that may not, then by priority, then by id. */
    public static List<BrokerId> order(BrokerView view, GroupMembers members) {
        Comparator<BrokerId> ableFirst =
                Comparator.comparing(id -> !settings(view, id).mayLead());
        return members.voters().stream()
                .map(Peer::id)
                .sorted(ableFirst
                        .thenComparing(id -> -settings(view, id).priority())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** What administrators set on a broker; the defaults while the site does not know it. */
    public static BrokerSettings settings(BrokerView view, BrokerId id) {
        return view.broker(id).map(BrokerProfile::settings).orElse(BrokerSettings.DEFAULTS);
    }
}
