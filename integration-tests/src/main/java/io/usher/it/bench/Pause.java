package io.usher.it.bench;

import java.time.Duration;

/**
 * How long the site gave no answers around a kill.
 *
 * @param length from the last answer before to the first one after, as clients saw them
 * @param lost probes that were never answered, although they were asked again until their time was up
 */
record Pause(Duration length, long lost) {}
