/** Plain gRPC clients of the brokers: for people's requests, and for hosts that only pretend to run sessions. */
@NullMarked
package io.usher.it.client;

import org.jspecify.annotations.NullMarked;
