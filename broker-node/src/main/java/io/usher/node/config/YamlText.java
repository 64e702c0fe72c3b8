package io.usher.node.config;

import java.io.StringReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML as values with places. SnakeYAML parses; what its binding does not tell is kept here: the line of each value,
 * keys that are there twice, and texts as they were written, so that "yes" or "1e3" stay what they are.
 */
final class YamlText {
    /** Far above any configuration; keeps a wrong file from filling the memory. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final int DEEPEST = 16;

    private final Function<Mark, Place> places;
    private final Complaints complaints;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlText(Function<Mark, Place> places, Complaints complaints) {
        this.places = places;
        this.complaints = complaints;
    }

    /** Reads a file's text; complains about what is no YAML, and then returns what could be read. */
    static Raw document(String file, String text, Complaints complaints) {
        Function<Mark, Place> places = mark -> new Place(Place.Source.FILE, file + ":" + (mark.getLine() + 1));
        Place start = new Place(Place.Source.FILE, file);
        Raw nothing = new Raw.Entries(start, Map.of());
        try {
            Node root = yaml().compose(new StringReader(text));
            return root == null ? nothing : new YamlText(places, complaints).raw(root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            complaints.add(mark == null ? start : places.apply(mark), "this is not YAML: " + e.getProblem());
            return nothing;
        } catch (YAMLException e) {
            complaints.add(start, "this is not YAML: " + e.getMessage());
            return nothing;
        }
    }

    /** Reads a value that was given as text elsewhere than in a file; empty if it is no YAML. */
    static Optional<Raw> value(Place place, String text) {
        Complaints complaints = new Complaints();
        try {
            Node node = yaml().compose(new StringReader(text));
            Raw raw = new YamlText(mark -> place, complaints).raw(node);
            return complaints.isEmpty() ? Optional.of(raw) : Optional.empty();
        } catch (YAMLException e) {
            // The caller says what it expected.
            return Optional.empty();
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST);
        return new Yaml(options);
    }

    private Raw raw(Node node) {
        Place place = places.apply(node.getStartMark());
        if (!seen.add(node)) {
            complaints.add(place, "an alias is not supported; write the value out");
            return new Raw.Scalar(place, "");
        }
        if (node instanceof MappingNode mapping) {
            return new Raw.Entries(place, entries(mapping));
        }
        if (node instanceof SequenceNode sequence) {
            List<Raw> items = sequence.getValue().stream().map(this::raw).toList();
            return new Raw.Items(place, items);
        }
        boolean isNull = node.getTag().equals(Tag.NULL);
        return new Raw.Scalar(place, isNull ? "" : ((ScalarNode) node).getValue());
    }

    private Map<String, Raw> entries(MappingNode mapping) {
        Map<String, Raw> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = places.apply(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                complaints.add(place, "expected a word as a key, found a list or keys with values");
            } else if (entries.containsKey(key.getValue())) {
                complaints.add(place, key.getValue() + ": is there twice; remove one");
            } else {
                entries.put(key.getValue(), raw(tuple.getValueNode()));
            }
        }
        return entries;
    }
}
