package io.usher.it.simulation;

import java.util.List;
import java.util.OptionalInt;

/** Something that sends people to hosts. Told of everything in the order in which it happens. */
interface Algorithm {

    /** Number of the host for that person; empty when there is no seat. */
    OptionalInt place(Logon logon);

    /** The person has reached the host. */
    void arrived(Logon logon, long nowMillis);

    /** What a host that measures now has to put into its report, so that it is known what the report covers. */
    long mark();

    /** Reports of a tick have come in. */
    void reported(List<Report> reports, long nowMillis);
}
