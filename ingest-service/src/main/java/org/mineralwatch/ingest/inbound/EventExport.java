package org.mineralwatch.ingest.inbound;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mineralwatch.ingest.FindPolicyEvents;
import org.mineralwatch.ingest.domain.EventFilter;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;
import org.mineralwatch.ingest.domain.RecordedEvent;

/** Writes all events that fit a query, page by page, in bounded memory. */
final class EventExport {
    private static final int PAGE = 500;

    /** The members of an event that are plain, or lists of words; effects and sources are in the other formats. */
    private static final List<String> COLUMNS = List.of(
            "id",
            "revision",
            "recordedAt",
            "knownAt",
            "publisher",
            "type",
            "title",
            "summary",
            "announced",
            "effectiveFrom",
            "effectiveUntil",
            "actor",
            "coActors",
            "targets",
            "minerals",
            "stages",
            "standing",
            "grade",
            "note");

    private final FindPolicyEvents findPolicyEvents;
    private final EventQuery query;
    private final ExportFormat format;

    EventExport(FindPolicyEvents findPolicyEvents, EventQuery query, ExportFormat format) {
        this.findPolicyEvents = findPolicyEvents;
        this.query = query;
        this.format = format;
    }

    void writeTo(OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CsvWriter table = CsvWriter.builder().build(text);
        if (format == ExportFormat.CSV) {
            table.writeRecord(COLUMNS);
        }
        Optional<EventFilter.Position> after = query.after();
        int left = query.limit().orElse(Integer.MAX_VALUE);
        List<RecordedEvent> page;
        do {
            int most = Math.min(PAGE, left);
            page = findPolicyEvents.page(query.filter(), query.order(), after, most);
            for (RecordedEvent event : page) {
                if (format == ExportFormat.CSV) {
                    table.writeRecord(row(event));
                } else {
                    text.write(EventDocument.of(event).json());
                    text.write('\n');
                }
                after = Optional.of(EventFilter.Position.behind(event.revision(), query.order()));
            }
            left -= page.size();
        } while (page.size() == PAGE && left > 0);
        table.flush();
        text.flush();
    }

    private static List<String> row(RecordedEvent event) {
        JsonObject document = JsonReader.canonicalObject(event.revision().json());
        List<String> row = new ArrayList<>(COLUMNS.size());
        for (String column : COLUMNS) {
            JsonValue value = document.members().get(column);
            row.add(value == null ? "" : cell(value));
        }
        return row;
    }

    private static String cell(JsonValue value) {
        return switch (value) {
            case JsonText(String text) -> text;
            case JsonArray(List<JsonValue> items) ->
                items.stream().map(EventExport::cell).collect(Collectors.joining(" "));
            case JsonObject ignored -> json(value);
            case JsonValue.JsonNumber ignored -> json(value);
            case JsonValue.JsonBoolean ignored -> json(value);
            case JsonValue.JsonNull ignored -> "";
        };
    }

    private static String json(JsonValue value) {
        StringBuilder json = new StringBuilder();
        value.writeTo(json);
        return json.toString();
    }
}
