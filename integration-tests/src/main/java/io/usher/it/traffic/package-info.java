/** Clients and hosts that do what people do, by chance from a seed, and write down what they were told. */
@NullMarked
package io.usher.it.traffic;

import org.jspecify.annotations.NullMarked;
