package io.usher.node.replication.raft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Damages what a stopped broker stored, by chance and each time in one way. */
final class StorageDamage {

    private static final int LONGEST_RANGE = 600;

    private final Random random;

    StorageDamage(Random random) {
        this.random = random;
    }

    /** Copies a directory. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path source : tree.toList()) {
                Files.copy(source, to.resolve(from.relativize(source).toString()));
            }
        }
    }

    /** All that matters when a broker starts. */
    static List<Path> files(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().contains("lock"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Damages one or two files below a directory.
     *
     * @param older a copy of the directory from earlier
     * @return what was done, for messages
     */
    String damage(Path root, Path older) throws IOException {
        List<Path> files = files(root);
        Path file = files.get(random.nextInt(files.size()));
        Path name = root.relativize(file);
        byte[] bytes = Files.readAllBytes(file);
        return switch (random.nextInt(9)) {
            case 0, 1 -> flip(file, bytes) + name;
            case 2 -> zero(file, bytes) + name;
            case 3 -> overwrite(file, bytes) + name;
            case 4 -> truncate(file, bytes) + name;
            case 5 -> append(file, bytes) + name;
            case 6 -> delete(file) + name;
            case 7 -> replace(file, older.resolve(name.toString())) + name;
            default -> exchange(file, sameKind(file, files)) + name;
        };
    }

    private String flip(Path file, byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return delete(file);
        }
        int at = random.nextInt(bytes.length);
        int bit = random.nextInt(8);
        bytes[at] ^= (byte) (1 << bit);
        Files.write(file, bytes);
        return "flipped bit " + bit + " of byte " + at + " of ";
    }

    private int[] range(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        return new int[] {from, Math.min(bytes.length, from + 1 + random.nextInt(LONGEST_RANGE))};
    }

    private String zero(Path file, byte[] bytes) throws IOException {
        int[] range = range(bytes);
        Arrays.fill(bytes, range[0], range[1], (byte) 0);
        Files.write(file, bytes);
        return "zeroed bytes " + range[0] + " to " + range[1] + " of ";
    }

    /** With what stands elsewhere in the file, as a misdirected write does. */
    private String overwrite(Path file, byte[] bytes) throws IOException {
        int[] range = range(bytes);
        int from = random.nextInt(bytes.length - (range[1] - range[0]) + 1);
        System.arraycopy(bytes.clone(), from, bytes, range[0], range[1] - range[0]);
        Files.write(file, bytes);
        return "overwrote bytes " + range[0] + " to " + range[1] + " by those at " + from + " of ";
    }

    private String truncate(Path file, byte[] bytes) throws IOException {
        int length = random.nextInt(bytes.length + 1);
        Files.write(file, Arrays.copyOf(bytes, length));
        return "cut to " + length + " of " + bytes.length + " bytes ";
    }

    private String append(Path file, byte[] bytes) throws IOException {
        byte[] more = new byte[1 + random.nextInt(LONGEST_RANGE)];
        random.nextBytes(more);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, longer, bytes.length, more.length);
        Files.write(file, longer);
        return "appended " + more.length + " bytes to ";
    }

    private static String delete(Path file) throws IOException {
        Files.delete(file);
        return "deleted ";
    }

    private static String replace(Path file, Path older) throws IOException {
        if (!Files.exists(older)) {
            return delete(file);
        }
        Files.copy(older, file, StandardCopyOption.REPLACE_EXISTING);
        return "put back an old copy of ";
    }

    private Path sameKind(Path file, List<Path> files) {
        List<Path> others = new ArrayList<>(files.stream()
                .filter(other -> other.resolveSibling("").equals(file.resolveSibling("")) && !other.equals(file))
                .toList());
        return others.isEmpty() ? file : others.get(random.nextInt(others.size()));
    }

    private static String exchange(Path file, Path other) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Files.readAllBytes(other));
        Files.write(other, bytes);
        return "exchanged " + other.getFileName() + " and ";
    }

    /**
     * Damages the newest file of a log behind a byte as a crash may: what was not yet on disk is there in part, or as
     * zeros or remains.
     */
    String tear(Path segment, int safe) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int from = safe + random.nextInt(bytes.length - safe + 1);
        int length = random.nextBoolean() ? bytes.length : from + random.nextInt(4 * LONGEST_RANGE);
        byte[] torn = Arrays.copyOf(Arrays.copyOf(bytes, from), length);
        String what = "";
        if (random.nextBoolean() && length > from) {
            byte[] remains = new byte[1 + random.nextInt(length - from)];
            random.nextBytes(remains);
            System.arraycopy(remains, 0, torn, length - remains.length, remains.length);
            what = " with " + remains.length + " bytes of remains";
        }
        Files.write(segment, torn);
        return "tore " + segment.getFileName() + " at " + from + " of " + bytes.length + ", now " + length + what;
    }
}
