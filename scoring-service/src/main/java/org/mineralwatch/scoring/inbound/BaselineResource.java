package org.mineralwatch.scoring.inbound;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.Page;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ReadBaseline;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.CellBaseline;
import org.mineralwatch.scoring.domain.FactRow;
import org.mineralwatch.scoring.domain.Grade;
import org.mineralwatch.scoring.domain.Nearest;
import org.mineralwatch.scoring.domain.ScoreModel;

/** The facts that scores rest on. */
@Path("/v1/baseline")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Baseline")
@Blocking
public class BaselineResource {
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final Set<String> OF_PAGES = Set.of("limit", "cursor");

    private final ReadBaseline readBaseline;

    BaselineResource(ReadBaseline readBaseline) {
        this.readBaseline = readBaseline;
    }

    @GET
    @Operation(
            summary = "What scores rest on",
            description =
                    "Version, tables, years, grades of evidence, and the licences under which the figures are used.")
    @APIResponse(
            responseCode = "200",
            description = "The baseline in short",
            content = @Content(examples = @ExampleObject(name = "baseline", value = ScoreExamples.BASELINE)))
    public BaselineView baseline(@Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of());
        query.complain();
        Baseline baseline = readBaseline.baseline();
        Collection<CellBaseline> cells = baseline.cells().values();
        Map<String, List<FactRow>> tables = readBaseline.tables();
        return new BaselineView(
                baseline.version(),
                ScoreModel.NAME,
                baseline.validity().first(),
                baseline.validity().last(),
                cells.size(),
                count(cells, cell -> cell.grade().name()),
                count(cells, CellBaseline::year),
                count(
                        cells.stream().filter(cell -> cell.sourcing() != null).toList(),
                        cell -> cell.cell().consumer()),
                tables.entrySet().stream()
                        .map(table -> table(table.getKey(), table.getValue()))
                        .toList(),
                tables.getOrDefault("licences", List.of()).stream()
                        .map(BaselineView.Licence::of)
                        .toList());
    }

    private static BaselineView.Table table(String name, List<FactRow> rows) {
        return new BaselineView.Table(
                name,
                rows.size(),
                columns(rows),
                count(rows, row -> row.text("confidence")),
                count(rows, row -> row.text("year")),
                rows.stream()
                        .map(row -> row.text("source"))
                        .filter(source -> !source.isEmpty())
                        .distinct()
                        .count());
    }

    private static List<String> columns(List<FactRow> rows) {
        Set<String> columns = new TreeSet<>();
        rows.forEach(row -> columns.addAll(row.columns().keySet()));
        return List.copyOf(columns);
    }

    /** How many there are of each, without those that have none. */
    private static <T, K extends Comparable<K>> Map<K, Long> count(Collection<T> items, Function<T, K> by) {
        return items.stream()
                .filter(item -> !by.apply(item).equals(""))
                .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    @GET
    @Path("/cells")
    @Operation(
            summary = "The figures of cells",
            description = "Every cell that fits, with its shares, its year and its grade, in the order of cells.")
    @APIResponse(
            responseCode = "200",
            description = "A page of cells",
            content = @Content(examples = @ExampleObject(name = "cells", value = ScoreExamples.CELLS)))
    @APIResponse(responseCode = "400", description = "A query parameter that is not known or has no such value")
    public Page<BaselineView.CellFacts> cells(
            @Parameter(example = "US") @QueryParam("consumer") @Nullable String consumer,
            @Parameter(example = "gallium") @QueryParam("mineral") @Nullable String mineral,
            @QueryParam("stage") @Nullable String stage,
            @Parameter(description = "A to D") @QueryParam("grade") @Nullable String grade,
            @Parameter(description = "items on a page, 1 to 1000") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("consumer", "mineral", "stage", "grade", "limit", "cursor"));
        Collection<CellBaseline> cells = readBaseline.baseline().cells().values();
        query.isOneOf("consumer", consumer, distinct(cells, cell -> cell.cell().consumer()));
        query.isOneOf("mineral", mineral, distinct(cells, cell -> cell.cell().mineral()));
        query.isOneOf(
                "stage", stage, distinct(cells, cell -> cell.cell().stage().toString()));
        query.isOneOf(
                "grade",
                grade,
                List.of(Grade.values()).stream().map(Grade::name).toList());
        int size = query.number("limit", limit, USUAL_LIMIT, LARGEST_LIMIT);
        query.complain();
        List<CellBaseline> fitting =
                readBaseline.cells(cell -> fits(consumer, cell.cell().consumer())
                        && fits(mineral, cell.cell().mineral())
                        && fits(stage, cell.cell().stage().toString())
                        && fits(grade, cell.grade().name()));
        int first = 0;
        if (cursor != null) {
            String last = Cursor.decode(cursor, 1).key().getFirst();
            first = (int) fitting.stream()
                            .takeWhile(cell -> !cell.cell().toString().equals(last))
                            .count()
                    + 1;
        }
        return page(fitting, first, size, cell -> cell.cell().toString(), BaselineView.CellFacts::of);
    }

    @GET
    @Path("/tables/{table}")
    @Operation(
            summary = "Rows of a fact table",
            description =
                    "The rows as they are shipped, in the order of their lines, each with its source and confidence. Every"
                            + " column is a query parameter: a row fits that has this value in it.")
    @APIResponse(
            responseCode = "200",
            description = "A page of rows",
            content = @Content(examples = @ExampleObject(name = "rows", value = ScoreExamples.ROWS)))
    @APIResponse(responseCode = "400", description = "A query parameter that is no column of the table")
    @APIResponse(responseCode = "404", description = "There is no such table; the answer lists those there are")
    public Page<ExplanationView.Source> rows(
            @Parameter(description = "name of the table", example = "supply") @PathParam("table") String table,
            @Parameter(description = "items on a page, 1 to 1000") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo request) {
        List<FactRow> rows = readBaseline.tables().get(table);
        if (rows == null) {
            throw new ProblemException(Problem.of(
                    "unknown-table",
                    "Unknown table",
                    404,
                    "no table " + table + "; there are: "
                            + String.join(", ", readBaseline.tables().keySet())));
        }
        Query query = new Query(request);
        Set<String> known = new TreeSet<>(columns(rows));
        known.addAll(OF_PAGES);
        query.allows(known);
        List<FactRow> fitting = rows;
        for (Map.Entry<String, List<String>> parameter :
                request.getQueryParameters().entrySet()) {
            String column = parameter.getKey();
            if (known.contains(column) && !OF_PAGES.contains(column)) {
                List<String> asked = parameter.getValue();
                blameUnknownValues(query, column, asked, rows);
                fitting = fitting.stream()
                        .filter(row -> asked.contains(row.text(column)))
                        .toList();
            }
        }
        int size = query.number("limit", limit, USUAL_LIMIT, LARGEST_LIMIT);
        query.complain();
        int first = 0;
        if (cursor != null) {
            int last = line(Cursor.decode(cursor, 1).key().getFirst());
            first = (int) fitting.stream().takeWhile(row -> row.line() <= last).count();
        }
        return page(fitting, first, size, row -> Integer.toString(row.line()), ExplanationView.Source::of);
    }

    private static void blameUnknownValues(Query query, String column, List<String> asked, List<FactRow> rows) {
        Set<String> there = new TreeSet<>(distinct(rows, row -> row.text(column)));
        for (String value : asked) {
            if (!there.contains(value)) {
                List<String> near = Nearest.among(there, value);
                query.blame(
                        column,
                        "no row has " + value
                                + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
            }
        }
    }

    private static int line(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notALine) {
            throw Cursor.invalid();
        }
    }

    private static <T, V> Page<V> page(
            List<T> fitting, int first, int size, Function<T, String> key, Function<T, V> view) {
        List<T> rest = fitting.subList(Math.min(first, fitting.size()), fitting.size());
        List<T> items = rest.subList(0, Math.min(size, rest.size()));
        boolean more = rest.size() > items.size();
        return new Page<>(
                items.stream().map(view).toList(),
                more ? Cursor.after(key.apply(items.getLast())).encoded() : null);
    }

    private static <T> List<String> distinct(Collection<T> items, Function<T, String> by) {
        return items.stream().map(by).distinct().toList();
    }

    private static boolean fits(@Nullable String asked, String actual) {
        return asked == null || asked.equals(actual);
    }
}
