package io.usher.core.model;

import java.util.List;

/**
 * One line of a {@link Filter}: whom it is about, and what it does with them.
 *
 * @param id names it within its filter; 1 to 63 characters of a-z, 0-9, and inside also '-' and '.'
 * @param effect for those who meet every criterion
 * @param criteria at most {@link #MAX_CRITERIA}; without any the rule is about everybody
 */
public record FilterRule(String id, FilterEffect effect, List<Criterion> criteria) {

    /** Most criteria of one rule. */
    public static final int MAX_CRITERIA = 16;

    public FilterRule {
        Identifier.require("rule id", id);
        criteria = List.copyOf(criteria);
        Range.require("number of criteria in a rule", criteria.size(), 0, MAX_CRITERIA);
    }

    boolean isAbout(FilterFacts facts) {
        return criteria.stream().allMatch(criterion -> criterion.isMetBy(facts));
    }
}
