package org.mineralwatch.scoring;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Values of {@code policy-events.v1}, as ingest-service writes them. */
public final class PolicyEventFixtures {
    private PolicyEventFixtures() {}

    public static byte[] exportBan(String id, String actor, String target, String mineral, LocalDate announced) {
        return recorded(id, announced, """
                "type":"EXPORT_BAN","title":"%s","announced":"%s","actor":"%s","targets":["%s"],"minerals":["%s"]""".formatted(id, announced, actor, target, mineral));
    }

    public static byte[] recorded(String id, LocalDate knownAt, String members) {
        return """
                {"id":"%s","revision":1,"recordedAt":"2026-11-21T10:00:00Z","knownAt":"%s","publisher":"anonymous",%s}""".formatted(id, knownAt, members).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] retraction(String id, int revision, LocalDate knownAt) {
        return """
                {"id":"%s","revision":%d,"recordedAt":"2026-11-21T10:00:00Z","knownAt":"%s","publisher":"anonymous",\
                "retracted":true,"reason":"posted in error"}""".formatted(id, revision, knownAt).getBytes(StandardCharsets.UTF_8);
    }
}
