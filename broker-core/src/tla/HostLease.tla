----------------------------- MODULE HostLease -----------------------------
(* Which host may run which session, while messages are late, lost or      *)
(* doubled, hosts are cut off or suspended, and the primary changes.       *)
(*                                                                         *)
(* Taken as given: the brokers are one replicated register (Raft), so a    *)
(* broker step below is one committed command. Clocks run at one rate.     *)
(* They are never compared; only durations on one machine count. A Tick is *)
(* one unit of time. Timers count down, so that states are finite.         *)
(*                                                                         *)
(* Every rule has a name. Broken names the one rule that is off, or it is  *)
(* "nothing". TLC must find no fault with "nothing" and one with each rule.*)
EXTENDS Naturals, FiniteSets, Sequences, TLC

CONSTANTS
  Users, Hosts,
  Capacity,       \* most sessions on one host
  LeaseDuration,  \* a host may act this long after it SENT a ping that was confirmed
  LostAfter,      \* the primary declares a host lost after this much silence
  TicketLife,     \* a ticket may be redeemed this long
  MaxLog,         \* bound of the search: assignments in one history
  MaxPings,       \* bound of the search: pings and replies of one host under way
  Broken          \* name of the rule that is off, or "nothing"

\* Clocks are exact here, so equal is enough, and the hardest case. In practice a margin
\* covers the difference of two clocks and the time that it takes to end a session.
ASSUME LostAfter >= LeaseDuration

\* Rules of the brokers.
WaitOutLease          == Broken # "WaitOutLease"
FullGrace             == Broken # "FullGrace"
QuorumConfirms        == Broken # "QuorumConfirms"
LostHostRegisters     == Broken # "LostHostRegisters"
InventoriesInOrder    == Broken # "InventoriesInOrder"
PendingWait           == Broken # "PendingWait"
SteadyLogTime         == Broken # "SteadyLogTime"
GrantKeepsSession     == Broken # "GrantKeepsSession"
SeatsInFlight         == Broken # "SeatsInFlight"
NoLeaseByRegistration == Broken # "NoLeaseByRegistration"
\* Rules of the hosts.
RefuseOutsideLease    == Broken # "RefuseOutsideLease"
EndOutsideLease       == Broken # "EndOutsideLease"
LeaseFromSending      == Broken # "LeaseFromSending"
BootClock             == Broken # "BootClock"
ReportBeforeRenewal   == Broken # "ReportBeforeRenewal"
RefuseExpired         == Broken # "RefuseExpired"
SingleUse             == Broken # "SingleUse"
FenceCheck            == Broken # "FenceCheck"
IncarnationCheck      == Broken # "IncarnationCheck"

VARIABLES
  \* The brokers: replicated, apart from quiet, which the primary measures.
  log,      \* position of the latest assignment; the next one is its fence
  session,  \* per user: what the brokers believe
  up,       \* per host: FALSE when declared lost
  quiet,    \* per host: how long the primary has heard nothing from it
  \* The hosts.
  lease,    \* per host: time left in its own lease; 0 is outside
  running,  \* per host: the sessions that really run there
  high,     \* per host and session: highest fence taken, while older tickets may live
  used,     \* per host: fences of redeemed tickets, until they expire
  \* The network.
  pings,    \* per host: pings on their way and their replies, oldest first
  tickets,  \* every ticket that somebody may still bring
  \* For checking only.
  fell      \* TRUE once a host has taken a fence below one it had taken

brokers == <<log, session, up, quiet>>
hosts   == <<lease, running, high, used>>
vars    == <<brokers, hosts, pings, tickets, fell>>

Min(a, b) == IF a < b THEN a ELSE b
Max(a, b) == IF a > b THEN a ELSE b
Less(a)   == IF a > 0 THEN a - 1 ELSE 0
Ids       == 1..MaxLog
None      == [state |-> "none", id |-> 0, host |-> "no host", fence |-> 0, left |-> 0]
Symmetry  == Permutations(Users) \cup Permutations(Hosts)

Init ==
  /\ log = 0
  /\ session = [u \in Users |-> None]
  /\ up = [h \in Hosts |-> TRUE]
  /\ quiet = [h \in Hosts |-> 0]
  /\ lease = [h \in Hosts |-> LeaseDuration]
  /\ running = [h \in Hosts |-> {}]
  /\ high = [h \in Hosts |-> [i \in Ids |-> 0]]
  /\ used = [h \in Hosts |-> {}]
  /\ pings = [h \in Hosts |-> <<>>]
  /\ tickets = {}
  /\ fell = FALSE

----------------------------------------------------------------------------
(* Brokers: assignments.                                                   *)

\* How long a grant holds its seat: until nobody can redeem its ticket any more
\* (TicketLife), and then until an arrival that the host could not report has been
\* reported or is over with the host's lease (LostAfter).
GrantTime == TicketLife + (IF PendingWait THEN LostAfter ELSE 0)

\* A pending session holds a seat like any other. Off: only those that have arrived count.
Seats(h) == Cardinality({u \in Users : session[u].host = h /\ (SeatsInFlight \/ session[u].state = "active")})

\* A ticket is known by its fence. current turns FALSE when the host registers again; it
\* stands for the incarnation. uses is for checking. An answer that was lost is given again as
\* it was, with the same ticket, so a retry needs no step.
Issue(u, h, id) ==
  /\ log < MaxLog
  /\ log' = log + 1
  /\ tickets' = tickets \cup {[user |-> u, id |-> id, host |-> h, fence |-> log + 1,
                               current |-> TRUE, left |-> TicketLife, uses |-> 0]}
  /\ UNCHANGED <<up, quiet, hosts, pings, fell>>

AssignNew(u, h) ==
  /\ session[u] = None /\ up[h] /\ Seats(h) < Capacity
  /\ session' = [session EXCEPT ![u] =
       [state |-> "pending", id |-> log + 1, host |-> h, fence |-> log + 1, left |-> GrantTime]]
  /\ Issue(u, h, log + 1)

\* The user's existing session wins: same session, same host, new fence and ticket.
AssignAgain(u) ==
  /\ session[u] # None
  /\ session' = [session EXCEPT ![u].fence = log + 1, ![u].left = GrantTime]
  /\ Issue(u, session[u].host, session[u].id)

EndPending(u) ==
  /\ session[u].state = "pending" /\ session[u].left = 0
  /\ session' = [session EXCEPT ![u] = None]
  /\ UNCHANGED <<log, up, quiet, hosts, pings, tickets, fell>>

\* Deadlines are in log time, and log time goes no faster than the primary's own clock
\* measures. Off: it follows a wall clock, so that a step of that clock, or a new primary
\* with another clock, carries it past every deadline at once, and no host knows.
LogTimeJumps ==
  /\ ~SteadyLogTime
  /\ session' = [u \in Users |-> [session[u] EXCEPT !.left = 0]]
  /\ UNCHANGED <<log, up, quiet, hosts, pings, tickets, fell>>

----------------------------------------------------------------------------
(* Brokers: hosts.                                                         *)

\* RULE 1, wait: only a silence of LostAfter makes a host lost, and only then do its sessions
\* give way. Off: they give way as soon as the host is suspected, which may be at any time.
DeclareLost(h) ==
  /\ up[h] /\ (WaitOutLease => quiet[h] = LostAfter)
  /\ up' = [up EXCEPT ![h] = FALSE]
  /\ quiet' = [quiet EXCEPT ![h] = 0]
  /\ session' = [u \in Users |-> IF session[u].host = h THEN None ELSE session[u]]
  /\ pings' = [pings EXCEPT ![h] = IF LostHostRegisters THEN <<>> ELSE @]
  /\ UNCHANGED <<log, hosts, tickets, fell>>

\* A new primary has heard nothing yet and grants everyone the full time.
NewPrimary ==
  /\ quiet' = [h \in Hosts |-> IF FullGrace \/ ~up[h] THEN 0 ELSE LostAfter]
  /\ UNCHANGED <<log, session, up, hosts, pings, tickets, fell>>

\* What the brokers believe of the sessions of h after its inventory. A session that is
\* not shown is over, unless a ticket for it may still be redeemed: then it is pending.
After(h, inventory) == [u \in Users |->
  LET s == session[u]
      shown == {e \in inventory : e.user = u /\ e.id = s.id}
      redeemed == \E e \in shown : e.fence = s.fence
  IN IF s.host # h \/ ~ReportBeforeRenewal THEN s
     ELSE IF shown # {} THEN [s EXCEPT !.state = "active", !.left = IF redeemed THEN 0 ELSE @]
     ELSE IF s.state = "pending" \/ (GrantKeepsSession /\ s.left > 0) THEN [s EXCEPT !.state = "pending"]
     ELSE None]

\* The primary hears a ping, takes its inventory, makes sure that it still leads, and
\* confirms. An inventory that a later one has overtaken is dropped. A lost host is not heard.
HearPing(h, i) ==
  /\ i \in DOMAIN pings[h] /\ ~pings[h][i].confirmed
  /\ up[h] \/ ~LostHostRegisters
  /\ LET Kept(p) == p.confirmed \/ ~InventoriesInOrder
     IN pings' = [pings EXCEPT ![h] = SelectSeq(SubSeq(@, 1, i - 1), Kept)
                    \o <<[@[i] EXCEPT !.confirmed = TRUE]>> \o SubSeq(@, i + 1, Len(@))]
  /\ session' = After(h, pings[h][i].inventory)
  /\ up' = [up EXCEPT ![h] = TRUE]
  /\ quiet' = [quiet EXCEPT ![h] = 0]
  /\ UNCHANGED <<log, hosts, tickets, fell>>

\* Off only: a deposed primary confirms without asking a quorum.
DeposedConfirms(h, i) ==
  /\ ~QuorumConfirms
  /\ i \in DOMAIN pings[h] /\ ~pings[h][i].confirmed
  /\ pings' = [pings EXCEPT ![h][i].confirmed = TRUE]
  /\ UNCHANGED <<brokers, hosts, tickets, fell>>

\* The agent starts again, or its host was lost: the brokers give it a new incarnation.
\* What it remembered of tickets is gone, and so are the tickets. Its sessions and the end
\* of its lease outlive it. It gets no new lease yet: there may be arrivals to report first.
Register(h) ==
  /\ up' = [up EXCEPT ![h] = TRUE]
  /\ quiet' = [quiet EXCEPT ![h] = 0]
  /\ tickets' = {IF t.host = h THEN [t EXCEPT !.current = FALSE] ELSE t : t \in tickets}
  /\ high' = [high EXCEPT ![h] = [i \in Ids |-> 0]]
  /\ used' = [used EXCEPT ![h] = {}]
  /\ pings' = [pings EXCEPT ![h] = <<>>]
  /\ lease' = [lease EXCEPT ![h] = IF NoLeaseByRegistration THEN @ ELSE LeaseDuration]
  /\ UNCHANGED <<log, session, running, fell>>

----------------------------------------------------------------------------
(* Hosts. One that is cut off is one whose pings are never heard; one that  *)
(* is suspended takes no step while time goes on.                           *)

\* A ping carries the inventory: an arrival is reported before the lease grows. A lost
\* host registers instead. When too many are under way the oldest is lost (search bound).
SendPing(h) ==
  LET n == Len(pings[h])
      inventory == {[user |-> s.user, id |-> s.id, fence |-> high[h][s.id]] : s \in running[h]}
  IN /\ up[h] \/ ~LostHostRegisters
     /\ n > 0 => (pings[h][n].age > 0 \/ pings[h][n].inventory # inventory)
     /\ pings' = [pings EXCEPT ![h] = Append(IF n = MaxPings THEN Tail(@) ELSE @,
          [age |-> 0, inventory |-> inventory, confirmed |-> FALSE])]
     /\ UNCHANGED <<brokers, hosts, tickets, fell>>

\* The lease counts from the sending of the ping, however late the reply is.
HearConfirmation(h, i) ==
  /\ i \in DOMAIN pings[h] /\ pings[h][i].confirmed
  /\ lease' = [lease EXCEPT ![h] =
       Max(@, IF LeaseFromSending THEN LeaseDuration - pings[h][i].age ELSE LeaseDuration)]
  /\ pings' = [pings EXCEPT ![h] = SubSeq(@, 1, i - 1) \o SubSeq(@, i + 1, Len(@))]
  /\ UNCHANGED <<brokers, running, high, used, tickets, fell>>

\* RULE 2, refuse: a host takes tickets only inside its own lease. It asks no broker.
Redeem(h, t) ==
  /\ t.host = h
  /\ RefuseOutsideLease => lease[h] > 0
  /\ IncarnationCheck => t.current
  /\ SingleUse => t.fence \notin used[h]
  /\ FenceCheck => t.fence >= high[h][t.id]
  /\ running' = [running EXCEPT ![h] = @ \cup {[user |-> t.user, id |-> t.id]}]
  /\ high' = [high EXCEPT ![h][t.id] = Max(@, t.fence)]
  /\ used' = [used EXCEPT ![h] = @ \cup {t.fence}]
  /\ tickets' = (tickets \ {t}) \cup {[t EXCEPT !.uses = Min(@ + 1, 2)]}
  /\ fell' = (fell \/ t.fence < high[h][t.id])
  /\ UNCHANGED <<brokers, lease, pings>>

LogOff(h, s) ==
  /\ running' = [running EXCEPT ![h] = @ \ {s}]
  /\ UNCHANGED <<brokers, lease, high, used, pings, tickets, fell>>

----------------------------------------------------------------------------
(* Time. asleep is the set of hosts whose clock stands still: none, because *)
(* hosts use the boot clock, which goes on while the machine is suspended.  *)

Older(queue) ==
  LET older == [i \in DOMAIN queue |-> [queue[i] EXCEPT !.age = Min(@ + 1, LeaseDuration)]]
      Useful(p) == ~p.confirmed \/ p.age < LeaseDuration \/ ~LeaseFromSending
  IN SelectSeq(older, Useful)

\* A host tells log time from its latest confirmation and its own clock, never too early:
\* what has expired is refused. Off: hosts take tickets after their expiry too.
Tick(asleep) ==
  LET alive == {t \in {[x EXCEPT !.left = Less(@)] : x \in tickets} : t.left > 0 \/ ~RefuseExpired}
      named == {t.id : t \in alive}
      known == {t.fence : t \in alive}
      \* Policy "end outside lease": the host ends its sessions when its lease ends.
      ends  == {h \in Hosts \ asleep : lease[h] = 1 /\ EndOutsideLease}
  IN /\ lease' = [h \in Hosts |-> IF h \in asleep THEN lease[h] ELSE Less(lease[h])]
     /\ running' = [h \in Hosts |-> IF h \in ends THEN {} ELSE running[h]]
     /\ high' = [h \in Hosts |-> [i \in Ids |-> IF i \in named THEN high[h][i] ELSE 0]]
     /\ used' = [h \in Hosts |-> used[h] \cap known]
     /\ pings' = [h \in Hosts |-> IF h \in asleep THEN pings[h] ELSE Older(pings[h])]
     /\ tickets' = alive
     /\ quiet' = [h \in Hosts |-> IF up[h] THEN Min(quiet[h] + 1, LostAfter) ELSE 0]
     /\ session' = [u \in Users |-> [session[u] EXCEPT !.left = Less(@)]]
     /\ UNCHANGED <<log, up, fell>>

Next ==
  \/ \E u \in Users : AssignAgain(u) \/ EndPending(u) \/ \E h \in Hosts : AssignNew(u, h)
  \/ \E h \in Hosts :
       \/ DeclareLost(h) \/ Register(h) \/ SendPing(h)
       \/ \E i \in 1..MaxPings : HearPing(h, i) \/ DeposedConfirms(h, i) \/ HearConfirmation(h, i)
       \/ \E t \in tickets : Redeem(h, t)
       \/ \E s \in running[h] : LogOff(h, s)
  \/ NewPrimary \/ LogTimeJumps
  \/ \E asleep \in IF BootClock THEN {{}} ELSE SUBSET Hosts : Tick(asleep)

Spec == Init /\ [][Next]_vars

----------------------------------------------------------------------------
(* What must hold in every state.                                           *)

OneSessionPerUser == \A u \in Users :
  Cardinality({<<h, s>> \in Hosts \X UNION {running[x] : x \in Hosts} : s \in running[h] /\ s.user = u}) <= 1
WithinCapacity == \A h \in Hosts :
  Cardinality({u \in Users : session[u].host = h}) <= Capacity /\ Cardinality(running[h]) <= Capacity
TicketUsedOnce == \A t \in tickets : t.uses <= 1
FenceNeverFalls == ~fell
\* The brokers count every session that runs, at its place. The first two follow from it.
NoStranger == \A h \in Hosts : \A s \in running[h] : session[s.user].id = s.id /\ session[s.user].host = h
=============================================================================
