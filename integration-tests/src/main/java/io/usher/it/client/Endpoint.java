package io.usher.it.client;

/**
 * Where a broker's API is reached.
 *
 * @param broker its id, for reports
 */
public record Endpoint(String broker, String host, int port) {

    /** On this machine. */
    public static Endpoint local(String broker, int port) {
        return new Endpoint(broker, "127.0.0.1", port);
    }

    /** host:port */
    public String address() {
        return host + ":" + port;
    }
}
