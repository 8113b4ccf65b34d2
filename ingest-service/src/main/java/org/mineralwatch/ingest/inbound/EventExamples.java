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

    static final String UNKNOWN = """
            {"type": "https://mineralwatch.org/problems/unknown-event", "title": "Unknown event", "status": 404,
             "detail": "No event has the id 2027-02-01-congo-stops-cobalt-exports; GET /v1/events lists those that are there",
             "instance": "/v1/events/2027-02-01-congo-stops-cobalt-exports"}
            """;

    static final String WITHDRAWN = """
            {"type": "https://mineralwatch.org/problems/event-retracted", "title": "Event retracted", "status": 409,
             "detail": "The event 2027-02-01-congo-stops-cobalt-exports was retracted by revision 3. Nothing was stored; GET it for the reason, or PUT the event to revive it",
             "instance": "/v1/events/2027-02-01-congo-stops-cobalt-exports/retraction"}
            """;

    static final String NO_REVISION_NAMED = """
            {"type": "https://mineralwatch.org/problems/precondition-required", "title": "Precondition required", "status": 428,
             "detail": "A correction says which revision it corrects: read the event and send its ETag as If-Match, or * for whatever is there",
             "instance": "/v1/events/2027-02-01-congo-stops-cobalt-exports"}
            """;

    static final String NO_REASON = """
            {"type": "https://mineralwatch.org/problems/missing-member", "title": "Missing member", "status": 422,
             "detail": "/reason `reason` is missing: give the reason, for everyone to read. Nothing was stored",
             "instance": "/v1/events/2027-02-01-congo-stops-cobalt-exports/retraction",
             "errors": [{"pointer": "/reason", "detail": "`reason` is missing: give the reason, for everyone to read"}]}
            """;

    static final String UNKNOWN_REJECTION = """
            {"type": "https://mineralwatch.org/problems/unknown-rejection", "title": "Unknown rejection", "status": 404,
             "detail": "No line was rejected under this id; GET /v1/rejections lists those that were",
             "instance": "/v1/rejections/5f2d3c9a1b7e4c60a1d2e3f4a5b6c7d8"}
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

    static final String REJECTION = """
            {"id": "5f2d3c9a1b7e4c60a1d2e3f4a5b6c7d8", "state": "open", "rejectedAt": "2027-02-01T08:30:00.123456Z",
              "publisher": "anonymous", "line": 17,
              "payload": "{\\"type\\":\\"EXPORT_BAN\\",\\"title\\":\\"Congo stops cobalt exports\\",\\"announced\\":\\"2027-02-01\\",\\"actor\\":\\"CD\\",\\"minerals\\":[\\"colbat\\"]}",
              "problem": {"type": "https://mineralwatch.org/problems/unknown-mineral", "title": "Unknown mineral", "status": 422,
                "detail": "/minerals/0 `colbat` is no mineral of the vocabulary: give an id, symbol or alias from /v1/vocabulary. Nothing was stored",
                "errors": [{"pointer": "/minerals/0", "detail": "`colbat` is no mineral of the vocabulary: give an id, symbol or alias from /v1/vocabulary",
                            "suggestions": ["cobalt"]}]}}
            """;

    static final String REJECTIONS = "{\"items\": [" + REJECTION + "]}";

    static final String EVENTS = "{\"items\": [" + RECORDED + "], \"next\": \"MjAyNy0wMi0wMR8yMDI3LTAyLTAxLWNvbmdv\"}";

    static final String CSV = """
            id,revision,recordedAt,knownAt,publisher,type,title,summary,announced,effectiveFrom,effectiveUntil,actor,coActors,targets,minerals,stages,standing,grade,note
            2027-02-01-congo-stops-cobalt-exports,1,2027-02-01T08:30:00.123456Z,2027-02-01,anonymous,EXPORT_BAN,Congo stops cobalt exports,,2027-02-01,,,CD,,,cobalt,,,,
            """;

    static final String VOCABULARY = """
            {"eventTypes": [{"id": "EXPORT_QUOTA", "definition": "Volume cap on exports", "direction": "raises", "suspends": false,
                             "defaultEffect": {"kind": "QUOTA", "parameters": "loss 0.3"}}],
             "minerals": [{"id": "aluminum", "name": "Aluminum", "symbol": "Al", "kind": "mineral",
                           "aliases": ["aluminium", "bauxite", "alumina", "primary aluminium"],
                           "stageByAlias": {"alumina": "alumina", "bauxite": "mining"}}],
             "countries": [{"id": "CD", "name": "Congo - Kinshasa"}]}
            """;

    static final String RELATED = """
            {"items": [{"distance": 1, "relation": "suspends", "direction": "to", "via": "2026-12-01-cn-eases", "id": "2024-12-03-cn-ban-ga-ge-sb-us", "dangling": true},
              {"distance": 1, "relation": "supersedes", "direction": "from", "via": "2026-12-01-cn-eases", "id": "2027-06-01-cn-eases-further",
               "event": {"id": "2027-06-01-cn-eases-further", "revision": 1, "recordedAt": "2027-06-01T08:30:00Z",
                 "knownAt": "2027-06-01", "publisher": "anonymous", "type": "EASING", "title": "China eases further",
                 "announced": "2027-06-01", "actor": "CN", "minerals": ["gallium"], "supersedes": ["2026-12-01-cn-eases"]}}]}
            """;

    static final String CLOUD_EVENT = """
            {"specversion": "1.0", "id": "7f3c/2027", "source": "https://example.org/gazette", "type": "org.example.decree.published",
             "time": "2027-02-01T08:00:00Z", "subject": "cobalt", "lang": "fr",
             "data": {"type": "EXPORT_BAN", "title": "Congo stops cobalt exports", "announced": "2027-02-01", "actor": "CD", "minerals": ["Co"]}}
            """;

    static final String CLOUD_EVENTS = "[" + CLOUD_EVENT + "]";

    private EventExamples() {}
}
