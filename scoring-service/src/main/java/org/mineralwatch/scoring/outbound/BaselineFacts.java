package org.mineralwatch.scoring.outbound;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.BaselineRule;
import org.mineralwatch.scoring.domain.FactRow;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.Facts;
import org.mineralwatch.scoring.domain.Facts.Confidence;
import org.mineralwatch.scoring.domain.Facts.GovernanceFact;
import org.mineralwatch.scoring.domain.Facts.ImportSourceFact;
import org.mineralwatch.scoring.domain.Facts.MineralFact;
import org.mineralwatch.scoring.domain.Facts.RecyclingFact;
import org.mineralwatch.scoring.domain.Facts.RelianceFact;
import org.mineralwatch.scoring.domain.Facts.SupplyFact;
import org.mineralwatch.scoring.domain.Facts.TieFact;
import org.mineralwatch.scoring.domain.Facts.UpstreamFact;
import org.mineralwatch.scoring.domain.Stage;
import org.mineralwatch.scoring.domain.Tie;

/**
 * The fact tables that the service ships, and the baseline made of them. A row that cannot be understood stops the
 * reading: a baseline of half the facts would look like one of all.
 */
public final class BaselineFacts {
    /** Name of the vocabulary among the tables. */
    static final String MINERALS_TABLE = "minerals";

    private static final String MINERALS = "/org/mineralwatch/contract/minerals.csv";
    private static final String ROOT = "/baseline/";
    private static final List<String> NAMES = List.of(
            "supply",
            "reliance",
            "import_sources",
            "governance",
            "ties",
            "recycling_substitution",
            "upstream",
            "eu_members",
            "licences");

    private final Resources resources;
    private final String directory;

    /** The tables of the first version, from the class path. */
    public BaselineFacts() {
        this(BaselineFacts.class::getResourceAsStream);
    }

    BaselineFacts(Resources resources) {
        this(resources, ROOT);
    }

    private BaselineFacts(Resources resources, String directory) {
        this.resources = resources;
        this.directory = directory;
    }

    /**
     * Every version of the facts that the service ships, by the day from which it counts as known. Versions stand in
     * {@code versions.csv}, each with the directory of its tables.
     *
     * @throws MalformedFactException naming file, line and column of what cannot be understood
     */
    public static SortedMap<LocalDate, BaselineFacts> versions() {
        return versions(BaselineFacts.class::getResourceAsStream);
    }

    static SortedMap<LocalDate, BaselineFacts> versions(Resources resources) {
        SortedMap<LocalDate, BaselineFacts> byKnownFrom = new TreeMap<>();
        String versions = ROOT + "versions.csv";
        FactTable.read(
                        versions,
                        resources.open(versions),
                        row -> new Version(row.value("known_from", LocalDate::parse), row.text("directory")))
                .forEach(version -> byKnownFrom.put(
                        version.knownFrom(),
                        new BaselineFacts(
                                resources, version.directory().equals(".") ? ROOT : ROOT + version.directory() + "/")));
        return byKnownFrom;
    }

    /** The version known on a day: the earliest for the time before it. */
    public static BaselineFacts knownOn(LocalDate day) {
        SortedMap<LocalDate, BaselineFacts> versions = versions();
        SortedMap<LocalDate, BaselineFacts> before = versions.headMap(day.plusDays(1));
        LocalDate knownFrom = before.isEmpty() ? versions.firstKey() : before.lastKey();
        return Objects.requireNonNull(versions.get(knownFrom), "a key of the map");
    }

    private record Version(LocalDate knownFrom, String directory) {}

    /** Where tables lie. */
    interface Resources {
        /** Opens a table by its path; null if there is none. */
        @Nullable
        InputStream open(String path);
    }

    /**
     * The baseline of the shipped facts.
     *
     * @throws MalformedFactException naming file, line and column of what cannot be understood
     */
    public Baseline baseline() {
        return BaselineRule.baselineOf(facts());
    }

    /**
     * Every row of every table as it was shipped, with the source it names.
     *
     * @throws MalformedFactException naming the file that is missing or cannot be read
     */
    public FactSources sources() {
        SortedMap<String, List<FactRow>> tables = new TreeMap<>();
        // Most texts stand in many rows; kept once, the tables take a fifth of the memory.
        Map<String, String> once = new HashMap<>();
        tables.put(MINERALS_TABLE, read(MINERALS, row -> row.whole(MINERALS_TABLE, once)));
        NAMES.forEach(name -> tables.put(name, read(directory + name + ".csv", row -> row.whole(name, once))));
        return new FactSources(tables);
    }

    /** What the baseline is made of. */
    public Facts facts() {
        List<MineralFact> minerals = read(MINERALS, BaselineFacts::mineral);
        Set<String> vocabulary = new HashSet<>();
        minerals.forEach(mineral -> vocabulary.add(mineral.id()));
        return new Facts(
                minerals,
                read(directory + "supply.csv", row -> supply(row, vocabulary)),
                read(directory + "reliance.csv", row -> reliance(row, vocabulary)),
                read(directory + "import_sources.csv", row -> importSource(row, vocabulary)),
                read(directory + "governance.csv", BaselineFacts::governance),
                read(directory + "ties.csv", BaselineFacts::tie),
                read(directory + "recycling_substitution.csv", row -> recycling(row, vocabulary)),
                read(directory + "upstream.csv", row -> upstream(row, vocabulary)),
                new TreeSet<>(read(directory + "eu_members.csv", row -> row.country("country"))));
    }

    private <T> List<T> read(String path, FactTable.RowReader<T> reader) {
        return FactTable.read(path, resources.open(path), reader);
    }

    private static MineralFact mineral(FactTable.Row row) {
        return new MineralFact(
                row.text("id"),
                row.value("kind", kind -> MineralFact.Kind.valueOf(kind.toUpperCase(Locale.ROOT))),
                row.optional("parent_id"));
    }

    private static SupplyFact supply(FactTable.Row row, Set<String> vocabulary) {
        return new SupplyFact(
                row.oneOf("mineral_id", vocabulary),
                row.value("stage", Stage::of),
                row.country("country"),
                row.year("year"),
                row.fraction("share"),
                confidence(row));
    }

    /** Rows beside the main one of a year, and years without a figure, say nothing. */
    private static @Nullable RelianceFact reliance(FactTable.Row row, Set<String> vocabulary) {
        if (!row.flag("is_primary") || row.text("qualifier").equals("NA")) {
            return null;
        }
        return new RelianceFact(
                row.country("consumer"),
                row.oneOf("mineral_id", vocabulary),
                row.value("stage", Stage::of),
                row.year("year"),
                row.fraction("net_import_reliance"),
                row.value("qualifier", RelianceFact.Qualifier::of));
    }

    /** Only one row set of a mineral and stage is to be used. */
    private static @Nullable ImportSourceFact importSource(FactTable.Row row, Set<String> vocabulary) {
        if (!row.flag("is_primary")) {
            return null;
        }
        return new ImportSourceFact(
                row.country("consumer"),
                row.oneOf("mineral_id", vocabulary),
                row.value("stage", Stage::of),
                row.value("basis", ImportSourceFact.Basis::of),
                row.country("source_country"),
                row.fraction("share"),
                confidence(row));
    }

    private static GovernanceFact governance(FactTable.Row row) {
        return new GovernanceFact(row.country("country"), row.year("year"), row.number("wgi_raw_mean", -10.0, 10.0));
    }

    private static TieFact tie(FactTable.Row row) {
        return new TieFact(row.country("consumer"), row.country("supplier"), row.value("tie", Tie::of));
    }

    private static RecyclingFact recycling(FactTable.Row row, Set<String> vocabulary) {
        return new RecyclingFact(row.oneOf("mineral", vocabulary), row.fraction("eol_rir"), row.fraction("si_sr"));
    }

    private static UpstreamFact upstream(FactTable.Row row, Set<String> vocabulary) {
        return new UpstreamFact(
                row.oneOf("mineral", vocabulary),
                row.value("stage", Stage::of),
                row.country("supplier"),
                row.value("upstream_stage", Stage::of),
                row.country("origin"),
                row.fraction("share"));
    }

    private static Confidence confidence(FactTable.Row row) {
        return row.value("confidence", word -> Confidence.valueOf(word.toUpperCase(Locale.ROOT)));
    }
}
