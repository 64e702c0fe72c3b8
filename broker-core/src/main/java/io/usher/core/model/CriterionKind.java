package io.usher.core.model;

/** What a criterion of a filtering rule looks at, and what its objects look like. */
public enum CriterionKind {
    /** User names in lower case, equal to the letter. */
    USER,
    /** Names of groups of the user in lower case, equal to the letter. */
    GROUP,
    /** Patterns of the name of the client machine, see {@link NamePattern}. */
    CLIENT_NAME,
    /** Patterns of the client's operating system, see {@link NamePattern}. */
    CLIENT_OS,
    /** Networks that the client's address lies in, see {@link AddressRange}. */
    CLIENT_ADDRESS,
    /** Patterns of the gateway's name, see {@link NamePattern}. */
    GATEWAY,
    /** Times of the week, see {@link TimeWindow}. */
    TIME
}
