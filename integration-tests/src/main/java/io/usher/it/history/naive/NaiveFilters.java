package io.usher.it.history.naive;

import io.usher.core.command.AssignSession;
import io.usher.core.model.Criterion;
import io.usher.core.model.Filter;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.FilterRule;
import io.usher.core.model.ResourceState;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** States and filters of folders and resources, with what the JDK has for patterns, addresses and times. */
final class NaiveFilters {

    private static final int SECONDS_OF_DAY = 86_400;

    private final NaiveState state;

    NaiveFilters(NaiveState state) {
        this.state = state;
    }

    boolean isHidden(NaiveResource resource) {
        return resource.settings.state() == ResourceState.DISABLED
                || path(resource).stream().anyMatch(folder -> folder.settings.state() == ResourceState.DISABLED);
    }

    /** The message, when the resource is in maintenance or the folder nearest to it that is. */
    Optional<String> maintenance(NaiveResource resource) {
        if (resource.settings.state() == ResourceState.MAINTENANCE) {
            return Optional.of(resource.settings.maintenanceMessage());
        }
        List<NaiveFolder> path = path(resource);
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i).settings.state() == ResourceState.MAINTENANCE) {
                return Optional.of(path.get(i).settings.maintenanceMessage());
            }
        }
        return Optional.empty();
    }

    boolean letIn(NaiveResource resource, AssignSession command) {
        List<Filter> filters = new ArrayList<>();
        path(resource).forEach(folder -> filters.add(folder.settings.filter()));
        filters.add(resource.settings.filter());
        return filters.stream().allMatch(filter -> effect(filter, command) == FilterEffect.ALLOW);
    }

    private List<NaiveFolder> path(NaiveResource resource) {
        return state.folderPath(resource.settings.folder().map(Object::toString).orElse(""));
    }

    private FilterEffect effect(Filter filter, AssignSession command) {
        for (FilterRule rule : filter.rules()) {
            if (rule.criteria().stream().allMatch(criterion -> isMet(criterion, command))) {
                return rule.effect();
            }
        }
        return filter.otherwise();
    }

    private boolean isMet(Criterion criterion, AssignSession command) {
        boolean some = criterion.objects().stream().anyMatch(object -> isAs(criterion, object, command));
        return some != criterion.negated();
    }

    private boolean isAs(Criterion criterion, String object, AssignSession command) {
        return switch (criterion.kind()) {
            case USER -> object.equals(command.user().value());
            case GROUP ->
                command.groups().stream().map(Object::toString).toList().contains(object);
            case CLIENT_NAME -> isLike(object, command.client().name());
            case CLIENT_OS -> isLike(object, command.client().operatingSystem());
            case GATEWAY -> isLike(object, command.client().gateway());
            case CLIENT_ADDRESS -> isIn(object, command.client().address());
            case TIME -> isDuring(object.toUpperCase(Locale.ROOT).split(" ", -1));
        };
    }

    private static boolean isLike(String pattern, String told) {
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return !told.isEmpty()
                && Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                        .matcher(told)
                        .matches();
    }

    private static boolean isIn(String network, String told) {
        // Nothing but an address, so that no name is looked up.
        if (!told.matches("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
            return false;
        }
        String[] parts = network.split("/", -1);
        try {
            byte[] base = InetAddress.getByName(parts[0]).getAddress();
            byte[] found = InetAddress.getByName(told).getAddress();
            int bits = base.length * Byte.SIZE;
            int behind = parts.length == 1 ? 0 : bits - Integer.parseInt(parts[1]);
            return base.length == found.length
                    && new BigInteger(1, base).shiftRight(behind).equals(new BigInteger(1, found).shiftRight(behind));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean isDuring(String[] window) {
        ZoneOffset offset = window[2].equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(window[2]);
        LocalDateTime now = Instant.ofEpochMilli(state.now).atOffset(offset).toLocalDateTime();
        String[] ends = window[1].split("-", -1);
        int from = LocalTime.parse(ends[0]).toSecondOfDay();
        int to = ends[1].equals("24:00")
                ? SECONDS_OF_DAY
                : LocalTime.parse(ends[1]).toSecondOfDay();
        int length = to > from ? to - from : to + SECONDS_OF_DAY - from;
        for (int ago = 0; ago <= 1; ago++) {
            LocalDateTime begin =
                    now.toLocalDate().minusDays(ago).atStartOfDay().plusSeconds(from);
            if (isOn(window[0], begin.getDayOfWeek())
                    && !now.isBefore(begin)
                    && now.isBefore(begin.plusSeconds(length))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOn(String days, DayOfWeek day) {
        if (days.equals("DAILY")) {
            return true;
        }
        for (String part : days.split(",", -1)) {
            String[] ends = part.split("-", -1);
            DayOfWeek each = dayOf(ends[0]);
            while (each != day && each != dayOf(ends[ends.length - 1])) {
                each = each.plus(1);
            }
            if (each == day) {
                return true;
            }
        }
        return false;
    }

    private static DayOfWeek dayOf(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().startsWith(text)) {
                return day;
            }
        }
        throw new IllegalStateException("a command in the log has days of the week, found " + text);
    }
}
