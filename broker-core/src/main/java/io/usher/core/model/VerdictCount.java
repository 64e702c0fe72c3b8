package io.usher.core.model;

/** How many hosts got a verdict. */
public record VerdictCount(Verdict verdict, int hosts) {}
