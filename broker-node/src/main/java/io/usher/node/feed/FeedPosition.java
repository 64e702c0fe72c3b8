package io.usher.node.feed;

import io.usher.core.model.LogTime;

/**
 * A revision with its log time.
 *
 * @param revision index of the log entry
 * @param time its log time
 */
public record FeedPosition(long revision, LogTime time) {}
