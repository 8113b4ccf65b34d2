package org.mineralwatch.scoring.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
