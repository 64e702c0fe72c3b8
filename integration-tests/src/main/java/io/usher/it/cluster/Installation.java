package io.usher.it.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An Usher that has been laid out by the build.
 *
 * @param home the folder with bin and lib
 * @param java the JVM that runs it
 */
public record Installation(Path home, Path java) {

    /** System property with the folder; the integration tests get it from the build. */
    public static final String HOME = "usher.home";

    /** System property with the folder of the previous release. */
    public static final String PREVIOUS_HOME = "usher.previous.home";

    private static final String MAIN = "io.usher.node.cli.Main";

    public Installation {
        if (!Files.isRegularFile(jar(home))) {
            throw new IllegalStateException("expected an installation in " + home + ", found no " + jar(home)
                    + "; build one with scripts/build");
        }
    }

    /** The one that the system property names, run by the JVM that runs this. */
    public static Installation ofThisBuild() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new IllegalStateException(
                    "expected the folder of the installation in the system property " + HOME + ", found nothing");
        }
        return new Installation(
                Path.of(home).toAbsolutePath().normalize(), Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    /** The one of the previous release, run by the same JVM. */
    public static Installation ofPreviousRelease() {
        String home = System.getProperty(PREVIOUS_HOME, "");
        if (home.isEmpty()) {
            throw new IllegalStateException("expected the folder of the previous release in the system property "
                    + PREVIOUS_HOME + ", found nothing; run scripts/upgrade-test");
        }
        return new Installation(
                Path.of(home).toAbsolutePath().normalize(), ofThisBuild().java());
    }

    /** The command line that runs {@code usher} with these arguments, without a shell in between. */
    public List<String> command(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(classArchive());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(jar(home).toString());
        command.add(MAIN);
        command.addAll(arguments);
        return command;
    }

    /** As {@code bin/usher} does it; a JVM that cannot use the archive passes over it. */
    private List<String> classArchive() {
        Path archive = home.resolve("lib").resolve("usher.jsa");
        return Files.isRegularFile(archive)
                ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off", "-Xlog:class+path=off")
                : List.of();
    }

    private static Path jar(Path home) {
        return home.resolve("lib").resolve("usher-broker-node.jar");
    }
}
