package io.usher.node.agent.session;

/**
 * What is shown to a user.
 *
 * @param title one line; empty for none
 * @param text one line
 */
public record UserMessage(String title, String text) {}
