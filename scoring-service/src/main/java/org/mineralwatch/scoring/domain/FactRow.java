package org.mineralwatch.scoring.domain;

import java.util.SortedMap;

/**
 * A row of a fact table as it was shipped.
 *
 * @param table its name, as {@code supply}
 * @param line in the table, the header being 1
 * @param columns by name; a column that is empty in the row is absent
 */
public record FactRow(String table, int line, SortedMap<String, String> columns) {
    public FactRow {
        columns = Require.sorted(columns);
    }

    /** A column; empty text if the row has none. */
    public String text(String column) {
        String text = columns.get(column);
        return text == null ? "" : text;
    }

    boolean has(String column, String value) {
        return text(column).equals(value);
    }

    int year() {
        return Integer.parseInt(text("year"));
    }
}
