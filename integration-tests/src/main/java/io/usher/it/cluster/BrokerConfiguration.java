package io.usher.it.cluster;

import java.util.ArrayList;
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
        StringBuilder yaml = new StringBuilder();
        List<String> open = new ArrayList<>();
        settings.forEach((key, value) -> {
            List<String> path = List.of(key.split("\\."));
            int shared = 0;
            while (shared < open.size()
                    && shared < path.size() - 1
                    && open.get(shared).equals(path.get(shared))) {
                shared++;
            }
            open.subList(shared, open.size()).clear();
            for (int level = shared; level < path.size() - 1; level++) {
                yaml.append("  ".repeat(level)).append(path.get(level)).append(":\n");
                open.add(path.get(level));
            }
            yaml.append("  ".repeat(path.size() - 1))
                    .append(path.get(path.size() - 1))
                    .append(": ")
                    .append(value)
                    .append('\n');
        });
        yaml.append("peers:\n");
        peers.forEach(peer -> yaml.append("  - {id: ")
                .append(peer.id())
                .append(", api: '")
                .append(peer.advertised())
                .append("'}\n"));
        return yaml.toString();
    }
}
