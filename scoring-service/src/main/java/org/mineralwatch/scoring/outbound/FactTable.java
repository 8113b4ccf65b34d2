package org.mineralwatch.scoring.outbound;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.FactRow;

/** A CSV table with a header: typed access to its rows, with file, line and column in every complaint. */
final class FactTable {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private FactTable() {}

    /** Makes a fact of a row; null for a row that says nothing. */
    interface RowReader<T> {
        @Nullable
        T read(Row row);
    }

    /**
     * Reads a table.
     *
     * @param in the table; null if it is not there
     * @throws MalformedFactException if it is not there, or a row cannot be understood
     */
    static <T> List<T> read(String path, @Nullable InputStream in, RowReader<T> reader) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        if (in == null) {
            throw new MalformedFactException(file, "missing");
        }
        List<T> facts = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(in)) {
            for (NamedCsvRecord row : rows) {
                T fact = reader.read(new Row(file, row));
                if (fact != null) {
                    facts.add(fact);
                }
            }
        } catch (CsvParseException e) {
            throw new MalformedFactException(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        return facts;
    }

    /** One row. */
    record Row(String file, NamedCsvRecord fields) {

        /** Not empty. */
        String text(String column) {
            String text = optional(column);
            if (text == null) {
                throw malformed(column, "empty");
            }
            return text;
        }

        /** Null if empty. */
        @Nullable
        String optional(String column) {
            String text = fields.findField(column).orElseThrow(() -> malformed(column, "no such column"));
            return text.isEmpty() ? null : text;
        }

        /** As the function reads it; what it turns away is malformed. */
        <T> T value(String column, Function<String, T> read) {
            String text = text(column);
            try {
                return read.apply(text);
            } catch (IllegalArgumentException e) {
                throw malformed(column, "not understood: " + text);
            }
        }

        String oneOf(String column, Set<String> known) {
            String text = text(column);
            if (!known.contains(text)) {
                throw malformed(column, "unknown: " + text);
            }
            return text;
        }

        String country(String column) {
            String code = text(column);
            if (!COUNTRY.matcher(code).matches()) {
                throw malformed(column, "no country code: " + code);
            }
            return code;
        }

        boolean flag(String column) {
            String text = text(column);
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw malformed(column, "neither true nor false: " + text);
            };
        }

        int year(String column) {
            return (int) number(column, 1900, 2100);
        }

        double fraction(String column) {
            return number(column, 0.0, 1.0);
        }

        double number(String column, double low, double high) {
            double number = value(column, Double::parseDouble);
            if (!(number >= low && number <= high)) {
                throw malformed(column, "not within " + low + " and " + high + ": " + number);
            }
            return number;
        }

        /** All columns that are not empty; texts that stood in other rows are the same objects as there. */
        FactRow whole(String table, Map<String, String> once) {
            SortedMap<String, String> columns = new TreeMap<>();
            for (int i = 0; i < fields.getFieldCount(); i++) {
                String text = fields.getField(i);
                if (!text.isEmpty()) {
                    columns.put(fields.getHeader().get(i), once.computeIfAbsent(text, same -> same));
                }
            }
            return new FactRow(table, (int) fields.getStartingLineNumber(), columns);
        }

        private MalformedFactException malformed(String column, String problem) {
            String where = file + " line " + fields.getStartingLineNumber() + " column " + column;
            return new MalformedFactException(where, problem);
        }
    }
}
