package io.usher.node.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A broker in the list of peers: {@code {id: b1, api: 10.0.0.1:7400}}, or {@code b1=10.0.0.1:7400} for short. Its ports
 * for Raft and for other brokers are the next two, unless they are named.
 */
final class PeerType implements OptionType<PeerBroker> {
    private static final Set<String> KEYS = Set.of("id", "api", "raft", "peer");
    private static final String EXPECTED = "a broker as {id: b1, api: 10.0.0.1:7400} or b1=10.0.0.1:7400";

    @Override
    public Optional<PeerBroker> read(String key, Raw raw, Complaints complaints) {
        if (raw instanceof Raw.Entries entries) {
            return entries(key, entries, complaints);
        }
        if (raw instanceof Raw.Scalar scalar && scalar.text().indexOf('=') > 0) {
            int equals = scalar.text().indexOf('=');
            Raw id = new Raw.Scalar(raw.place(), scalar.text().substring(0, equals));
            Raw api = new Raw.Scalar(raw.place(), scalar.text().substring(equals + 1));
            return entries(key, new Raw.Entries(raw.place(), Map.of("id", id, "api", api)), complaints);
        }
        complaints.add(raw.place(), key, EXPECTED, raw.found());
        return Optional.empty();
    }

    private static Optional<PeerBroker> entries(String key, Raw.Entries entries, Complaints complaints) {
        entries.entries().forEach((name, value) -> {
            if (!KEYS.contains(name)) {
                complaints.add(
                        value.place(),
                        key + "." + name + ": there is no such key; a broker has id, api, raft and peer");
            }
        });
        Optional<String> id = required(key, "id", entries, Types.IDENTIFIER_TEXT, complaints);
        Optional<Address> api = required(key, "api", entries, Types.ADDRESS, complaints);
        if (api.isPresent() && api.get().port() > PeerBroker.HIGHEST_API_PORT) {
            complaints.add(
                    entries.place(),
                    key + ".api",
                    "a port of at most " + PeerBroker.HIGHEST_API_PORT,
                    "" + api.get().port());
            return Optional.empty();
        }
        if (id.isEmpty() || api.isEmpty()) {
            return Optional.empty();
        }
        PeerBroker usual = PeerBroker.at(id.get(), api.get());
        return Optional.of(new PeerBroker(
                id.get(),
                api.get(),
                address(key, "raft", entries, complaints).orElse(usual.raft()),
                address(key, "peer", entries, complaints).orElse(usual.peer())));
    }

    private static <T> Optional<T> required(
            String key, String name, Raw.Entries entries, OptionType<T> type, Complaints complaints) {
        Raw raw = entries.entries().get(name);
        if (raw == null) {
            complaints.add(entries.place(), key + "." + name + ": is missing; expected " + EXPECTED);
            return Optional.empty();
        }
        return type.read(key + "." + name, raw, complaints);
    }

    private static Optional<Address> address(String key, String name, Raw.Entries entries, Complaints complaints) {
        return Optional.ofNullable(entries.entries().get(name))
                .flatMap(raw -> Types.ADDRESS.read(key + "." + name, raw, complaints));
    }

    @Override
    public String write(PeerBroker broker) {
        return "{id: " + broker.id() + ", api: '" + broker.api() + "', raft: '" + broker.raft() + "', peer: '"
                + broker.peer() + "'}";
    }

    @Override
    public String label() {
        return "ID=HOST:PORT";
    }
}
