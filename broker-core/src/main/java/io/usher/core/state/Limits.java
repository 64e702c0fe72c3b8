package io.usher.core.state;

import java.time.Duration;

/** Every bound of the replicated state, with its reason. The same on all brokers: part of the state machine. */
public final class Limits {

    /** Brokers of a site: five voters, and room for replacements. */
    public static final int BROKERS = 32;
    /** Ids of brokers that belong to a site or ever did: they are not used again. */
    public static final int BROKERS_EVER = 1_000;
    /** Lines of the role table: groups of people and machines, not each of them; every call looks through it. */
    public static final int ROLE_GRANTS = 1_000;
    /** Changes kept for those who ask who did it: months of a busy site. */
    public static final int AUDIT_ENTRIES = 10_000;
    /** Characters in all changes kept: 1 KiB for each, so that large ones cannot fill the memory. */
    public static final long AUDIT_CHARACTERS = 10_000L * 1_024;
    /** Parts told of one change: every setting of a pool, and the first hosts of many. */
    public static final int AUDIT_CHANGES = 64;
    /** Pools: more is a directory, not a site. */
    public static final int POOLS = 1_000;
    /** Resources: what a large organisation publishes. */
    public static final int RESOURCES = 10_000;
    /** Folders: a tree that people still find their way in. */
    public static final int FOLDERS = 1_000;
    /** Folders within each other: every assignment asks the filter of each. */
    public static final int FOLDER_DEPTH = 8;
    /** Schedules: one for each pool. */
    public static final int SCHEDULES = 1_000;
    /** People who wait in the queue of a pool: more would not be served before they give up. */
    public static final int QUEUE_OF_POOL = 1_000;
    /** People who wait in the site. */
    public static final int QUEUE = 10_000;
    /** Places of one user: as many applications as somebody starts at a time. */
    public static final int QUEUE_OF_USER = 8;
    /** What came of waiting, kept for clients that lost their broker. */
    public static final int ENDED_WAITS = 10_000;
    /** Pending actions of one host: one for each session that it can report. */
    public static final int PENDING_ACTIONS_ON_HOST = 4_096;
    /** Pending actions of the site: a message to everybody at the size that it is measured with. */
    public static final int PENDING_ACTIONS = 100_000;
    /** Actions kept of which it is known what became of them. */
    public static final int SETTLED_ACTIONS = 10_000;
    /** Hosts: twice the size a site is measured with. */
    public static final int HOSTS = 20_000;
    /** Hosts that belong to somebody, removed ones included. */
    public static final int BINDINGS = 20_000;
    /** Sets of labels for which a pool keeps its hosts in order; one more takes the place of the one longest unused. */
    public static final int NARROWED_RANKINGS = 32;
    /** Live sessions: twice the size a site is measured with. */
    public static final int SESSIONS = 2_000_000;
    /** Ended sessions kept, so that they can still be looked up. */
    public static final int ENDED_SESSIONS = 10_000;
    /** Ended sessions whose hosts must still be told: what the hosts of a large outage ran. */
    public static final int UNTOLD_SESSIONS = 100_000;
    /** Scaling advice kept: what a provisioner missed that was away for a while. */
    public static final int SCALING_ADVICE = 1_000;
    /** Decisions kept for explanation. */
    public static final int DECISIONS = 4_096;
    /** Answers kept for retries; about 200 bytes each. */
    public static final int ANSWERS = 500_000;
    /** How long an answer is kept, log time; longer than any client goes on retrying one request. */
    public static final Duration ANSWER_HORIZON = Duration.ofMinutes(15);

    private Limits() {}
}
