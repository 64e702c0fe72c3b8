/** The project's story in a minute: people at work on a site of three brokers, one of which is killed. */
@NullMarked
package io.usher.it.demo;

import org.jspecify.annotations.NullMarked;
