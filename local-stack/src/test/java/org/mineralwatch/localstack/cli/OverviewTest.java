package org.mineralwatch.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverviewTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final LocalDate UNTIL = TODAY.plusDays(90);
    private static final String CALENDAR = "/v1/calendar?consumer=US&within=P90D";
    private static final String BAN = "2024-12-03-cn-a46-us-ban";
    private static final String TRUCE = "2025-11-09-cn-a72-suspends-us-ban";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Overview overview = new Overview(
            new Terminal(System.out, false, false), id -> id.equals(TRUCE) ? "China suspends its ban" : "");
    private HttpServer server;
    private Scores scores;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = answers.get(exchange.getRequestURI().toString());
            var bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        scores = new Scores(new Rest(server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void allPagesOfTheRankingAreRead() {
        answers.put("/v1/scores?consumer=US&limit=500", page(gallium("2026-11-21", 66.88), "a b"));
        answers.put("/v1/scores?consumer=US&limit=500&cursor=a%20b", page(cell("US/nickel/mining", 33.4), ""));

        var present = scores.of("US");

        assertThat(present).extracting(CellScore::cell).containsExactly("US/gallium/refining", "US/nickel/mining");
    }

    @Test
    void aRankShowsScoreBandAndWhatMakesMostOfIt() {
        answers.put("/v1/scores?consumer=US&limit=500", page(gallium("2026-11-21", 66.88), ""));

        var lines = overview.ranking("US", scores.of("US"));

        assertThat(lines).first().asString().contains("US ranking", "Saturday, 21 November 2026");
        assertThat(lines)
                .last()
                .asString()
                .matches("^ 1  gallium/refining +66\\.9  SEVERE +China +60\\.0 " + BAN + " +\\+5\\.5$");
    }

    @Test
    void aLapseShowsTheScoreBeforeAndAfterAndTheActThatLapses() {
        answers.put(CALENDAR, calendar(act("2026-11-28", TRUCE, 56.88, 75.21, 18.33)));

        var lines = changesAsShown();

        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("Saturday, 28 November 2026", "in 7 days"))
                .anySatisfy(line -> assertThat(line).contains("lapses: China suspends its ban"))
                .anySatisfy(line -> assertThat(line).contains(TRUCE))
                .anySatisfy(line -> assertThat(line)
                        .containsPattern("gallium/refining +56\\.9 ELEVATED → +75\\.2 SEVERE +\\+18\\.3"));
    }

    @Test
    void ofTwoActsOnADayEachShowsItsOwnPoints() {
        answers.put(
                CALENDAR,
                calendar(act("2026-11-28", TRUCE, 56.88, 75.21, 12.0) + ","
                        + act("2026-11-28", "other", 56.88, 75.21, 6.33)));

        var lines = changesAsShown();

        assertThat(lines)
                .filteredOn(line -> line.contains("gallium/refining"))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("+12.0"),
                        line -> assertThat(line).endsWith("+6.3"));
    }

    @Test
    void whatHardlyMovesIsCountedOnly() {
        answers.put(CALENDAR, calendar(act("2026-11-28", TRUCE, 66.88, 66.98, 0.1)));

        assertThat(changesAsShown())
                .noneSatisfy(line -> assertThat(line).contains("gallium"))
                .anySatisfy(line -> assertThat(line).contains("nothing that moves"));
    }

    @Test
    void everyLineFitsIntoAHundredColumns() {
        var name = "x".repeat(70);
        answers.put(
                "/v1/scores?consumer=US&limit=500",
                page(gallium("2026-11-21", 66.88).replace(BAN, name).replace("gallium/refining", name), ""));

        var lines = overview.ranking("US", scores.of("US"));

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Terminal.COLUMNS));
    }

    private List<String> changesAsShown() {
        return overview.changes("US", scores.ahead("US", 90), TODAY, UNTIL);
    }

    private static String calendar(String acts) {
        return "{\"items\": [%s]}".formatted(acts);
    }

    private static String act(String date, String event, double before, double after, double part) {
        return """
                {"date": "%s", "event": "%s", "kinds": ["SUSPENSION_LAPSES"], "cells": [{"cell": "US/gallium/refining",
                 "before": {"score": %s, "band": "%s"}, "after": {"score": %s, "band": "SEVERE"}, "part": %s}]}""".formatted(date, event, before, before < 60 ? "ELEVATED" : "SEVERE", after, part);
    }

    private static String page(String item, String next) {
        return next.isEmpty()
                ? "{\"items\": [%s]}".formatted(item)
                : "{\"items\": [%s], \"next\": \"%s\"}".formatted(item, next);
    }

    private static String gallium(String at, double score) {
        return """
                {"cell": "US/gallium/refining", "at": "%s", "score": %s, "band": "%s", "bySupplier": {"CN": 60, "JP": 1},
                 "byEvent": {"%s": 5.5, "other": 1}}""".formatted(at, score, score < 60 ? "ELEVATED" : "SEVERE", BAN);
    }

    private static String cell(String cell, double score) {
        return """
                {"cell": "%s", "at": "2026-11-21", "score": %s, "band": "MODERATE", "bySupplier": {}, "byEvent": {}}""".formatted(cell, score);
    }
}
