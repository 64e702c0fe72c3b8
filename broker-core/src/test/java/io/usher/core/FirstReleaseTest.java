package io.usher.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.core.command.Command;
import io.usher.core.command.RaiseFeatureLevel;
import io.usher.core.model.AddedLater;
import io.usher.core.state.StateImage;
import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the first release has in its state and in its commands stands in {@code first-release.txt}. A site of both
 * releases agrees on digests and fingerprints only while nothing else counts in them.
 */
class FirstReleaseTest {

    private static final Path FILE =
            Path.of(System.getProperty("basedir", "."), "src/test/resources/first-release.txt");

    @Test
    void whatWasAddedToARecordIsMarkedSoThatItCountsOnlyWhereItSaysSomething() throws IOException {
        SortedMap<String, String> now = new TreeMap<>();
        reachable().forEach(type -> now.put(name(type), components(type)));
        SortedMap<String, String> then = firstRelease();

        assertThat(now).containsAllEntriesOf(then);
    }

    @Test
    void everyCommandThatTheFirstReleaseDoesNotKnowNeedsAHigherLevel() throws IOException {
        Set<String> known = firstRelease().keySet();
        List<String> withoutNeed = Arrays.stream(Command.class.getPermittedSubclasses())
                .filter(type -> !known.contains(name(type)))
                // The way to a higher level; the primary asks every broker before.
                .filter(type -> type != RaiseFeatureLevel.class)
                .filter(type -> Arrays.stream(type.getDeclaredMethods())
                        .noneMatch(method -> method.getName().equals("needs")))
                .map(FirstReleaseTest::name)
                .toList();

        assertThat(withoutNeed).isEmpty();
    }

    /** A command with a part that was added later has to look what the part says. */
    @Test
    void everyCommandWithAPartThatWasAddedLaterSaysWhatItNeeds() {
        List<String> withoutNeed = Arrays.stream(Command.class.getPermittedSubclasses())
                // Refused by a site that exists, and read by nobody else before.
                .filter(type -> !type.getSimpleName().equals("FoundSite"))
                .filter(FirstReleaseTest::holdsWhatWasAdded)
                .filter(type -> Arrays.stream(type.getDeclaredMethods())
                        .noneMatch(method -> method.getName().equals("needs")))
                .map(FirstReleaseTest::name)
                .toList();

        assertThat(withoutNeed).isEmpty();
    }

    private static boolean holdsWhatWasAdded(Class<?> type) {
        Set<Class<?>> found = new HashSet<>();
        collect(type, found);
        return found.stream()
                .filter(Class::isRecord)
                .flatMap(record -> Arrays.stream(record.getRecordComponents()))
                .anyMatch(component -> component.isAnnotationPresent(AddedLater.class));
    }

    private static SortedMap<String, String> firstRelease() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(":", 2))
                    .collect(Collectors.toMap(
                            parts -> parts[0], parts -> parts[1].strip(), (one, other) -> one, TreeMap::new));
        }
    }

    private static List<Class<?>> reachable() {
        Set<Class<?>> found = new HashSet<>();
        collect(StateImage.class, found);
        collect(Command.class, found);
        return found.stream().filter(Class::isRecord).toList();
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), found);
        } else if (type instanceof Class<?> plain && plain.getName().startsWith("io.usher") && found.add(plain)) {
            if (plain.isRecord()) {
                Stream.of(plain.getRecordComponents()).forEach(part -> collect(part.getGenericType(), found));
            }
            if (plain.isSealed()) {
                Stream.of(plain.getPermittedSubclasses()).forEach(kind -> collect(kind, found));
            }
        }
    }

    private static String name(Class<?> type) {
        return type.getName().replaceFirst("^.*\\.", "");
    }

    private static String components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.isAnnotationPresent(AddedLater.class))
                .map(RecordComponent::getName)
                .collect(Collectors.joining(" "));
    }
}
