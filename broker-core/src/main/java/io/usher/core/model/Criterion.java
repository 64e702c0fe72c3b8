package io.usher.core.model;

import java.util.List;

/**
 * One condition of a filtering rule. It is met when one of its objects is as the client says, or, negated, when none
 * is. What the client does not say is as no object.
 *
 * @param objects 1 to {@link #MAX_OBJECTS}, of the form that the kind asks for
 */
public record Criterion(CriterionKind kind, boolean negated, List<String> objects) {

    /** Most objects of one criterion. */
    public static final int MAX_OBJECTS = 256;

    public Criterion {
        objects = List.copyOf(objects);
        Range.require("number of objects in a criterion", objects.size(), 1, MAX_OBJECTS);
        for (String object : objects) {
            requireForm(kind, object);
        }
    }

    /** Whether the facts meet it. */
    public boolean isMetBy(FilterFacts facts) {
        return negated != objects.stream().anyMatch(object -> isAs(object, facts));
    }

    private boolean isAs(String object, FilterFacts facts) {
        return switch (kind) {
            case USER -> facts.user().value().equals(object);
            case GROUP ->
                facts.groups().stream().anyMatch(group -> group.value().equals(object));
            case CLIENT_NAME -> isAs(object, facts.client().name());
            case CLIENT_OS -> isAs(object, facts.client().operatingSystem());
            case CLIENT_ADDRESS ->
                new AddressRange(object).contains(facts.client().address());
            case GATEWAY -> isAs(object, facts.client().gateway());
            case TIME -> new TimeWindow(object).contains(facts.now());
        };
    }

    /** What the client does not say matches no pattern, not even the one of any number of characters. */
    private static boolean isAs(String pattern, String told) {
        return !told.isEmpty() && new NamePattern(pattern).matches(told);
    }

    private static void requireForm(CriterionKind kind, String object) {
        switch (kind) {
            case USER -> new UserName(object);
            case GROUP -> new GroupName(object);
            case CLIENT_NAME, CLIENT_OS, GATEWAY -> new NamePattern(object);
            case CLIENT_ADDRESS -> new AddressRange(object);
            case TIME -> new TimeWindow(object);
        }
    }
}
