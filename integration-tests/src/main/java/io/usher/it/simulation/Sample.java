package io.usher.it.simulation;

/** What came of one simulated pool. */
record Sample(Scenario scenario, Contender contender, long seed, Balance balance) {}
