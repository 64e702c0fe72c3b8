package io.usher.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the configurations of the brokers of one process must be together: each another site with what is its own, and
 * agreed about what they share. Values that are wrong by themselves are left out.
 */
final class ProcessChecks {
    /** What holds for all who connect to an address, before they have said which site they mean. */
    private static final List<Option<?>> OF_THE_PORT = List.of(
            ServerOptions.API_CERTIFICATE,
            ServerOptions.API_KEY,
            ServerOptions.API_CLIENT_CA,
            ServerOptions.LIMITS_MESSAGE_BYTES);

    private final List<Named> all;
    private final Complaints complaints;

    /**
     * The configuration of one broker.
     *
     * @param file its name
     */
    record Named(String file, Settings settings) {

        /** Where an option is, or was not, given. */
        private String place(Option<?> option) {
            return settings.isGiven(option) ? settings.place(option).text() : file;
        }

        private <T> boolean agrees(Named other, Option<T> option) {
            return settings.find(option).equals(other.settings.find(option));
        }

        private <T> String text(Option<T> option) {
            return settings.find(option)
                    .map(value -> "'" + option.type().write(value) + "'")
                    .orElse("none");
        }

        private Optional<PeerBroker> self() {
            return ServerConfiguration.self(settings);
        }
    }

    ProcessChecks(List<Named> all, Complaints complaints) {
        this.all = List.copyOf(all);
        this.complaints = complaints;
    }

    void run() {
        for (int later = 1; later < all.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                check(all.get(earlier), all.get(later));
            }
        }
    }

    private void check(Named first, Named second) {
        differ(first, second, ServerOptions.SITE_ID, "one process serves a site once");
        differDirectories(first, second);
        addresses(first, second);
        agree(first, second, ServerOptions.LOG_LEVEL, "since one process has one log");
        Optional<Address> listen = first.settings().find(ServerOptions.API_LISTEN);
        if (listen.isPresent() && first.agrees(second, ServerOptions.API_LISTEN)) {
            String reason = "since both serve clients on " + listen.get();
            OF_THE_PORT.forEach(option -> agree(first, second, option, reason));
            tokens(first, second, reason);
        }
    }

    private <T> void differ(Named first, Named second, Option<T> option, String why) {
        if (first.settings().find(option).isPresent() && first.agrees(second, option)) {
            tell(first, second, option, why);
        }
    }

    private void differDirectories(Named first, Named second) {
        Option<Path> option = ServerOptions.STORAGE_DIRECTORY;
        Optional<Path> own = first.settings().find(option).map(ProcessChecks::plain);
        if (own.isPresent() && own.equals(second.settings().find(option).map(ProcessChecks::plain))) {
            tell(first, second, option, "each broker has one of its own");
        }
    }

    private static Path plain(Path directory) {
        return directory.toAbsolutePath().normalize();
    }

    private void tell(Named first, Named second, Option<?> option, String why) {
        complaints.add(second.place(option) + ": " + option.key() + ": expected another value than in "
                + first.place(option) + ", since " + why + ", found " + second.text(option));
    }

    private void addresses(Named first, Named second) {
        Optional<PeerBroker> one = first.self();
        Optional<PeerBroker> other = second.self();
        if (one.isEmpty() || other.isEmpty()) {
            return;
        }
        List<Address> taken = List.of(one.get().raft(), one.get().peer());
        List<Address> wanted = List.of(other.get().raft(), other.get().peer());
        wanted.stream().filter(taken::contains).forEach(address -> tell(first, second, address));
        listen(first).filter(wanted::contains).ifPresent(address -> tell(first, second, address));
        listen(second).filter(taken::contains).ifPresent(address -> tell(first, second, address));
    }

    private static Optional<Address> listen(Named broker) {
        return broker.settings().find(ServerOptions.API_LISTEN);
    }

    private void tell(Named first, Named second, Address address) {
        complaints.add(second.place(ServerOptions.PEERS) + ": " + ServerOptions.PEERS.key() + ": " + address
                + " is an address of the broker in " + first.file() + ", too; only api may be the same, so name other"
                + " addresses for raft and peer in one of the two");
    }

    private void agree(Named first, Named second, Option<?> option, String why) {
        if (!first.agrees(second, option)) {
            complaints.add(second.place(option) + ": " + option.key() + ": expected " + first.text(option) + " as in "
                    + first.place(option) + ", " + why + ", found " + second.text(option));
        }
    }

    /** Whether people may connect without a certificate is the port's affair; whose tokens count is the site's. */
    private void tokens(Named first, Named second, String why) {
        boolean taken = first.settings().find(OidcOptions.ISSUER).isPresent();
        if (taken != second.settings().find(OidcOptions.ISSUER).isPresent()) {
            complaints.add(second.place(OidcOptions.ISSUER) + ": " + OidcOptions.ISSUER.key() + ": expected "
                    + (taken ? "one" : "none") + " as in " + first.place(OidcOptions.ISSUER) + ", " + why + ", found "
                    + second.text(OidcOptions.ISSUER));
        }
    }
}
