/**
 * Tickets: single-use, signed permissions to enter one host, verified by that host without a broker.
 *
 * <p>Brokers sign with {@link io.usher.node.ticket.TicketSigner}, agents check with
 * {@link io.usher.node.ticket.TicketVerifier}. Only the JDK may be used here, so that both sides stay equal.
 */
@NullMarked
package io.usher.node.ticket;

import org.jspecify.annotations.NullMarked;
