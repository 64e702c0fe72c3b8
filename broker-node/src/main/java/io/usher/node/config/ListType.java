package io.usher.node.config;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A list: in a file a YAML list, in the environment and on the command line also texts with commas between them.
 *
 * @param element type of its elements
 */
record ListType<T>(OptionType<T> element) implements OptionType<List<T>> {

    @Override
    public Optional<List<T>> read(String key, Raw raw, Complaints complaints) {
        Raw whole = raw instanceof Raw.Scalar scalar ? split(scalar) : raw;
        if (!(whole instanceof Raw.Items list)) {
            complaints.add(raw.place(), key, "a list", raw.found());
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            element.read(key + "[" + i + "]", list.items().get(i), complaints).ifPresent(values::add);
        }
        return values.size() == list.items().size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private static Raw split(Raw.Scalar scalar) {
        String text = scalar.text().strip();
        if (text.startsWith("[")) {
            return YamlText.value(scalar.place(), text).orElse(scalar);
        }
        List<Raw> items = new ArrayList<>();
        Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .split(text)
                .forEach(item -> items.add(new Raw.Scalar(scalar.place(), item)));
        return new Raw.Items(scalar.place(), items);
    }

    @Override
    public String write(List<T> value) {
        return value.stream().map(element::write).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String label() {
        return element.label() + ",...";
    }
}
