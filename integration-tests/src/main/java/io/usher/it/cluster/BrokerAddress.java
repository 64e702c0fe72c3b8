package io.usher.it.cluster;

import io.usher.it.client.Endpoint;

/**
 * Where a broker is reached.
 *
 * @param id its id
 * @param host name or address under which the brokers know it; the same in the configuration of all
 * @param ip address of the loopback interface where it really listens
 * @param api port of its API, the same on every address; the ports for Raft and for other brokers follow it
 */
record BrokerAddress(String id, String host, String ip, int api) {

    /** Ports that belong to the API's: Raft, and what brokers ask each other. */
    static final int PORTS = 3;

    /** Where this process reaches its API, whatever happens to the links between the brokers. */
    Endpoint endpoint() {
        return new Endpoint(id, ip, api);
    }

    /** As the brokers are told, host:port. */
    String advertised() {
        return host + ":" + api;
    }
}
