package org.mineralwatch.ingest.domain;

import java.time.YearMonth;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/**
 * A date by ISO 8601.
 *
 * @param isWholeDay false when a month or a year alone will do
 */
record DateForm(boolean isWholeDay) implements Form {
    /** Years outside this century and its neighbours are slips of the pen, or ways to say "never" and "always". */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2199;

    /** The day of an act. */
    static final DateForm DAY = new DateForm(true);

    /** The date of a source. */
    static final DateForm DAY_MONTH_OR_YEAR = new DateForm(false);

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        String needed =
                isWholeDay ? "a day such as 2026-11-21" : "a day, month or year such as 2026-11-21, 2026-11 or 2026";
        if (!(given instanceof JsonText(String date))) {
            examination.blameType(given, place, needed);
            return given;
        }
        if (!hasForm(date)) {
            examination.blame(Kind.INVALID_VALUE, place, Wording.quoted(date) + " is no date: give " + needed);
            return given;
        }
        int year = number(date, 0, 4);
        int month = date.length() > 4 ? number(date, 5, 7) : 1;
        int day = date.length() > 7 ? number(date, 8, 10) : 1;
        if (month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()) {
            examination.blame(Kind.INVALID_DATE, place, Wording.quoted(date) + " is on no calendar: give " + needed);
        } else if (isWholeDay && (year < FIRST_YEAR || year > LAST_YEAR)) {
            examination.blame(
                    Kind.INVALID_DATE,
                    place,
                    Wording.quoted(date) + " lies outside the years " + FIRST_YEAR + " to " + LAST_YEAR
                            + ": correct it; for an open end leave effectiveUntil out");
        }
        return given;
    }

    private boolean hasForm(String date) {
        int length = date.length();
        if (length != 10 && (isWholeDay || (length != 7 && length != 4))) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = date.charAt(i);
            boolean fits = i == 4 || i == 7 ? c == '-' : c >= '0' && c <= '9';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String date, int from, int to) {
        return Integer.parseInt(date, from, to, 10);
    }
}
