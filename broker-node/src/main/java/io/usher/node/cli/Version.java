package io.usher.node.cli;

import io.usher.node.telemetry.BuildVersion;
import java.io.IOException;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, for the command line. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"usher " + BuildVersion.text()};
    }
}
