package io.usher.core.model;

/**
 * Holds resources and other folders. What is in it has the folder's state unless its own is stricter, and can be used
 * only by those whom the folder's filter lets in.
 *
 * @param changed position of the latest change; serves as the etag
 */
public record Folder(FolderId id, FolderSettings settings, LogPosition changed) implements Former {}
