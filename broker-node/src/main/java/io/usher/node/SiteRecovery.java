package io.usher.node;

import io.usher.core.Rerun;
import io.usher.core.model.AuditChange;
import io.usher.core.model.AuditEntry;
import io.usher.core.model.BrokerId;
import io.usher.core.model.BrokerProfile;
import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;
import io.usher.core.model.Origin;
import io.usher.core.model.Role;
import io.usher.core.model.SiteId;
import io.usher.core.state.StateImage;
import io.usher.node.config.Address;
import io.usher.node.config.PeerBroker;
import io.usher.node.config.ServerConfig;
import io.usher.node.peer.JoinLink;
import io.usher.node.peer.PeerChannels;
import io.usher.node.replication.PeerGroup;
import io.usher.node.replication.ReplicationSettings;
import io.usher.node.replication.raft.StoredState;
import io.usher.node.replication.storage.SiteOrigin;
import io.usher.node.replication.storage.SurvivingDirectory;
import io.usher.node.telemetry.BuildVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The last resort: most brokers of a site are gone for ever, and one that is left goes on alone. What the others
 * acknowledged and this one never heard of is lost. Works on the directory of the stopped broker.
 */
public final class SiteRecovery {

    private static final Duration ANSWER = Duration.ofSeconds(2);

    private SiteRecovery() {}

    /**
     * What is left.
     *
     * @param term of the last entry of the log
     * @param lastIndex of the last entry
     * @param committedIndex up to where entries are known to be committed
     * @param lastTime log time of the last command
     * @param members the brokers of the site, each with its address, as this one knew them
     */
    public record Survivor(
            String site,
            long term,
            long lastIndex,
            long committedIndex,
            Instant lastTime,
            int hosts,
            int sessions,
            List<String> members) {

        public Survivor {
            members = List.copyOf(members);
        }

        /** How many entries are not known to be committed. */
        public long openEntries() {
            return lastIndex - committedIndex;
        }
    }

    /**
     * What the site goes on with.
     *
     * @param revision from which its log goes on
     * @param before where the old content of the directory is kept
     */
    public record Begun(String site, long revision, int hosts, int sessions, Path before) {}

    /**
     * Looks at what is left, and changes nothing.
     *
     * @throws IOException when the broker runs, or its directory cannot be used; says what to do
     */
    public static Survivor inspect(ServerConfig config) throws IOException {
        try (SurvivingDirectory directory = open(config)) {
            return survivor(config, StoredState.read(directory));
        }
    }

    /**
     * Makes the broker that is left a site of its own, which begins with everything that is in its snapshots and its
     * log. Entries that are not known to be committed are kept: a majority of this broker and one that is gone may have
     * acknowledged them. Called again after a crash it goes on.
     *
     * @param attempt which recovery from this very state it is, from 1
     * @param by who asks for it, for the audit trail
     * @throws IOException when the broker runs, or its directory cannot be used; says what to do
     */
    public static Begun recover(ServerConfig config, int attempt, String by) throws IOException {
        try (SurvivingDirectory directory = open(config)) {
            Optional<Path> interrupted = directory.finishInterrupted();
            Path before = interrupted.isPresent() ? interrupted.get() : begin(directory, config, attempt, by);
            StateImage begun = directory.begun();
            return new Begun(
                    config.siteId(),
                    begun.applied().index(),
                    begun.hosts().size(),
                    begun.sessions().size(),
                    before);
        }
    }

    private static SurvivingDirectory open(ServerConfig config) throws IOException {
        ReplicationSettings settings = ServerSettings.of(config).replication();
        return SurvivingDirectory.open(settings.group(), settings.storage());
    }

    private static Path begin(SurvivingDirectory directory, ServerConfig config, int attempt, String by)
            throws IOException {
        StoredState.Found found = StoredState.read(directory);
        requireNobodyElse(config, found);
        Survivor survivor = survivor(config, found);
        long revision = SiteOrigin.beginning(found.lastIndex(), attempt);
        StateImage begin =
                found.image().asNewSite(new SiteId(config.siteId()), revision, entry(config, survivor, revision, by));
        // With the entry in it, who recovers and when: two brokers that are both recovered must not share a group.
        return directory.beginAnew(new SiteOrigin(Rerun.digestOf(begin), attempt), begin);
    }

    /** Whoever answers is not gone, and would be stopped for ever by what is about to be done. */
    private static void requireNobodyElse(ServerConfig config, StoredState.Found found) throws IOException {
        SiteId site = new SiteId(config.siteId());
        PeerGroup group = ServerSettings.of(config).replication().group();
        try (PeerChannels channels = new PeerChannels(site, group.tls())) {
            JoinLink link = new JoinLink(
                    channels, site, group.selfPeer(), config.api().advertise().toString(), BuildVersion.text());
            for (BrokerProfile other : found.image().brokers()) {
                boolean isOther = other.isMember() && !other.id().value().equals(config.brokerId());
                if (isOther && answers(link, peer(config, other))) {
                    throw new IOException("broker " + other.id() + " answers at " + other.apiAddress()
                            + ": it is not gone. With a majority left start this broker as ever; otherwise stop "
                            + other.id() + " first, since nothing that it knows can come to the new site");
                }
            }
        }
    }

    private static boolean answers(JoinLink link, PeerBroker other) {
        return link.ask(other.peer().toString(), JoinLink.Standing.FRESH, ANSWER)
                .handle((word, failure) -> failure == null)
                .toCompletableFuture()
                .join();
    }

    private static PeerBroker peer(ServerConfig config, BrokerProfile other) {
        String id = other.id().value();
        return config.group().peers().stream()
                .filter(peer -> peer.id().equals(id))
                .findFirst()
                .orElseGet(() -> PeerBroker.at(id, Address.parse(other.apiAddress())));
    }

    private static Survivor survivor(ServerConfig config, StoredState.Found found) {
        StateImage image = found.image();
        return new Survivor(
                config.siteId(),
                found.term(),
                found.lastIndex(),
                found.committedIndex(),
                Instant.ofEpochMilli(image.now().epochMillis()),
                image.hosts().size(),
                image.sessions().size(),
                image.brokers().stream()
                        .filter(BrokerProfile::isMember)
                        .map(broker -> broker.id() + " " + broker.apiAddress())
                        .toList());
    }

    private static AuditEntry entry(ServerConfig config, Survivor survivor, long revision, String by) {
        BrokerId self = new BrokerId(config.brokerId());
        String object = "sites/" + config.siteId();
        String members = survivor.members().stream().collect(Collectors.joining(", "));
        long time = Math.max(survivor.lastTime().toEpochMilli(), Instant.now().toEpochMilli());
        return new AuditEntry(
                new LogPosition(revision, 0),
                new LogTime(time),
                Optional.of(new Origin("local:" + by, List.of(Role.ADMIN), "", self)),
                "RecoverSite",
                List.of(
                        new AuditChange(
                                object, "revision", Long.toString(survivor.lastIndex()), Long.toString(revision)),
                        new AuditChange(object, "committed", Long.toString(survivor.committedIndex()), ""),
                        new AuditChange(object, "brokers", shortened(members), self.value())),
                false,
                Optional.empty(),
                "");
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
