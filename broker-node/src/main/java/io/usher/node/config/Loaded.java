package io.usher.node.config;

/**
 * A configuration that has been read and found right.
 *
 * @param config the configuration
 * @param settings each of its values and where it comes from
 */
public record Loaded<C>(C config, Settings settings) {}
