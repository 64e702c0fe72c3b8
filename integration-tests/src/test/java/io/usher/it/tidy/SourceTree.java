package io.usher.it.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The text files of the project that people write: neither what the build made nor what a tool fetched.
 *
 * @param root the folder with the root pom
 * @param files paths relative to the root, in order
 */
record SourceTree(Path root, List<Path> files) {
    private static final Set<String> NOT_OURS = Set.of(".git", ".idea", ".usher", "node_modules", "target");
    private static final Set<String> TEXT_ENDINGS =
            Set.of("java", "json", "md", "properties", "proto", "sh", "tla", "cfg", "txt", "xml", "yaml", "yml");
    /** Written by tools, line by line as they like. */
    private static final Set<String> GENERATED = Set.of("package-lock.json", "LICENSE");

    /** Reads which files there are. */
    static SourceTree below(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(name(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isText(file)) {
                    files.add(root.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return new SourceTree(root, List.copyOf(files));
    }

    /** The files with one of these endings. */
    Stream<Path> endingIn(String... endings) {
        return files.stream().filter(file -> Set.of(endings).contains(ending(file)));
    }

    /** The Java files. */
    Stream<Path> java() {
        return endingIn("java");
    }

    /** The lines of a file. */
    List<String> lines(Path file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " as UTF-8", e);
        }
    }

    /** The whole text of a file. */
    String text(Path file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " as UTF-8", e);
        }
    }

    static boolean isTest(Path file) {
        return file.toString().contains("/src/test/");
    }

    private static boolean isText(Path file) {
        return !GENERATED.contains(name(file))
                && (TEXT_ENDINGS.contains(ending(file)) || ending(file).isEmpty());
    }

    /** What stands behind the last dot; empty for scripts, which have none. */
    private static String ending(Path file) {
        String name = name(file);
        return name.substring(name.lastIndexOf('.') + 1).equals(name) ? "" : name.substring(name.lastIndexOf('.') + 1);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
