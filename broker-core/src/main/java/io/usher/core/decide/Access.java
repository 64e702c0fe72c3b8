package io.usher.core.decide;

import io.usher.core.model.Filter;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.FilterFacts;
import io.usher.core.model.FilterFinding;
import io.usher.core.model.FilterRule;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceState;
import io.usher.core.state.BrokerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client may do with a resource. The strictest state of the resource and the folders around it holds. Every
 * filter on the way from the outermost folder to the resource has to let the client in; the first that does not ends
 * the way.
 *
 * @param state the effective one
 * @param stateOf the folder whose state it is, the outermost of the strictest; empty for the resource's own
 * @param maintenanceMessage of the resource in maintenance, else of the nearest folder that is
 * @param findings what the filters said, the outermost first; nothing of those without rules that let everybody in
 */
public record Access(
        ResourceState state, Optional<FolderId> stateOf, String maintenanceMessage, List<FilterFinding> findings) {

    public Access {
        findings = List.copyOf(findings);
    }

    /** Looks at a resource for a client. */
    public static Access of(BrokerView view, Resource resource, FilterFacts facts) {
        List<Folder> folders = FolderPath.to(view, resource.settings().folder()).folders();
        List<FilterFinding> findings = new ArrayList<>();
        for (Folder folder : folders) {
            if (!isLetIn(findings)) {
                break;
            }
            ask(folder.settings().filter(), Optional.of(folder.id()), facts, findings);
        }
        if (isLetIn(findings)) {
            ask(resource.settings().filter(), Optional.empty(), facts, findings);
        }
        ResourceState state = state(resource, folders);
        return new Access(state, owner(resource, folders, state), message(resource, folders), findings);
    }

    /** Whether every filter lets the client in. */
    public boolean isAllowed() {
        return isLetIn(findings);
    }

    private static boolean isLetIn(List<FilterFinding> findings) {
        // Nobody is asked after a refusal, so that it can only be the last.
        return findings.isEmpty() || findings.get(findings.size() - 1).effect() == FilterEffect.ALLOW;
    }

    private static void ask(Filter filter, Optional<FolderId> folder, FilterFacts facts, List<FilterFinding> findings) {
        if (!filter.equals(Filter.NONE)) {
            Optional<FilterRule> rule = filter.ruleFor(facts);
            findings.add(new FilterFinding(
                    folder,
                    rule.map(FilterRule::id),
                    rule.map(FilterRule::effect).orElse(filter.otherwise())));
        }
    }

    private static ResourceState state(Resource resource, List<Folder> folders) {
        ResourceState state = resource.settings().state();
        for (Folder folder : folders) {
            state = stricter(state, folder.settings().state());
        }
        return state;
    }

    private static ResourceState stricter(ResourceState one, ResourceState other) {
        if (one == ResourceState.DISABLED || other == ResourceState.DISABLED) {
            return ResourceState.DISABLED;
        }
        return one == ResourceState.MAINTENANCE ? one : other;
    }

    private static Optional<FolderId> owner(Resource resource, List<Folder> folders, ResourceState state) {
        return resource.settings().state() == state
                ? Optional.empty()
                : folders.stream()
                        .filter(folder -> folder.settings().state() == state)
                        .map(Folder::id)
                        .findFirst();
    }

    private static String message(Resource resource, List<Folder> folders) {
        if (resource.settings().state() == ResourceState.MAINTENANCE) {
            return resource.settings().maintenanceMessage();
        }
        String message = "";
        for (Folder folder : folders) {
            if (folder.settings().state() == ResourceState.MAINTENANCE) {
                message = folder.settings().maintenanceMessage();
            }
        }
        return message;
    }
}
