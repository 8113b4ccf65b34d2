package org.mineralwatch.alert.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order in which alerts are read: that of their transactions, so that nothing is ever committed before a
 * place somebody has read to.
 *
 * @param transaction number of the transaction
 * @param position within it
 */
public record AlertPlace(long transaction, long position) {
    /** Before all alerts. */
    public static final AlertPlace START = new AlertPlace(0, 0);

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /** Reads what {@link #toString} wrote; empty for anything else. */
    public static Optional<AlertPlace> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new AlertPlace(Long.parseLong(written.group(1)), Long.parseLong(written.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return transaction + "-" + position;
    }
}
