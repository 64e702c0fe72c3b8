package io.usher.node.cli;

import io.usher.proto.v1.FilterEffect;
import io.usher.proto.v1.FilterRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Who may use a resource, or what is in a folder. */
final class FilterOptions {

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            converter = RuleConverter.class,
            description = {
                "Filtering rule, such as 'staff: allow; group=staff|auditors; not client-os=windows*'; give it once for"
                        + " each rule, in order. Replaces all rules. The first that is about the client decides.",
                "Kinds: user, group, client-name, client-os, client-address, gateway, time. Criteria are joined by AND,"
                        + " objects by OR. A time looks like 'mon-fri 08:00-18:00 +01:00'."
            })
    private List<FilterRule> rules = List.of();

    @Option(names = "--no-rules", description = "Remove all filtering rules.")
    private boolean none;

    @Option(
            names = "--default-rule",
            paramLabel = "EFFECT",
            converter = WordConverter.Effect.class,
            completionCandidates = WordConverter.Effect.class,
            description = "What is done with those whom no rule is about: ${COMPLETION-CANDIDATES}.")
    private Optional<FilterEffect> defaultEffect = Optional.empty();

    Fields fill(Fields fields, Consumer<List<FilterRule>> setRules, Consumer<FilterEffect> setDefault) {
        Optional<List<FilterRule>> given =
                none ? Optional.of(List.of()) : Optional.of(rules).filter(list -> !list.isEmpty());
        return fields.set("filter_rules", given, setRules).set("default_effect", defaultEffect, setDefault);
    }
}
