package org.mineralwatch.alert.inbound;

/** Answers as the documentation of the API shows them. */
final class Examples {
    static final String ALERT = """
            {"specversion": "1.0", "id": "5aec38dc-d286-822f-a686-1c5f76a89f2c", "source": "/alert-service",
             "type": "mineralwatch.alert.raised.v1", "subject": "US/gallium/refining",
             "time": "2026-11-28T00:00:03.456Z", "datacontenttype": "application/json",
             "data": {"subscription": "5b0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10", "sequence": 17,
                      "condition": {"kind": "threshold", "at": 70, "direction": "rising", "rearm": 67.5},
                      "score": {"cell": "US/gallium/refining", "score": 75.25, "band": "SEVERE", "previous": 66.875},
                      "cause": {"calendar": ["2025-11-09-cn-a72-suspends-us-ban"]}}}""";

    static final String ALERTS = "{\"items\": [" + ALERT + "], \"next\": \"MTIzNDUtNjc\"}";

    static final String STREAM = """
            :from here
            id: 12345-66
            retry: 1000

            event: alert-raised
            id: 12345-67
            data: {"specversion":"1.0","id":"5aec38dc-d286-822f-a686-1c5f76a89f2c","type":"mineralwatch.alert.raised.v1"}
            """;

    static final String SILENCE = """
            {"matcher": {"consumer": "US", "mineral": "gallium"}, "until": "2026-12-01T08:00:00Z", "unlessWorseBy": 5,
             "comment": "Known since Monday; Kim is on it"}""";

    static final String ENDPOINT = """
            {"url": "https://example.org/other-hook", "signing": ["v1", "v1a"], "timeout": "PT10S", "rate": 50}""";

    static final String CHALLENGE_TEXT =
            "5b0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10.kZ3v1c9rXo0mJb1yq7WqVt2x8dUe5hPzLwN4sGfRa6E";

    static final String CHALLENGE = "{\"challenge\": \"" + CHALLENGE_TEXT + "\"}";

    static final String CONSENT_GIVEN = """
            {"state": "given", "by": "handshake", "since": "2026-11-28T08:00:00.123456Z", "allowedPerMinute": 600,
             "log": [{"number": 1, "request": "options", "startedAt": "2026-11-28T08:00:00.120000Z", "duration": "PT0.0031S",
                      "status": 200, "outcome": "consent"}]}""";

    static final String CONSENT_PENDING = """
            {"state": "pending", "since": "2026-11-28T08:00:00.118000Z",
             "log": [{"number": 1, "request": "options", "startedAt": "2026-11-28T08:00:00.120000Z", "duration": "PT0.0031S",
                      "status": 405, "outcome": "none", "detail": "neither yes nor no, so a challenge was sent"},
                     {"number": 2, "request": "challenge", "startedAt": "2026-11-28T08:00:00.124000Z",
                      "duration": "PT0.0042S", "status": 204, "outcome": "none",
                      "detail": "taken; it is the owner's turn to tell the challenge"}]}""";

    private static final String SUBSCRIBED = """
            "watch": {"consumers": ["US"], "minerals": ["gallium"], "stages": ["refining"]},
             "conditions": [{"kind": "threshold", "at": 70, "direction": "rising", "rearm": 67.5},
                            {"kind": "calendar", "before": ["P30D", "P7D", "P1D"]},
                            {"kind": "event", "types": ["EXPORT_BAN", "EXPORT_LICENSING"], "actors": ["CN"]}]}""";

    static final String PENDING = """
            {"id": "5b0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10", "name": "Magnet desk", "state": "pending",
             "createdAt": "2026-11-28T08:00:00.118Z",
             "endpoint": {"url": "https://example.org/other-hook", "signing": ["v1", "v1a"], "timeout": "PT10S", "rate": 50,
                          "consent": {"state": "pending", "since": "2026-11-28T09:30:00.118Z"}},
             """ + SUBSCRIBED;

    private Examples() {}
}
