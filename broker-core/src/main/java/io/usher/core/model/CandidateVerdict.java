package io.usher.core.model;

/**
 * One line of a decision.
 *
 * @param score what hosts were compared by, lowest first; 0 for a host that was not scored
 * @param terms what the score is made of
 */
public record CandidateVerdict(HostId host, Verdict verdict, long score, ScoreTerms terms) {}
