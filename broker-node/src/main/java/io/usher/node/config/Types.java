package io.usher.node.config;

import io.usher.node.telemetry.LogLevel;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The types that options have. */
final class Types {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private static final Pattern IDENTITY =
            Pattern.compile("(cn|ou|o|dns|uri|email|oidc|oidc-group):\\P{Cntrl}{1,240}");

    private static final Pattern NAME_FORM = Pattern.compile("\\P{Cntrl}{1,200}");
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    static final OptionType<String> IDENTIFIER_TEXT = new ScalarType<>(
            "ID", "1 to 63 characters of a-z, 0-9, and inside also '-' and '.'", Types::identifier, id -> id);

    static final OptionType<Address> ADDRESS =
            new ScalarType<>("HOST:PORT", "host:port, such as 127.0.0.1:7400", Types::address, Address::toString);

    static final OptionType<Path> FILE = new ScalarType<>("FILE", "the path of a file", Types::path, Path::toString);

    static final OptionType<Path> DIRECTORY =
            new ScalarType<>("DIRECTORY", "the path of a directory", Types::path, Path::toString);

    static final OptionType<Boolean> BOOLEAN =
            new ScalarType<>("true|false", "true or false", Types::yesOrNo, value -> Boolean.toString(value));

    static final OptionType<LogLevel> LOG_LEVEL = choice("LEVEL", LogLevel.class);

    /** Names that somebody can prove to have, each with its kind in front. */
    static final OptionType<List<String>> IDENTITIES = new ListType<>(new ScalarType<>(
            "IDENTITY",
            "a kind and a name, such as cn:alice, ou:administrators or dns:host",
            Types::identity,
            Types::quoted));

    /** Where an issuer of tokens is, as it names itself. */
    static final OptionType<URI> ISSUER = new ScalarType<>(
            "URI", "an https address, or http on loopback, without query", Types::issuer, URI::toString);

    /** A short name. */
    static final OptionType<String> NAME =
            new ScalarType<>("NAME", "a name of 1 to 200 characters", Types::name, Types::quoted);

    /** A program with its arguments, one item each. */
    static final OptionType<List<String>> COMMAND =
            new ListType<>(new ScalarType<>("WORD", "a program or an argument", text -> text, Types::quoted));

    private Types() {}

    /** Durations between two, both allowed. */
    static OptionType<Duration> duration(Duration least, Duration most) {
        String expected = "a duration of " + DurationText.format(least) + " to " + DurationText.format(most)
                + " with its unit, such as 500ms, 5s or 1h";
        return new ScalarType<>(
                "DURATION", expected, text -> inRange(DurationText.parse(text), least, most), DurationText::format);
    }

    /** Numbers of bytes between two, both allowed. */
    static OptionType<Long> bytes(long least, long most) {
        String expected = "a size of " + SizeText.format(least) + " to " + SizeText.format(most)
                + " with its unit, such as 64KiB or 4MiB";
        return new ScalarType<>("SIZE", expected, text -> inRange(SizeText.parse(text), least, most), SizeText::format);
    }

    /** Whole numbers between two, both allowed. */
    static OptionType<Long> number(long least, long most) {
        return new ScalarType<>(
                "N",
                "a number of " + least + " to " + most,
                text -> inRange(Long.valueOf(text), least, most),
                value -> Long.toString(value));
    }

    /** The constants of an enum, in lower case. */
    static <E extends Enum<E>> OptionType<E> choice(String label, Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        List<String> words = constants.stream().map(Types::word).toList();
        return new ScalarType<>(
                label, "one of " + String.join(", ", words), text -> constants.get(indexOf(words, text)), Types::word);
    }

    private static int indexOf(List<String> words, String text) {
        int index = words.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException("unknown word");
        }
        return index;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A port that the system chooses cannot be told to others, so 0 is none here. */
    private static Address address(String text) {
        Address address = Address.parse(text);
        if (address.port() == 0) {
            throw new IllegalArgumentException("no port");
        }
        return address;
    }

    static String identifier(String text) {
        if (!IDENTIFIER.matcher(text).matches()) {
            throw new IllegalArgumentException("no identifier");
        }
        return text;
    }

    private static URI issuer(String text) {
        URI uri = URI.create(text);
        boolean isSafe = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
        if (!isSafe || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("no issuer");
        }
        return uri;
    }

    private static String name(String text) {
        if (!NAME_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no name");
        }
        return text;
    }

    private static String identity(String text) {
        if (!IDENTITY.matcher(text).matches()) {
            throw new IllegalArgumentException("no identity");
        }
        return text;
    }

    private static Path path(String text) {
        if (text.contains("\n")) {
            throw new IllegalArgumentException("no path");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path", e);
        }
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static <T extends Comparable<T>> T inRange(T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }
}
