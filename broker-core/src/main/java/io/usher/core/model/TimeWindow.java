package io.usher.core.model;

import java.util.List;

/**
 * Times that come again every week: {@code mon-fri 08:00-18:00 +01:00}, {@code sat,sun 22:00-06:00 utc}, {@code daily
 * 00:00-24:00 utc}. The end does not belong to the window; one that ends before it begins goes on past midnight and
 * belongs to the day on which it began.
 *
 * <p>The offset from UTC is stated and fixed. A named zone would need tables of daylight saving time, which change with
 * the JDK: brokers with different tables would decide differently from the same log.
 *
 * @param value days, times and offset, apart by one blank
 */
public record TimeWindow(String value) {

    /** Longest window in characters. */
    public static final int MAX_LENGTH = 64;

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int MINUTES_OF_HOUR = 60;
    private static final int MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;
    private static final int MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;
    private static final int LARGEST_OFFSET = 14 * MINUTES_OF_HOUR;
    /** 1970-01-01 was a Thursday. */
    private static final int FIRST_MINUTE_OF_LOG_TIME = 3 * MINUTES_OF_DAY;

    private static final int MILLIS_OF_MINUTE = 60_000;

    public TimeWindow {
        Identifier.requireText("time window", value, MAX_LENGTH);
        Parts.of(value);
    }

    /** Whether the moment lies in the window. */
    public boolean contains(LogTime time) {
        Parts parts = Parts.of(value);
        long minutes = Math.floorDiv(time.epochMillis(), (long) MILLIS_OF_MINUTE) + parts.offset();
        int ofWeek = (int) Math.floorMod(minutes + FIRST_MINUTE_OF_LOG_TIME, (long) MINUTES_OF_WEEK);
        int today = ofWeek / MINUTES_OF_DAY;
        int now = ofWeek % MINUTES_OF_DAY;
        if (parts.from() < parts.to()) {
            return parts.isOn(today) && now >= parts.from() && now < parts.to();
        }
        int yesterday = (today + DAYS.size() - 1) % DAYS.size();
        return (parts.isOn(today) && now >= parts.from()) || (parts.isOn(yesterday) && now < parts.to());
    }

    /**
     * The window in numbers.
     *
     * @param days bit 0 for Monday to bit 6 for Sunday
     * @param from first minute of the day
     * @param to minute of the day at which it ends
     * @param offset minutes east of UTC
     */
    private record Parts(int days, int from, int to, int offset) {

        boolean isOn(int day) {
            return (days >> day & 1) == 1;
        }

        static Parts of(String value) {
            String[] words = value.split(" ", -1);
            if (words.length != 3) {
                throw malformed(value);
            }
            String[] times = words[1].split("-", -1);
            if (times.length != 2) {
                throw malformed(value);
            }
            int from = minutes(times[0], MINUTES_OF_DAY - 1, value);
            int to = minutes(times[1], MINUTES_OF_DAY, value);
            if (from == to) {
                throw new IllegalArgumentException("a time window must not end where it begins, found '" + value
                        + "'; say 00:00-24:00 for the whole day");
            }
            return new Parts(days(words[0], value), from, to, offset(words[2], value));
        }

        private static int days(String text, String value) {
            if (text.equals("daily")) {
                return (1 << DAYS.size()) - 1;
            }
            int days = 0;
            for (String part : text.split(",", -1)) {
                String[] ends = part.split("-", -1);
                int first = DAYS.indexOf(ends[0]);
                int last = DAYS.indexOf(ends[ends.length - 1]);
                if (ends.length > 2 || first < 0 || last < 0) {
                    throw malformed(value);
                }
                // From Friday to Monday goes round the end of the week.
                for (int day = first; day != last; day = (day + 1) % DAYS.size()) {
                    days |= 1 << day;
                }
                days |= 1 << last;
            }
            return days;
        }

        private static int offset(String text, String value) {
            if (text.equals("utc")) {
                return 0;
            }
            if (text.isEmpty() || (text.charAt(0) != '+' && text.charAt(0) != '-')) {
                throw malformed(value);
            }
            int minutes = minutes(text.substring(1), LARGEST_OFFSET, value);
            return text.charAt(0) == '+' ? minutes : -minutes;
        }

        private static int minutes(String text, int most, String value) {
            int colon = text.indexOf(':');
            int hours = colon == 2 ? Digits.number(text.substring(0, 2), 10, 2) : -1;
            int minutes = text.length() == 5 ? Digits.number(text.substring(3), 10, 2) : -1;
            int all = hours * MINUTES_OF_HOUR + minutes;
            if (hours < 0 || minutes < 0 || minutes >= MINUTES_OF_HOUR || all > most) {
                throw malformed(value);
            }
            return all;
        }

        private static IllegalArgumentException malformed(String value) {
            return new IllegalArgumentException("a time window must look like 'mon-fri 08:00-18:00 +01:00' or"
                    + " 'sat,sun 22:00-06:00 utc', found '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
