package io.usher.node.cli;

import io.usher.node.config.ConfigText;
import io.usher.node.config.Loaded;
import io.usher.node.config.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The files that configurations are read from. */
final class ConfigFiles {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            split = ",",
            hideParamSyntax = true,
            description = "The configuration file, YAML. For 'usher server' it may be given several times, with another"
                    + " site in each.")
    private List<Path> files = List.of();

    /** What is read: flags and environment hold for every file. */
    List<Sources> sources(Map<String, String> environment, Map<String, String> flags) {
        return files.isEmpty()
                ? List.of(new Sources(Optional.empty(), environment, flags))
                : files.stream()
                        .map(file -> new Sources(Optional.of(file), environment, flags))
                        .toList();
    }

    /** The values in effect, file by file. */
    String print(List<? extends Loaded<?>> loaded) {
        if (loaded.size() == 1) {
            return ConfigText.effective(loaded.get(0).settings());
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < loaded.size(); i++) {
            text.append(i == 0 ? "" : "---\n")
                    .append("# ")
                    .append(files.get(i))
                    .append('\n')
                    .append(ConfigText.effective(loaded.get(i).settings()));
        }
        return text.toString();
    }
}
