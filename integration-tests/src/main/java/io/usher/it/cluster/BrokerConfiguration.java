package io.usher.it.cluster;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration file of a broker under test. Keys are dotted, as in the documentation. */
final class BrokerConfiguration {

    private final SortedMap<String, String> settings = new TreeMap<>();
    private final List<BrokerAddress> peers;

    BrokerConfiguration(BrokerAddress self, List<BrokerAddress> peers, String storage) {
        this.peers = List.copyOf(peers);
        settings.put("site.id", "it");
        settings.put("broker.id", self.id());
        settings.put("storage.directory", storage);
        settings.put("storage.minimum-free", "64MiB");
    }

    /** Sets more, and overrides what is set. */
    BrokerConfiguration with(Map<String, String> more) {
        settings.putAll(more);
        return this;
    }

    /** The text of the file. */
    String yaml() {
        StringBuilder yaml = new StringBuilder(ConfigurationText.yaml(settings));
        if (peers.isEmpty()) {
            return yaml.toString();
        }
        yaml.append("peers:\n");
        peers.forEach(peer -> yaml.append("  - {id: ")
                .append(peer.id())
                .append(", api: '")
                .append(peer.advertised())
                .append("'}\n"));
        return yaml.toString();
    }
}
