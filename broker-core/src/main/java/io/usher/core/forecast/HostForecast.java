package io.usher.core.forecast;

import io.usher.core.model.Host;

/**
 * One host before and after.
 *
 * @param after the host as it would be
 * @param seats that it would have
 * @param takenBefore seats that are taken at present
 * @param takenAfter seats that would be taken; sessions lost with the host keep theirs until their users are back
 */
public record HostForecast(Host after, int seats, int takenBefore, int takenAfter) {}
