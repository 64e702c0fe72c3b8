/**
 * The door of a host: takes RDP connections, reads the ticket from their first packet, and splices those that may enter
 * to the session host behind it. The only place for Netty besides {@code io.usher.node.http}.
 */
@NullMarked
package io.usher.node.gateway;

import org.jspecify.annotations.NullMarked;
