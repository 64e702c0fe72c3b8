package io.usher.node.cli;

import io.usher.node.cli.client.BrokerClient;
import io.usher.node.cli.client.CallSettings;
import io.usher.node.config.Address;
import io.usher.node.config.SiteName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which brokers are asked, how long, and over what kind of connection. */
final class ConnectionOptions {
    /** A round through all servers costs them little; half a second is about the shortest election. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT,...",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "127.0.0.1:7400",
            converter = AddressConverter.class,
            description = "Brokers to ask; the next one is asked when one does not serve. Default: ${DEFAULT-VALUE}.")
    private List<Address> servers = List.of();

    @Option(
            names = "--site",
            paramLabel = "ID",
            converter = SiteConverter.class,
            description = "The site that is meant; needed where brokers serve several, and refused where they do not"
                    + " serve this one. Default: the only one that they serve.")
    private Optional<String> site = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "Longest time for the call, all attempts together. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(names = "--tls", description = "Use TLS, trusting the authorities that the JDK trusts.")
    private boolean tls;

    @Option(names = "--ca", paramLabel = "FILE", description = "Use TLS, trusting the certificates in this PEM file.")
    private Optional<Path> ca = Optional.empty();

    @Option(names = "--cert", paramLabel = "FILE", description = "Own certificate chain, PEM, for mutual TLS.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--key", paramLabel = "FILE", description = "Private key of --cert, PEM, PKCS #8, not encrypted.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Show the bearer token in this file, which says who you are.")
    private Optional<Path> tokenFile = Optional.empty();

    /** Opens the API with these options. */
    BrokerClient connect(CommandSpec spec, Optional<String> requestId) {
        return connect(spec, new Asked(servers, site), requestId);
    }

    /**
     * Who is asked.
     *
     * @param site the site that is meant; empty for the only one that they serve
     */
    record Asked(List<Address> servers, Optional<String> site) {
        Asked {
            servers = List.copyOf(servers);
        }
    }

    /** The same for brokers of another site. */
    BrokerClient connect(CommandSpec spec, Asked asked, Optional<String> requestId) {
        if (certificate.isPresent() != key.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--cert and --key belong together; give both or neither");
        }
        boolean secure = tls || ca.isPresent() || certificate.isPresent();
        if (!secure) {
            requireLoopback(spec, asked.servers());
        }
        if (timeout.isZero()) {
            throw new ParameterException(spec.commandLine(), "expected a --timeout longer than 0s");
        }
        BrokerChannels plain = secure ? BrokerChannels.secure(ca, certificate, key) : BrokerChannels.plain();
        BrokerChannels channels = asked.site().map(plain::naming).orElse(plain);
        // Without TLS all servers are on loopback.
        BrokerChannels showing =
                tokenFile.map(TokenFile::read).map(channels::showing).orElse(channels);
        return new BrokerClient(showing, new CallSettings(asked.servers(), timeout, requestId, PAUSE));
    }

    /** A broker beyond loopback speaks TLS only, and tickets must not travel in clear. */
    private static void requireLoopback(CommandSpec spec, List<Address> asked) {
        for (Address server : asked) {
            if (!server.isLoopback()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "the server " + server + " is beyond loopback, where brokers speak TLS only; give --ca FILE, or"
                                + " --tls for a certificate of a public authority");
            }
        }
    }

    /** Reads a duration with a unit. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return Conversion.of(value, io.usher.node.config.DurationText::parse);
        }
    }

    /** Reads the id of a site. */
    static final class SiteConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            return Conversion.of(value, SiteName::parse);
        }
    }

    /** Reads host:port. */
    static final class AddressConverter implements ITypeConverter<Address> {
        @Override
        public Address convert(String value) {
            return Conversion.of(value, Address::parse);
        }
    }
}
