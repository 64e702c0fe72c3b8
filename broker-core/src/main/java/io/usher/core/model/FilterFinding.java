package io.usher.core.model;

import java.util.Optional;

/**
 * What one filter said about a client.
 *
 * @param folder whose filter it is; empty for the resource's own
 * @param rule id of the rule that decided; empty for the default
 * @param effect what it decided
 */
public record FilterFinding(Optional<FolderId> folder, Optional<String> rule, FilterEffect effect) {}
