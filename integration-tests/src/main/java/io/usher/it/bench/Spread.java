package io.usher.it.bench;

import java.util.Collection;
import java.util.Locale;

/**
 * The middle of some values, and how far they lie apart.
 *
 * @param median the middle one; of two in the middle the mean
 */
public record Spread(double median, double least, double most) {

    /** Of at least one value. */
    public static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("there is no middle of no values");
        }
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** For a table: the median, and from where to where. */
    public String text(int decimals) {
        String number = "%,." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "-" + number + ")", median, least, most);
    }
}
