package io.usher.node.cli;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelRegistry;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.usher.node.cli.client.ChannelSource;
import io.usher.node.config.Address;
import io.usher.node.wire.SiteHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Connections to brokers, all of one kind: with or without TLS. */
final class BrokerChannels implements ChannelSource {
    /** A page of a thousand sessions with the longest texts stays far below. */
    private static final int MAXIMUM_ANSWER_BYTES = 16 << 20;

    /** Finds out that a watched broker is gone or stands still; brokers permit one each 20 seconds. */
    private static final long KEEPALIVE_SECONDS = 30;

    private final ChannelCredentials credentials;
    private final Metadata headers;

    private BrokerChannels(ChannelCredentials credentials, Metadata headers) {
        this.credentials = credentials;
        this.headers = headers;
    }

    /** The same, with a bearer token on every call. */
    BrokerChannels showing(String token) {
        return with(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    }

    /** The same, with the site that is meant on every call. */
    BrokerChannels naming(String site) {
        return with(SiteHeader.KEY, site);
    }

    private BrokerChannels with(Metadata.Key<String> key, String value) {
        Metadata more = new Metadata();
        more.merge(headers);
        more.put(key, value);
        return new BrokerChannels(credentials, more);
    }

    static BrokerChannels plain() {
        return new BrokerChannels(InsecureChannelCredentials.create(), new Metadata());
    }

    /**
     * TLS, mutual where a certificate is given.
     *
     * @throws CommandFailedException if a file cannot be read or is not what it should be
     */
    static BrokerChannels secure(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
        TlsChannelCredentials.Builder builder = TlsChannelCredentials.newBuilder();
        try {
            if (ca.isPresent()) {
                builder.trustManager(ca.get().toFile());
            }
            if (certificate.isPresent() && key.isPresent()) {
                builder.keyManager(certificate.get().toFile(), key.get().toFile());
            }
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "cannot read the TLS files", e.toString(), "check --ca, --cert and --key");
        }
        return new BrokerChannels(builder.build(), new Metadata());
    }

    @Override
    public ManagedChannel open(Address server) {
        return builder(server)
                .maxInboundMessageSize(MAXIMUM_ANSWER_BYTES)
                .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                .userAgent("usher-cli")
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
    }

    /** Only here the contents of the TLS files are looked at. */
    private ManagedChannelBuilder<?> builder(Address server) {
        try {
            return Grpc.newChannelBuilderForAddress(server.host(), server.port(), credentials);
        } catch (ManagedChannelRegistry.ProviderNotFoundException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "cannot use the TLS files",
                    String.valueOf(e.getMessage()),
                    "check --ca, --cert and --key");
        }
    }
}
