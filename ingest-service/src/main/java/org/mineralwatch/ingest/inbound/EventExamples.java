package org.mineralwatch.ingest.inbound;

/** What the API description shows: calls and answers that can be copied. */
final class EventExamples {
    static final String BAN = """
            {"type": "EXPORT_BAN", "title": "Congo stops cobalt exports", "announced": "2027-02-01", "actor": "CD", "minerals": ["Co"]}
            """;

    static final String EASING = """
            {"id": "2026-12-01-cn-eases", "type": "EASING", "title": "China suspends its ban for a year", "announced": "2026-12-01",
             "actor": "CN", "targets": ["US"], "minerals": ["gallium", "Ge", "antimony"], "effectiveFrom": "2026-12-01",
             "effectiveUntil": "2027-11-30", "suspends": [{"event": "2024-12-03-cn-ban-ga-ge-sb-us", "relief": 1}]}
            """;

    static final String ARRAY = "[" + BAN + "]";

    static final String RECORDED = """
            {"id": "2027-02-01-congo-stops-cobalt-exports", "revision": 1, "recordedAt": "2027-02-01T08:30:00.123456Z",
             "knownAt": "2027-02-01", "publisher": "anonymous", "type": "EXPORT_BAN", "title": "Congo stops cobalt exports",
             "announced": "2027-02-01", "actor": "CD", "minerals": ["cobalt"]}
            """;

    static final String ON_ARRAY = """
            {"items": [{"index": 0, "id": "2027-02-01-congo-stops-cobalt-exports", "status": "created"}], "counts": {"created": 1}}
            """;

    static final String ON_LINES = """
            {"line": 1, "id": "2027-02-01-congo-stops-cobalt-exports", "status": "created"}
            {"line": 2, "id": "2026-12-01-cn-eases", "status": "created", "dangling": ["2024-12-03-cn-ban-ga-ge-sb-us"]}
            """;

    static final String UNKNOWN_MINERAL = """
            {"type": "https://mineralwatch.org/problems/unknown-mineral", "title": "Unknown mineral", "status": 422,
             "detail": "/minerals/0 `galium` is no mineral of the vocabulary: give an id, symbol or alias from /v1/vocabulary. Nothing was stored",
             "instance": "/v1/events",
             "errors": [{"pointer": "/minerals/0", "detail": "`galium` is no mineral of the vocabulary: give an id, symbol or alias from /v1/vocabulary",
                         "suggestions": ["gallium", "helium"]}]}
            """;

    static final String CONFLICT = """
            {"type": "https://mineralwatch.org/problems/event-conflict", "title": "Event conflict", "status": 409,
             "detail": "The event 2026-12-01-cn-eases is there with other content: effectiveUntil differs. Nothing was stored; post this one under another id, or as a correction of that event",
             "instance": "/v1/events", "errors": [{"pointer": "/effectiveUntil", "detail": "differs from what is stored under this id"}]}
            """;

    static final String MALFORMED = """
            {"type": "https://mineralwatch.org/problems/malformed-json", "title": "Malformed JSON", "status": 400,
             "detail": "This is not JSON, line 1, column 2: Unexpected character ('o' (code 111)): was expecting double-quote to start field name; correct it there",
             "instance": "/v1/events"}
            """;

    static final String CORRECTED = """
            {"id": "2027-02-01-congo-stops-cobalt-exports", "revision": 2, "recordedAt": "2027-02-03T09:12:00.654321Z",
             "knownAt": "2027-02-03", "publisher": "anonymous", "type": "EXPORT_BAN", "title": "Congo stops cobalt exports",
             "announced": "2027-02-01", "effectiveFrom": "2027-03-01", "actor": "CD", "minerals": ["cobalt"]}
            """;

    static final String STALE = """
            {"type": "https://mineralwatch.org/problems/precondition-failed", "title": "Precondition failed", "status": 412,
             "detail": "The event 2027-02-01-congo-stops-cobalt-exports is at revision 2, which If-Match does not name. Nothing was stored; read it, and send the correction of what is there now with its ETag",
             "instance": "/v1/events/2027-02-01-congo-stops-cobalt-exports"}
            """;

    static final String RETRACTION = """
            {"reason": "Posted in error: the decree was never signed."}
            """;

    static final String RETRACTED = """
            {"id": "2027-02-01-congo-stops-cobalt-exports", "revision": 3, "recordedAt": "2027-02-05T10:00:00Z",
             "knownAt": "2027-02-05", "publisher": "anonymous", "retracted": true,
             "reason": "Posted in error: the decree was never signed."}
            """;

    static final String REVISIONS = """
            {"items": [
              {"revision": 1, "recordedAt": "2027-02-01T08:30:00.123456Z", "knownAt": "2027-02-01", "publisher": "anonymous"},
              {"revision": 2, "recordedAt": "2027-02-03T09:12:00.654321Z", "knownAt": "2027-02-03", "publisher": "anonymous",
               "changes": [{"pointer": "/effectiveFrom", "after": "2027-03-01"}]},
              {"revision": 3, "recordedAt": "2027-02-05T10:00:00Z", "knownAt": "2027-02-05", "publisher": "anonymous",
               "retracted": true, "reason": "Posted in error: the decree was never signed."}]}
            """;

    private EventExamples() {}
}
