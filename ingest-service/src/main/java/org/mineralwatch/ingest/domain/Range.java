package org.mineralwatch.ingest.domain;

/**
 * The numbers that a member takes.
 *
 * @param low the least, or with {@code lowIncluded} false the bound that must be exceeded
 * @param high the most; infinite where there is no bound
 */
public record Range(double low, boolean lowIncluded, double high) {

    /** 0 to 1. */
    static final Range FRACTION = from(0, 1);

    static Range from(double low, double high) {
        return new Range(low, true, high);
    }

    static Range above(double low, double high) {
        return new Range(low, false, high);
    }

    /** True for a finite number within the bounds. */
    public boolean contains(double value) {
        return (lowIncluded ? value >= low : value > low) && value <= high && Double.isFinite(value);
    }

    /** For a sentence: "0 to 1", "more than 0, at most 36500". */
    public String inWords() {
        if (lowIncluded) {
            return Double.isInfinite(high) ? plain(low) + " or more" : plain(low) + " to " + plain(high);
        }
        return "more than " + plain(low) + (Double.isInfinite(high) ? "" : ", at most " + plain(high));
    }

    static String plain(double number) {
        StringBuilder text = new StringBuilder();
        new JsonValue.JsonNumber(number).writeTo(text);
        return text.toString();
    }
}
