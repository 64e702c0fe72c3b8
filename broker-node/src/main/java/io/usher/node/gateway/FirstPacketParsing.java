package io.usher.node.gateway;

/** How far the bytes of a connection have been understood. */
sealed interface FirstPacketParsing {

    /** The bytes begin a first packet; more are needed. */
    record Incomplete() implements FirstPacketParsing {}

    /**
     * The bytes begin with a whole first packet.
     *
     * @param packet what it says
     * @param length how many bytes it took, a preconnection PDU before it included
     */
    record Parsed(FirstPacket packet, int length) implements FirstPacketParsing {}

    /**
     * No further bytes can make a first packet of these.
     *
     * @param fault what is wrong
     */
    record Invalid(Fault fault) implements FirstPacketParsing {}

    /** What is wrong with a first packet. */
    enum Fault {
        /** Neither a TPKT header nor a preconnection PDU. */
        NOT_RDP,
        /** A preconnection PDU of an unknown version, or whose lengths do not fit each other. */
        PRECONNECTION,
        /** Lengths that do not fit each other or a connection request. */
        LENGTH,
        /** An X.224 packet of another kind or class. */
        NOT_A_CONNECTION_REQUEST,
        /** A token or cookie that is not printable ASCII or not ended by CR LF. */
        ROUTING,
        /** Something else than one negotiation request behind the token. */
        NEGOTIATION,
        /** Bytes behind the first packet before it was answered. */
        TOO_EARLY
    }
}
