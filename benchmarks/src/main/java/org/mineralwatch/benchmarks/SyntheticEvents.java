package org.mineralwatch.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.mineralwatch.contract.TopicContract;

/** Values of {@code policy-events.v1} as chance makes them, the same ones every time. */
final class SyntheticEvents {
    static final List<String> CONSUMERS = List.of("CN", "EU", "GB", "IN", "JP", "KR", "US");
    private static final List<String> ACTORS =
            List.of("AU", "BR", "CA", "CD", "CL", "CN", "ID", "IN", "JP", "KR", "KZ", "PE", "RU", "US", "ZA");
    private static final LocalDate FIRST = LocalDate.of(1996, 1, 1);
    private static final int YEARS_IN_DAYS = 30 * 365;

    private final Random random = new Random(20261121);
    private final List<String> minerals = mineralIds();

    /** Something that happened to one consumer and one mineral, in force for one to ten months of the last 30 years. */
    byte[] measure(int number) {
        LocalDate announced = FIRST.plusDays(random.nextInt(YEARS_IN_DAYS));
        LocalDate from = announced.plusDays(random.nextInt(30));
        LocalDate until = from.plusDays(30 + random.nextInt(270));
        String type;
        String effect;
        switch (random.nextInt(4)) {
            case 0 -> {
                type = "EXPORT_BAN";
                effect = "{\"kind\":\"BAN\",\"scope\":" + fraction() + "}";
            }
            case 1 -> {
                type = "EXPORT_LICENSING";
                effect = "{\"kind\":\"LICENSING\",\"scope\":" + fraction() + ",\"civilLoss\":0.2}";
            }
            case 2 -> {
                type = "EXPORT_QUOTA";
                effect = "{\"kind\":\"QUOTA\",\"loss\":" + fraction() + "}";
            }
            default -> {
                type = "DISRUPTION";
                effect = "{\"kind\":\"OUTAGE\",\"loss\":" + fraction() + ",\"halfLifeDays\":45}";
            }
        }
        return """
                {"id":"%s","revision":1,"recordedAt":"%sT09:30:00.123Z","knownAt":"%s","publisher":"synthetic",\
                "type":"%s","title":"A measure that never was, number %d","summary":"Made by chance to see how long it \
                takes to read a million of its kind. It stands for an official notice of usual length.",\
                "announced":"%s","effectiveFrom":"%s","effectiveUntil":"%s","actor":"%s","targets":["%s"],\
                "minerals":["%s"],"effect":%s,"grade":"B","sources":[{"title":"Notice No. %d","publisher":"Ministry",\
                "date":"%s","url":"https://example.org/notices/%d"}]}""".formatted(
                        id(number),
                        announced,
                        announced,
                        type,
                        number,
                        announced,
                        from,
                        until,
                        one(ACTORS),
                        one(CONSUMERS),
                        one(minerals),
                        effect,
                        number,
                        announced,
                        number)
                .getBytes(StandardCharsets.UTF_8);
    }

    static String id(int number) {
        return "synthetic-" + number;
    }

    /** A ban in force today, of another strength with each revision, so that each one moves a score. */
    static byte[] ban(String id, int revision, String target, String mineral, LocalDate today) {
        return """
                {"id":"%s","revision":%d,"recordedAt":"%sT09:30:00.123Z","knownAt":"%s","publisher":"synthetic",\
                "type":"EXPORT_BAN","title":"A ban that never was","announced":"%s","actor":"CN","targets":["%s"],\
                "minerals":["%s"],"effect":{"kind":"BAN","scope":%s},"grade":"B"}""".formatted(id, revision, today, today, today, target, mineral, 0.2 + (revision % 61) / 100.0)
                .getBytes(StandardCharsets.UTF_8);
    }

    private double fraction() {
        return (1 + random.nextInt(99)) / 100.0;
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<String> mineralIds() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TopicContract.class.getResourceAsStream("minerals.csv"), "minerals.csv"),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .filter(line -> line.contains(",element,") || line.contains(",mineral,"))
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
