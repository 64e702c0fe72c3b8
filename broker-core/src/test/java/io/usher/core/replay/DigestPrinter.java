package io.usher.core.replay;

import io.usher.core.model.SessionState;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;

/** Runs in a JVM of its own: prints what kind of JVM it is, then the digests of a random log. */
final class DigestPrinter {

    /** Starts the line about the JVM. */
    static final String JVM = "jvm ";

    private DigestPrinter() {}

    public static void main(String[] args) {
        System.out.println(JVM + surroundings());
        RecordedLog.of(Long.parseLong(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))
                .digests()
                .forEach(System.out::println);
    }

    /** All that must make no difference. */
    static String surroundings() {
        return String.join(
                " ",
                Locale.getDefault().toLanguageTag(),
                TimeZone.getDefault().getID(),
                Charset.defaultCharset().name(),
                "hash=" + SessionState.ACTIVE.hashCode(),
                "order=" + Set.of("a", "b", "c", "d"),
                "java=" + Runtime.version().feature());
    }
}
