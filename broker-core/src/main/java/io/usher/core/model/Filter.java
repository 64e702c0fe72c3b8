package io.usher.core.model;

import java.util.List;
import java.util.Optional;

/**
 * Who may use a resource, or what is in a folder: the first rule that is about the client decides, else the default.
 *
 * @param rules in the order in which they are asked, at most {@link #MAX_RULES} with different ids
 * @param otherwise what is done with those whom no rule is about
 */
public record Filter(List<FilterRule> rules, FilterEffect otherwise) {

    /** Most rules of one filter. */
    public static final int MAX_RULES = 64;
    /** Most objects in all rules of one filter: bounds what one assignment costs. */
    public static final int MAX_OBJECTS = 1_024;

    /** Lets everybody in, and has no rule that could be named as the reason. */
    public static final Filter NONE = new Filter(List.of(), FilterEffect.ALLOW);

    public Filter {
        rules = List.copyOf(rules);
        Range.require("number of rules in a filter", rules.size(), 0, MAX_RULES);
        if (rules.stream().map(FilterRule::id).distinct().count() != rules.size()) {
            throw new IllegalArgumentException("rules must have different ids, found "
                    + rules.stream().map(FilterRule::id).toList());
        }
        int objects = rules.stream()
                .flatMap(rule -> rule.criteria().stream())
                .mapToInt(criterion -> criterion.objects().size())
                .sum();
        Range.require("number of objects in a filter", objects, 0, MAX_OBJECTS);
    }

    /** The rule that decides about a client; empty when none is about it and the default does. */
    public Optional<FilterRule> ruleFor(FilterFacts facts) {
        return rules.stream().filter(rule -> rule.isAbout(facts)).findFirst();
    }
}
