package io.usher.node.replication;

import io.usher.core.model.LogPosition;
import io.usher.core.model.LogTime;

/**
 * What a read found.
 *
 * @param applied position of the last command that the value reflects
 * @param time log time of that command
 */
public record ReadResult<T>(LogPosition applied, LogTime time, T value) {}
