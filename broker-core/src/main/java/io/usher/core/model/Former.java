package io.usher.core.model;

/** What an object was before a change, kept so that the change can be taken back. */
public sealed interface Former permits Site, Pool, Resource, Folder, Schedule, HostSettings, HostBinding {}
