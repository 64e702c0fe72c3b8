package io.usher.core.command;

/** What the caller of a command is told. */
public sealed interface Reply permits Answer, Refusal {}
