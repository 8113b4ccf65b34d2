package org.mineralwatch.scoring.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All cells and what is known without any event.
 *
 * @param cells by key
 * @param version identifies the content: 12 hexadecimal digits, the same for the same world and cells
 */
public record Baseline(World world, SortedMap<Cell, CellBaseline> cells, String version) {
    private static final int VERSION_DIGITS = 12;
    private static final int FIRST_YEAR = 2000;
    private static final int YEARS_BACK = 25;
    private static final int YEARS_AHEAD = 50;

    public Baseline {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
        cells.forEach((cell, baseline) -> Require.that(cell.equals(baseline.cell()), "cell", cell));
        Require.that(version.length() == VERSION_DIGITS, "version", version);
    }

    public static Baseline of(World world, Collection<CellBaseline> cells) {
        SortedMap<Cell, CellBaseline> byKey = new TreeMap<>();
        for (CellBaseline cell : cells) {
            Require.that(byKey.put(cell.cell(), cell) == null, "cell given twice", cell.cell());
        }
        return new Baseline(world, byKey, versionOf(world, byKey));
    }

    /**
     * The days that the figures may be used for. They say nothing of a world long before or after them; how long is
     * judgement: far enough back for the oldest recorded acts, far enough ahead for the slowest supply to come about.
     */
    public Span validity() {
        int oldest = cells.values().stream().mapToInt(CellBaseline::year).min().orElse(FIRST_YEAR);
        int newest = cells.values().stream().mapToInt(CellBaseline::year).max().orElse(FIRST_YEAR);
        return new Span(
                LocalDate.of(oldest - YEARS_BACK, 1, 1), LocalDate.of(newest + YEARS_AHEAD, 12, 31), oldest, newest);
    }

    /**
     * Days, both included.
     *
     * @param oldestFigures year of the oldest production figures in use
     * @param newestFigures year of the newest
     */
    public record Span(LocalDate first, LocalDate last, int oldestFigures, int newestFigures) {
        public boolean contains(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }

        /** The day, or the end that it lies beyond. */
        public LocalDate clamp(LocalDate day) {
            return day.isBefore(first) ? first : day.isAfter(last) ? last : day;
        }
    }

    /** What is known of a cell; empty if there is no such cell. */
    public Optional<CellBaseline> find(Cell cell) {
        return Optional.ofNullable(cells.get(cell));
    }

    /** Records and sorted maps print the same everywhere, doubles to the last bit. */
    private static String versionOf(World world, SortedMap<Cell, CellBaseline> cells) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(world.toString().getBytes(StandardCharsets.UTF_8));
            for (CellBaseline cell : cells.values()) {
                digest.update(cell.toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
