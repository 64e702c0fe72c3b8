package io.usher.node.agent;

import java.util.Optional;

/**
 * How an agent is doing, for people and tests.
 *
 * @param broker the broker that answers it at present
 * @param incarnation its present registration
 * @param leaseHeld whether users may be let in
 * @param sessions sessions on the host, arriving ones included
 */
public record AgentStatus(Optional<String> broker, Optional<String> incarnation, boolean leaseHeld, int sessions) {}
