package org.mineralwatch.scoring.outbound;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads days written {@code 2026-11-28} without the parser of all that may be a date, which is a third of the work for an
 * event, and keeps each day once: a million events have four of them each. Whatever else comes is left to that parser.
 */
final class DayReading extends StdScalarDeserializer<LocalDate> {
    private static final long serialVersionUID = 1L;
    private static final int LENGTH = "2026-11-28".length();

    /** A power of two; some forty years. */
    private static final int KEPT = 1 << 14;

    private static final AtomicReferenceArray<@Nullable LocalDate> DAYS = new AtomicReferenceArray<>(KEPT);

    DayReading() {
        super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getTextLength() == LENGTH) {
            char[] text = parser.getTextCharacters();
            int at = parser.getTextOffset();
            int year = number(text, at, 4);
            int month = number(text, at + 5, 2);
            int day = number(text, at + 8, 2);
            if (year >= 0
                    && text[at + 4] == '-'
                    && month >= 1
                    && month <= 12
                    && text[at + 7] == '-'
                    && day >= 1
                    && day <= YearMonth.of(year, month).lengthOfMonth()) {
                return kept(year, month, day);
            }
        }
        return LocalDateDeserializer.INSTANCE.deserialize(parser, context);
    }

    /** -1 for anything but digits. */
    private static int number(char[] text, int from, int length) {
        int number = 0;
        for (int i = from; i < from + length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = 10 * number + text[i] - '0';
        }
        return number;
    }

    private static LocalDate kept(int year, int month, int day) {
        int place = (372 * year + 31 * month + day) & KEPT - 1;
        LocalDate kept = DAYS.get(place);
        if (kept == null || kept.getDayOfMonth() != day || kept.getMonthValue() != month || kept.getYear() != year) {
            kept = LocalDate.of(year, month, day);
            DAYS.set(place, kept);
        }
        return kept;
    }
}
