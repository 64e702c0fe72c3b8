package io.usher.node.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, as the build wrote it beside this class. */
final class Version implements IVersionProvider {
    private static final String RESOURCE = "version.properties";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream resource = Version.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException("expected " + RESOURCE + " beside the classes, found none; build again");
            }
            Properties properties = new Properties();
            properties.load(resource);
            return new String[] {"usher " + properties.getProperty("version")};
        }
    }
}
