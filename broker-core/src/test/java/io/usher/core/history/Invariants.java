package io.usher.core.history;

import java.util.List;

/** Everything that must hold. A class of its own each, so that a failure has a name. */
final class Invariants {

    private Invariants() {}

    /** For one history. */
    static List<Invariant> all() {
        return List.of(
                new AppliesInOrder(),
                new StateFollowsFromEvents(),
                new RefusalsChangeNothing(),
                new SeatsAreNeverExceeded(),
                new PendingLogonsAreGuarded(),
                new UsersHaveOneSession(),
                new LimitsOnUsersAreKept(),
                new EnoughHostsStayOpen(),
                new FailedLogonsAreCounted(),
                new StepsAreDoneOnce(),
                new QueueIsFair(),
                new OneBrokerLeads(),
                new AnAdministratorRemains(),
                new ChangesAreOnRecord(),
                new ActionsAreSettledOnce(),
                new AdviceIsHeldAndNotRepeated(),
                new FencesRise(),
                new BoundHostsAreOnesOwn(),
                new RequiredLabelsAreMet(),
                new OnlyOpenHostsAreGranted(),
                new OutstandingTicketsKeepTheSession(),
                new TicketsFitTheSession(),
                new TicketsAreUsedOnce(),
                new RequestsHaveOneAnswer(),
                new TablesAreBounded(),
                new SessionsMoveLegally(),
                new EverythingHasAPlace(),
                new AssignmentFollowsTheRules(),
                new RulesAreAskedInOrder(),
                new RoutesAreTheNearest(),
                new DecisionsTellEverything(),
                new DecisionsCanBeReplayed(),
                new IndexesMatchARecount(),
                new RankingsMatchASearch(),
                new InventoriesAreTheTruth(),
                new GivenUpSessionsAreOrderedOff(),
                new HostsAreLostAfterSilence(),
                new LeasesEndInTime(),
                new RestoredBrokersAgree());
    }
}
