package io.usher.node.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this build, as the build wrote it beside the command line. */
public final class BuildVersion {

    private static final String RESOURCE = "/io/usher/node/cli/version.properties";

    private BuildVersion() {}

    /** Returns the version, such as 0.1.0. */
    public static String text() throws IOException {
        try (InputStream resource = BuildVersion.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException("expected " + RESOURCE + " among the classes, found none; build again");
            }
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version");
        }
    }
}
