package org.mineralwatch.ingest.outbound;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.ingest.domain.Countries;
import org.mineralwatch.ingest.domain.Mineral;
import org.mineralwatch.ingest.domain.Minerals;
import org.mineralwatch.ingest.domain.Vocabulary;

/** Reads the code lists: minerals from the contract, countries from this service. */
public final class ShippedVocabulary {
    private ShippedVocabulary() {}

    /** The vocabulary of this release. */
    @Produces
    @Singleton
    public static Vocabulary vocabulary() {
        return new Vocabulary(minerals(), countries());
    }

    private static Minerals minerals() {
        return new Minerals(rows(PolicyEventRecorded.class.getResourceAsStream("minerals.csv")).stream()
                .map(ShippedVocabulary::mineral)
                .toList());
    }

    private static Mineral mineral(NamedCsvRecord row) {
        return new Mineral(
                row.getField("id"),
                row.getField("name"),
                row.getField("symbol"),
                Mineral.Kind.valueOf(row.getField("kind").toUpperCase(Locale.ROOT)),
                Optional.of(row.getField("parent_id")).filter(Predicate.not(String::isEmpty)),
                names(row.getField("aliases")));
    }

    private static Countries countries() {
        SequencedMap<String, String> nameByCode = new LinkedHashMap<>();
        Map<String, String> codeByNickname = new HashMap<>();
        for (NamedCsvRecord row :
                rows(ShippedVocabulary.class.getResourceAsStream("/org/mineralwatch/ingest/countries.csv"))) {
            nameByCode.put(row.getField("code"), row.getField("name"));
            names(row.getField("nicknames")).forEach(name -> codeByNickname.put(name, row.getField("code")));
        }
        return new Countries(nameByCode, codeByNickname);
    }

    private static List<String> names(String joined) {
        return Arrays.stream(joined.split("\\|", -1))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private static List<NamedCsvRecord> rows(@Nullable InputStream resource) {
        if (resource == null) {
            throw new IllegalStateException("a code list is not on the class path");
        }
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("a code list cannot be read", e);
        }
    }
}
