package io.usher.core.history;

import io.usher.core.command.AssignSession;
import io.usher.core.model.Criterion;
import io.usher.core.model.Filter;
import io.usher.core.model.FilterEffect;
import io.usher.core.model.FilterRule;
import io.usher.core.model.Folder;
import io.usher.core.model.FolderId;
import io.usher.core.model.Resource;
import io.usher.core.model.ResourceState;
import io.usher.core.state.StateImage;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Folders and filtering rules, matched with what the JDK has: regular expressions, {@code InetAddress} and
 * {@code OffsetDateTime}. Shares nothing with the core's own matching.
 */
final class NaiveAccess {

    private NaiveAccess() {}

    /** The strictest state on the way. */
    static ResourceState state(StateImage image, Resource resource) {
        List<ResourceState> states = new ArrayList<>(List.of(resource.settings().state()));
        path(image, resource).forEach(folder -> states.add(folder.settings().state()));
        if (states.contains(ResourceState.DISABLED)) {
            return ResourceState.DISABLED;
        }
        return states.contains(ResourceState.MAINTENANCE) ? ResourceState.MAINTENANCE : ResourceState.ENABLED;
    }

    /**
     * What the deciding rule says, as {@code folder/rule: effect}, with {@code -} for the default, and nothing before
     * the slash for the resource's own filter; empty when there is no filter on the way.
     */
    static Optional<String> lastWord(StateImage image, Resource resource, AssignSession command, long millis) {
        Optional<String> word = Optional.empty();
        List<Folder> path = path(image, resource);
        for (int i = 0; i <= path.size(); i++) {
            Filter filter = i < path.size()
                    ? path.get(i).settings().filter()
                    : resource.settings().filter();
            String owner = i < path.size() ? path.get(i).id().value() : "";
            if (filter.rules().isEmpty() && filter.otherwise() == FilterEffect.ALLOW) {
                continue;
            }
            String rule = "-";
            FilterEffect effect = filter.otherwise();
            for (int r = filter.rules().size() - 1; r >= 0; r--) {
                if (isAbout(filter.rules().get(r), command, millis)) {
                    rule = filter.rules().get(r).id();
                    effect = filter.rules().get(r).effect();
                }
            }
            word = Optional.of(owner + "/" + rule + ": " + effect);
            if (effect == FilterEffect.DENY) {
                return word;
            }
        }
        return word;
    }

    private static List<Folder> path(StateImage image, Resource resource) {
        List<Folder> path = new ArrayList<>();
        Optional<FolderId> next = resource.settings().folder();
        while (next.isPresent()) {
            FolderId id = next.get();
            Folder folder = image.folders().stream()
                    .filter(found -> found.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            path.add(0, folder);
            next = folder.settings().parent();
        }
        return path;
    }

    private static boolean isAbout(FilterRule rule, AssignSession command, long millis) {
        boolean about = true;
        for (Criterion criterion : rule.criteria()) {
            boolean some = false;
            for (String object : criterion.objects()) {
                some |= isAs(criterion, object, command, millis);
            }
            about &= criterion.negated() ? !some : some;
        }
        return about;
    }

    private static boolean isAs(Criterion criterion, String object, AssignSession command, long millis) {
        return switch (criterion.kind()) {
            case USER -> command.user().value().equals(object);
            case GROUP -> command.groups().toString().matches(".*[\\[ ]" + Pattern.quote(object) + "[,\\]].*");
            case CLIENT_NAME -> isLike(object, command.client().name());
            case CLIENT_OS -> isLike(object, command.client().operatingSystem());
            case GATEWAY -> isLike(object, command.client().gateway());
            case CLIENT_ADDRESS -> isIn(object, command.client().address());
            case TIME -> isDuring(object, millis);
        };
    }

    private static boolean isLike(String pattern, String told) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return !told.isEmpty()
                && Pattern.compile(regex, Pattern.CASE_INSENSITIVE)
                        .matcher(told)
                        .matches();
    }

    private static boolean isIn(String network, String told) {
        if (!told.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return false;
        }
        String[] parts = network.split("/", -1);
        byte[] base = address(parts[0]);
        byte[] found = address(told);
        if (base.length != found.length) {
            return false;
        }
        int behind = base.length * 8 - (parts.length == 1 ? base.length * 8 : Integer.parseInt(parts[1]));
        return new BigInteger(1, base).shiftRight(behind).equals(new BigInteger(1, found).shiftRight(behind));
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a test must use whole addresses, found " + text, e);
        }
    }

    private static boolean isDuring(String window, long millis) {
        String[] parts = window.toUpperCase(Locale.ROOT).split(" ", -1);
        ZoneOffset offset = parts[2].equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(parts[2]);
        String[] ends = parts[1].split("-", -1);
        int from = LocalTime.parse(ends[0]).toSecondOfDay();
        int to = ends[1].equals("24:00") ? 86_400 : LocalTime.parse(ends[1]).toSecondOfDay();
        int length = to > from ? to - from : to + 86_400 - from;
        Set<DayOfWeek> days = days(parts[0]);
        OffsetDateTime now = Instant.ofEpochMilli(millis).atOffset(offset);
        for (int before = 0; before <= 1; before++) {
            OffsetDateTime begin = now.toLocalDate()
                    .minusDays(before)
                    .atTime(LocalTime.ofSecondOfDay(from))
                    .atOffset(offset);
            boolean during = !now.isBefore(begin) && now.isBefore(begin.plusSeconds(length));
            if (days.contains(begin.getDayOfWeek()) && during) {
                return true;
            }
        }
        return false;
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (text.equals("DAILY")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != day(ends[ends.length - 1])) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        return EnumSet.allOf(DayOfWeek.class).stream()
                .filter(day -> day.name().startsWith(text))
                .findFirst()
                .orElseThrow();
    }
}
