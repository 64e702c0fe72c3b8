package io.usher.core.model;

import java.util.List;

/**
 * What administrators set on a host.
 *
 * @param policy what it does not inherit from its pool
 * @param logonControl who may log on
 * @param description free text for people, at most 512 characters
 * @param routes public ways to it, in order of preference; empty for those of its pool
 * @param labels what it can be asked for by, at most 16 with different keys, in order of key
 */
public record HostSettings(
        HostPolicy policy, LogonControl logonControl, String description, List<Route> routes, List<Label> labels)
        implements Former {

    /** What a host has that registered without settings. */
    public static final HostSettings DEFAULTS = new HostSettings(HostPolicy.INHERITED, LogonControl.ENABLED, "");

    public HostSettings {
        Identifier.requireText("description", description, Pool.MAX_DESCRIPTION);
        routes = Route.requireRoutes(routes);
        Range.require("number of labels", labels.size(), 0, Label.MAX_LABELS);
        labels = requireLabels(labels);
    }

    /** A host without labels. */
    public HostSettings(HostPolicy policy, LogonControl logonControl, String description, List<Route> routes) {
        this(policy, logonControl, description, routes, List.of());
    }

    /** In the one order that there is; throws {@link IllegalArgumentException} when a key stands twice. */
    static List<Label> requireLabels(List<Label> labels) {
        if (labels.isEmpty()) {
            return List.of();
        }
        if (labels.stream().map(Label::key).distinct().count() != labels.size()) {
            throw new IllegalArgumentException("labels must have different keys, found " + labels);
        }
        return labels.stream().sorted().toList();
    }

    /** A host that is reached as its pool says. */
    public HostSettings(HostPolicy policy, LogonControl logonControl, String description) {
        this(policy, logonControl, description, List.of());
    }

    public HostSettings withLogonControl(LogonControl control) {
        return new HostSettings(policy, control, description, routes, labels);
    }
}
