package io.usher.node;

import io.usher.core.model.BrokerId;
import io.usher.core.model.IdentityPattern;
import io.usher.core.model.SiteId;
import io.usher.node.api.ApiServerSettings;
import io.usher.node.api.ApiSettings;
import io.usher.node.config.Address;
import io.usher.node.config.PeerBroker;
import io.usher.node.config.ServerConfig;
import io.usher.node.oidc.OidcSettings;
import io.usher.node.replication.BatchSettings;
import io.usher.node.replication.ElectionSettings;
import io.usher.node.replication.Peer;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.SnapshotSettings;
import io.usher.node.replication.StorageSettings;
import io.usher.node.replication.TlsFiles;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** What the parts of a broker are told, taken from its configuration. */
record ServerSettings(
        ReplicationSettings replication,
        ApiServerSettings server,
        ApiSettings api,
        List<IdentityPattern> administrators,
        Optional<OidcSettings> oidc) {

    ServerSettings {
        administrators = List.copyOf(administrators);
    }

    /** The same for a broker that must hear the others before it asks for votes. */
    ServerSettings patient() {
        return new ServerSettings(replication.patient(), server, api, administrators, oidc);
    }

    static ServerSettings of(ServerConfig config) {
        return new ServerSettings(
                replication(config),
                server(config),
                api(config),
                config.security().administrators().stream()
                        .map(IdentityPattern::new)
                        .toList(),
                config.security().oidc().map(ServerSettings::oidc));
    }

    private static ReplicationSettings replication(ServerConfig config) {
        ServerConfig.Storage storage = config.storage();
        ServerConfig.Snapshots snapshots = config.snapshots();
        BatchSettings usual = BatchSettings.DEFAULTS;
        return new ReplicationSettings(
                group(config),
                new StorageSettings(storage.directory(), storage.firstStart(), storage.minimumFreeBytes()),
                new ElectionSettings(
                        config.election().least(), config.election().most()),
                new BatchSettings(
                        usual.maxCommands(),
                        usual.maxBytes(),
                        usual.entriesInFlight(),
                        config.limits().requests(),
                        Math.toIntExact(config.limits().requestBytes())),
                new SnapshotSettings(snapshots.entries(), snapshots.bytes(), snapshots.age(), snapshots.retained()));
    }

    private static PeerGroup group(ServerConfig config) {
        Optional<TlsFiles> tls = config.group()
                .tls()
                .map(group ->
                        new TlsFiles(group.files().certificate(), group.files().key(), group.authorities()));
        return new PeerGroup(
                new SiteId(config.siteId()),
                new BrokerId(config.brokerId()),
                config.group().peers().stream().map(ServerSettings::peer).toList(),
                config.group().join().isPresent(),
                tls);
    }

    private static OidcSettings oidc(ServerConfig.Oidc oidc) {
        return new OidcSettings(
                oidc.issuer(), oidc.audience(), oidc.authorities(), oidc.userClaim(), oidc.groupsClaim());
    }

    private static Peer peer(PeerBroker peer) {
        return new Peer(
                new BrokerId(peer.id()), peer.raft().toString(), peer.peer().toString());
    }

    private static ApiServerSettings server(ServerConfig config) {
        Address listen = config.api().listen();
        return new ApiServerSettings(
                new InetSocketAddress(listen.host(), listen.port()),
                config.api()
                        .tls()
                        .map(files -> new ApiServerSettings.Tls(
                                files.certificate(),
                                files.key(),
                                config.api().clientAuthorities(),
                                config.security().oidc().isEmpty())),
                Math.toIntExact(config.limits().messageBytes()));
    }

    private static ApiSettings api(ServerConfig config) {
        return new ApiSettings(
                config.limits().defaultDeadline(),
                config.limits().longestDeadline(),
                ApiSettings.DEFAULTS.progressInterval());
    }
}
