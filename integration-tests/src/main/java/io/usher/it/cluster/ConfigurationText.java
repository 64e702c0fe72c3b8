package io.usher.it.cluster;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes dotted keys as the nested YAML that brokers and agents read. */
public final class ConfigurationText {

    private ConfigurationText() {}

    /**
     * One line for each setting.
     *
     * @param settings values as YAML writes them, by dotted key
     */
    public static String yaml(Map<String, String> settings) {
        SortedMap<String, String> sorted = new TreeMap<>(settings);
        StringBuilder yaml = new StringBuilder();
        List<String> open = new ArrayList<>();
        sorted.forEach((key, value) -> {
            List<String> path = Splitter.on('.').splitToList(key);
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
        return yaml.toString();
    }
}
