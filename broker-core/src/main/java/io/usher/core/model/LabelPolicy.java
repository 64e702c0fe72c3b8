package io.usher.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which hosts may serve a resource, and which should. A preference never keeps anybody out: the first one that a host
 * with a free seat meets narrows the choice, and where none does, all hosts that meet the requirements are chosen from.
 *
 * @param requiredLabels that a host must carry, all of them, at most 8, in order and with different keys
 * @param preferredLabels in order of preference, at most 8 different ones
 * @param preferClientZone whether hosts of the client's own zone come before all other preferences
 */
public record LabelPolicy(List<Label> requiredLabels, List<Label> preferredLabels, boolean preferClientZone) {

    /** Most labels that are required, and most that are preferred. */
    public static final int MAX_WISHES = 8;
    /** Any host will do. */
    public static final LabelPolicy NONE = new LabelPolicy(List.of(), List.of(), false);

    public LabelPolicy {
        Range.require("number of required labels", requiredLabels.size(), 0, MAX_WISHES);
        Range.require("number of preferred labels", preferredLabels.size(), 0, MAX_WISHES);
        requiredLabels = HostSettings.requireLabels(requiredLabels);
        preferredLabels = List.copyOf(preferredLabels);
        if (preferredLabels.stream().distinct().count() != preferredLabels.size()) {
            throw new IllegalArgumentException("preferred labels must be different, found " + preferredLabels);
        }
    }

    /** Whether any host will do. */
    public boolean isNone() {
        return requiredLabels.isEmpty() && preferredLabels.isEmpty() && !preferClientZone;
    }

    /**
     * What hosts are to carry, the best first and the requirements alone last.
     *
     * @param zone of the client, where it is known
     */
    public List<List<Label>> wishes(Optional<String> zone) {
        List<List<Label>> wishes = new ArrayList<>();
        zone.filter(known -> preferClientZone)
                .map(known -> new Label(Label.ZONE, known))
                .ifPresent(label -> add(label, wishes));
        preferredLabels.forEach(label -> add(label, wishes));
        wishes.add(requiredLabels);
        return wishes;
    }

    /** One whose key is required says nothing new, or what no host can meet. */
    private void add(Label preferred, List<List<Label>> wishes) {
        if (requiredLabels.stream().noneMatch(label -> label.key().equals(preferred.key()))) {
            List<Label> all = new ArrayList<>(requiredLabels);
            all.add(preferred);
            all.sort(Label::compareTo);
            wishes.add(List.copyOf(all));
        }
    }
}
