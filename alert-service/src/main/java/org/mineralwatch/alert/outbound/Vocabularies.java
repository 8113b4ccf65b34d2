package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mineralwatch.alert.domain.EventVocabulary;
import org.mineralwatch.alert.domain.Mineral;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.contract.TopicContract;

/** Reads the vocabulary that ships with the contract. */
final class Vocabularies {
    private static final String ALIASES_SEPARATED_BY = "\\|";

    @Produces
    @Singleton
    MineralVocabulary minerals() {
        try (InputStream csv = resource("minerals.csv");
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return new MineralVocabulary(
                    rows.stream().map(Vocabularies::mineral).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("minerals.csv", e);
        }
    }

    private static Mineral mineral(NamedCsvRecord row) {
        String aliases = row.getField("aliases");
        return new Mineral(
                row.getField("id"),
                row.getField("name"),
                row.getField("symbol"),
                row.getField("kind").equals("group"),
                row.getField("parent_id"),
                aliases.isEmpty() ? List.of() : List.of(aliases.split(ALIASES_SEPARATED_BY)));
    }

    @Produces
    @Singleton
    EventVocabulary events(ObjectMapper json) {
        try (InputStream schema = resource("policy-event.schema.json")) {
            JsonNode properties = json.readTree(schema).path("properties");
            return new EventVocabulary(
                    values(properties.path("type")),
                    values(properties.path("standing")),
                    values(properties.path("stages").path("items")));
        } catch (IOException e) {
            throw new UncheckedIOException("policy-event.schema.json", e);
        }
    }

    private static List<String> values(JsonNode property) {
        List<String> values = new ArrayList<>();
        property.path("enum").forEach(value -> values.add(value.asText()));
        return values;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                TopicContract.class.getResourceAsStream("/org/mineralwatch/contract/" + name), name);
    }
}
