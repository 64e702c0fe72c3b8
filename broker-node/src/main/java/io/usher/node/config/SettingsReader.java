package io.usher.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads options from file, environment and command line, and complains about everything that is wrong. */
final class SettingsReader {
    private final List<Option<?>> options;
    private final Sources sources;
    private final Complaints complaints;

    SettingsReader(List<Option<?>> options, Sources sources, Complaints complaints) {
        this.options = List.copyOf(options);
        this.sources = sources;
        this.complaints = complaints;
    }

    Settings read() {
        Map<String, Raw> file = sources.file().map(this::file).orElse(Map.of());
        List<Settings.Effective<?>> values = new ArrayList<>();
        for (Option<?> option : options) {
            values.add(effective(option, file));
        }
        return new Settings(values);
    }

    private Map<String, Raw> file(Path path) {
        Place place = new Place(Place.Source.FILE, path.toString());
        try {
            Raw root = YamlText.document(path.toString(), Files.readString(path), complaints);
            return new KeyTree(options, complaints).flatten(root);
        } catch (NoSuchFileException e) {
            complaints.add(place, "there is no such file; create it with 'usher config sample', or name another");
        } catch (IOException e) {
            complaints.add(place, "the file cannot be read as UTF-8: " + e);
        }
        return Map.of();
    }

    private <T> Settings.Effective<T> effective(Option<T> option, Map<String, Raw> file) {
        Optional<Raw> given = given(option, file);
        if (given.isPresent()) {
            Raw raw = given.get();
            return new Settings.Effective<>(option, option.type().read(option.key(), raw, complaints), raw.place());
        }
        if (option.need() == Option.Need.REQUIRED) {
            complaints.missing(
                    option.key(),
                    "set it in the file, as " + option.flag() + " or as " + option.variable() + ", for example to "
                            + option.example());
        }
        return new Settings.Effective<>(option, option.usual(), Place.NOWHERE);
    }

    private Optional<Raw> given(Option<?> option, Map<String, Raw> file) {
        String flag = sources.flags().get(option.key());
        if (flag != null) {
            return Optional.of(new Raw.Scalar(new Place(Place.Source.FLAG, option.flag()), flag));
        }
        String variable = sources.environment().get(option.variable());
        if (variable != null) {
            return Optional.of(new Raw.Scalar(new Place(Place.Source.ENVIRONMENT, option.variable()), variable));
        }
        return Optional.ofNullable(file.get(option.key()));
    }
}
