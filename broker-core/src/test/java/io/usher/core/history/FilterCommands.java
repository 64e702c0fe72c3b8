package io.usher.core.history;

import io.usher.core.command.AssignSession;
import io.usher.core.command.Command;
import io.usher.core.command.CreateFolder;
import io.usher.core.command.DeleteFolder;
import io.usher.core.command.UpdateFolder;
import io.usher.core.model.ClientInfo;
import io.usher.core.model.Criterion;
import io.usher.core.model.CriterionKind;
import io.usher.core.model.Filter;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.FilterRule;
import io.usher.core.model.FolderId;
import io.usher.core.model.FolderSettings;
import io.usher.core.model.GroupName;
import io.usher.core.model.LogPosition;
import io.usher.core.model.ResourceState;
import io.usher.core.model.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Folders and filters by chance, and clients that they are about. */
final class FilterCommands {

    private static final List<String> CLIENTS = List.of("", "LAPTOP-7", "laptop-12", "kiosk.example", "Ünit");
    private static final List<String> SYSTEMS = List.of("", "Windows 11", "linux 6.1", "macOS");
    private static final List<String> GATEWAYS = List.of("", "gw-1", "GW-2");
    private static final List<String> ADDRESSES =
            List.of("", "somewhere", "10.1.2.3", "192.0.2.77", "2001:db8::1", "2001:db8:1::9", "::ffff:10.1.2.3");
    private static final List<String> GROUPS = List.of("staff", "guests", "nurses of ward 3");

    private final Chance chance;

    FilterCommands(Chance chance) {
        this.chance = chance;
    }

    Command assignSession() {
        ClientInfo client = chance.percent(30)
                ? ClientInfo.UNKNOWN
                : new ClientInfo(
                        chance.oneOf(CLIENTS), chance.oneOf(ADDRESSES), chance.oneOf(SYSTEMS), chance.oneOf(GATEWAYS));
        List<GroupName> groups = GROUPS.stream()
                .filter(name -> chance.percent(40))
                .map(GroupName::new)
                .toList();
        Optional<Duration> mayWait =
                chance.percent(40) ? Optional.of(Duration.ofSeconds(chance.between(1, 40))) : Optional.empty();
        return new AssignSession(
                chance.oneOf(Names.USERS),
                chance.oneOf(Names.RESOURCES),
                client,
                groups,
                mayWait,
                mayWait.isEmpty() && chance.percent(20));
    }

    Command createFolder() {
        return new CreateFolder(chance.oneOf(Names.FOLDERS), settings());
    }

    Command updateFolder() {
        Optional<LogPosition> expected =
                chance.percent(80) ? Optional.empty() : Optional.of(new LogPosition(chance.between(1, 50), 0));
        return new UpdateFolder(chance.oneOf(Names.FOLDERS), expected, settings());
    }

    Command deleteFolder() {
        return new DeleteFolder(chance.oneOf(Names.FOLDERS));
    }

    private FolderSettings settings() {
        ResourceState state =
                chance.percent(92) ? ResourceState.ENABLED : chance.oneOf(List.of(ResourceState.values()));
        return new FolderSettings("", state, "later", folder(70), chance.percent(70) ? Filter.NONE : filter());
    }

    /** Some folder, or none. */
    Optional<FolderId> folder(int percent) {
        return chance.percent(percent) ? Optional.of(chance.oneOf(Names.FOLDERS)) : Optional.empty();
    }

    /** Rules that are about many of the clients above: of which several are, the first has to win. */
    Filter filter() {
        List<FilterRule> rules = IntStream.range(0, chance.between(0, 5))
                .mapToObj(n -> new FilterRule("rule" + n, effect(70), criteria()))
                .toList();
        return new Filter(rules, effect(70));
    }

    private FilterEffect effect(int allow) {
        return chance.percent(allow) ? FilterEffect.ALLOW : FilterEffect.DENY;
    }

    private List<Criterion> criteria() {
        return IntStream.range(0, chance.between(0, 2))
                .mapToObj(n -> criterion(chance.oneOf(List.of(CriterionKind.values()))))
                .toList();
    }

    private Criterion criterion(CriterionKind kind) {
        List<String> objects = objects(kind);
        List<String> chosen = Stream.generate(() -> chance.oneOf(objects))
                .limit(chance.between(1, 3))
                .toList();
        return new Criterion(kind, chance.percent(30), chosen);
    }

    private List<String> objects(CriterionKind kind) {
        return switch (kind) {
            case USER -> Names.USERS.stream().map(UserName::value).toList();
            case GROUP -> GROUPS;
            case CLIENT_NAME -> List.of("laptop-*", "*", "laptop-?", "*e?ample", "Ünit", "ünit", "kiosk", "l*p*-*2");
            case CLIENT_OS -> List.of("windows*", "*nux*", "MACOS", "windows 1?");
            case GATEWAY -> List.of("gw-?", "gw-1", "*");
            case CLIENT_ADDRESS ->
                List.of(
                        "10.0.0.0/8",
                        "10.1.2.3",
                        "192.0.2.64/26",
                        "2001:db8::/32",
                        "0.0.0.0/0",
                        "2001:db8::/47",
                        "::/0");
            case TIME ->
                List.of(
                        "thu 00:00-00:02 utc",
                        "daily 00:00-24:00 utc",
                        "mon-wed,fri-sun 23:59-00:01 utc",
                        "wed 22:00-06:00 -02:00",
                        "thu-thu 01:00-01:03 +01:00",
                        "fri-mon 08:00-18:00 utc");
        };
    }
}
