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

    static final String SUBSCRIPTION = """
            {"name": "Magnet desk", "endpoint": {"url": "https://example.org/hook", "signing": ["v1"], "timeout": "PT15S"},
             """ + SUBSCRIBED;

    static final String BACKTEST_ASKED = """
            {"watch": {"consumers": ["US"], "minerals": ["gallium"], "stages": ["refining"]},
             "conditions": [{"kind": "threshold", "at": 70, "direction": "rising", "rearm": 69},
                            {"kind": "calendar", "before": ["P30D", "P7D"]},
                            {"kind": "event", "types": ["EXPORT_LICENSING"], "actors": ["CN"]}],
             "from": "2023-01-01", "to": "2023-12-31"}""";

    private static final String SUPPOSED = """
            {"sequence": 3, "day": "2023-08-01", "at": "2023-08-01T00:00:00Z", "type": "raised", "condition": 0,
             "subject": "US/gallium/refining", "score": {"before": 57.25, "after": 78.0, "band": "SEVERE"},
             "causes": ["2023-07-03-cn-export-control-ga-ge"]}""";

    private static final String SUPPOSED_AHEAD = """
            {"sequence": 2, "day": "2023-07-03", "at": "2023-07-03T00:00:00Z", "type": "upcoming", "condition": 1,
             "subject": "US/gallium/refining", "score": {"before": 57.25, "after": 78.0, "band": "SEVERE"},
             "upcoming": {"date": "2023-08-01", "in": "P30D"}, "causes": ["2023-07-03-cn-export-control-ga-ge"]}""";

    static final String BACKTEST = """
            {"from": "2023-01-01", "to": "2023-12-31", "cells": 1, "changes": 143,
             "totals": {"alerts": 3, "byType": {"raised": 2, "upcoming": 1},
                        "byCondition": [{"condition": {"kind": "threshold", "at": 70, "direction": "rising", "rearm": 69}, "alerts": 1},
                                        {"condition": {"kind": "calendar", "before": ["P30D", "P7D"]}, "alerts": 1},
                                        {"condition": {"kind": "event", "types": ["EXPORT_LICENSING"], "actors": ["CN"]}, "alerts": 1}],
                        "bySubject": {"2023-07-03-cn-export-control-ga-ge": 1, "US/gallium/refining": 2},
                        "byMonth": {"2023-07": 2, "2023-08": 1}},
             "leadTimes": [{"date": "2023-08-01", "event": "2023-07-03-cn-export-control-ga-ge", "cell": "US/gallium/refining",
                            "before": 57.25, "after": 78.0, "told": true, "days": 29, "firstAlert": 1}],
             "alerts": [{"sequence": 1, "day": "2023-07-03", "at": "2023-07-03T00:00:00Z", "type": "raised", "condition": 2,
                         "subject": "2023-07-03-cn-export-control-ga-ge", "causes": ["2023-07-03-cn-export-control-ga-ge"]},
                        """ + SUPPOSED_AHEAD + ", " + SUPPOSED + "]}";

    static final String PREVIEW = """
            {"cells": 1, "endpoint": {"accepted": true},
             "atOnce": [{"sequence": 1, "day": "2026-11-21", "at": "2026-11-21T08:00:00Z", "type": "upcoming", "condition": 1,
                         "subject": "US/gallium/refining", "score": {"before": 66.875, "after": 75.25, "band": "SEVERE"},
                         "upcoming": {"date": "2026-11-28", "in": "P7D"}, "causes": ["2025-11-09-cn-a72-suspends-us-ban"]}],
             "ahead": [{"sequence": 2, "day": "2026-11-27", "at": "2026-11-27T00:00:00Z", "type": "upcoming", "condition": 1,
                        "subject": "US/gallium/refining", "score": {"before": 66.875, "after": 75.25, "band": "SEVERE"},
                        "upcoming": {"date": "2026-11-28", "in": "P1D"}, "causes": ["2025-11-09-cn-a72-suspends-us-ban"]}],
             "warnings": ["the last twelve months are left out: scoring-service is not there, or the connection to it ended"]}""";

    static final String UNKNOWN_MINERAL = """
            {"type": "https://mineralwatch.org/problems/unknown-mineral", "title": "Unknown mineral", "status": 422,
             "detail": "A member has to be mended: /watch/minerals/0",
             "errors": [{"pointer": "/watch/minerals/0", "detail": "not a mineral or group by id, symbol, alias or name",
                         "suggestions": ["gallium"]}]}""";

    static final String TOO_LARGE = """
            {"type": "https://mineralwatch.org/problems/backtest-too-large", "title": "Backtest too large", "status": 422,
             "detail": "more than 1000000 changes of score; watch fewer cells, or give a shorter time"}""";

    static final String SCORING_AWAY = """
            {"type": "https://mineralwatch.org/problems/scoring-unavailable", "title": "Scoring unavailable", "status": 503,
             "detail": "scoring-service is not there, or the connection to it ended; try again in a moment"}""";

    static final String BUSY = """
            {"type": "https://mineralwatch.org/problems/backtests-busy", "title": "Backtests busy", "status": 503,
             "detail": "As many as are made at a time; try again in a moment"}""";

    private static final String ID = "\"id\": \"5b0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10\", \"name\": \"Magnet desk\"";

    private static final String ENDPOINT_PENDING = """
            "createdAt": "2026-11-28T08:00:00.118Z",
             "endpoint": {"url": "https://example.org/hook", "signing": ["v1"], "timeout": "PT15S",
                          "consent": {"state": "pending", "since": "2026-11-28T08:00:00.118Z"}},
             """;

    private static final String ENDPOINT_AGREED = """
            "createdAt": "2026-11-28T08:00:00.118Z",
             "endpoint": {"url": "https://example.org/hook", "signing": ["v1"], "timeout": "PT15S",
                          "consent": {"state": "given", "by": "handshake", "since": "2026-11-28T08:00:00.123Z"}},
             """;

    static final String CREATED =
            "{" + ID + ", \"secret\": \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\", \"state\": \"pending\", "
                    + ENDPOINT_PENDING + SUBSCRIBED;

    static final String SUBSCRIBED_ACTIVE = "{" + ID + ", \"state\": \"active\", " + ENDPOINT_AGREED + SUBSCRIBED;

    static final String PAUSED = "{" + ID + ", \"state\": \"paused\", " + ENDPOINT_AGREED + SUBSCRIBED;

    static final String SUBSCRIPTIONS = "{\"items\": [" + SUBSCRIBED_ACTIVE + "]}";

    private static final String DELIVERED_ID = """
            "id": "019c6a70-2f4e-7d11-8c3b-2f1f0c2e4b77", "subscription": "5b0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10",
             "alert": "5aec38dc-d286-822f-a686-1c5f76a89f2c", "sequence": 17, "type": "raised", "subject": "US/gallium/refining",
             "createdAt": "2026-11-28T00:00:03.456Z", "attempts": 2,
             """;

    private static final String ATTEMPTS = """
            "log": [{"number": 1, "startedAt": "2026-11-28T00:00:03.458Z", "duration": "PT0.0042S", "status": 503,
                     "response": "starting"},
                    {"number": 2, "startedAt": "2026-11-28T00:00:08.391Z", "duration": "PT0.0031S", "status": 204}]}""";

    private static final String DELIVERED =
            DELIVERED_ID + "\"state\": \"delivered\", \"settledAt\": \"2026-11-28T00:00:08.394Z\"";

    static final String DELIVERIES = "{\"items\": [{" + DELIVERED + "}], \"next\": \"MTc\"}";

    static final String DELIVERY = "{" + DELIVERED + ", " + ATTEMPTS;

    static final String DELIVERY_AGAIN =
            "{" + DELIVERED_ID + "\"state\": \"pending\", \"nextAttemptAt\": \"2026-11-28T09:00:00.000Z\", " + ATTEMPTS;

    static final String LINEAGE = """
            {"events": [{"id": "2025-11-09-cn-a72-suspends-us-ban", "recordedAt": "2025-11-09T06:30:00.123Z"}],
             "scores": [{"cell": "US/gallium/refining", "sequence": 9, "recordedAt": "2026-11-28T00:00:02.998Z", "score": 75.25}],
             "alert": {"id": "5aec38dc-d286-822f-a686-1c5f76a89f2c", "subscription": "5b0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10",
                       "sequence": 17, "type": "raised", "subject": "US/gallium/refining", "raisedAt": "2026-11-28T00:00:03.456Z"},
             "deliveries": [""" + DELIVERY + "]}";

    static final String TESTED = """
            {"id": "018f2d6c-7a5e-7c11-9d3b-5a1f0c2e4b77",
             "attempt": {"number": 1, "startedAt": "2026-11-28T08:00:00.120Z", "duration": "PT0.0042S", "status": 401,
                         "response": "signature does not verify"}}""";

    private static final String KEY = """
            {"id": "0b3c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10", "scheme": "v1a",
             "key": "whpk_A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=", "createdAt": "2026-11-28T08:00:00.118Z\"""";

    static final String KEYS = "{\"items\": [" + KEY + "}]}";

    static final String KEYS_ROTATED = """
            {"items": [{"id": "7d3c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f11", "scheme": "v1a",
                        "key": "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "createdAt": "2026-11-29T08:00:00Z"},
                       """ + KEY + ", \"signsUntil\": \"2026-11-30T08:00:00Z\"}]}";

    static final String ROTATED = """
            {"secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "formerUntil": "2026-11-29T08:00:00Z"}""";

    static final String SILENCED = """
            {"id": "3c0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f12", "state": "active", "createdAt": "2026-11-28T08:00:00.118Z",
             "matcher": {"consumer": "US", "mineral": "gallium"}, "until": "2026-12-01T08:00:00Z", "unlessWorseBy": 5,
             "comment": "Known since Monday; Kim is on it", "heldBack": 2}""";

    static final String SILENCES = "{\"items\": [" + SILENCED + "]}";

    static final String INVALID_ENDPOINT = """
            {"type": "https://mineralwatch.org/problems/invalid-endpoint", "title": "Invalid endpoint", "status": 422,
             "detail": "A member has to be mended: /endpoint/url",
             "errors": [{"pointer": "/endpoint/url", "detail": "10.0.0.1 is private: webhooks go to public addresses"}]}""";

    static final String NEVER_FIRES = """
            {"type": "https://mineralwatch.org/problems/condition-never-fires", "title": "Condition that can never fire",
             "status": 422, "detail": "A member has to be mended: /conditions/0/worsening",
             "errors": [{"pointer": "/conditions/0/worsening", "detail": "no score is so much further than at: the scale ends at 100"}]}""";

    static final String UNAUTHORIZED = """
            {"type": "https://mineralwatch.org/problems/unauthorized", "title": "Unauthorized", "status": 401,
             "detail": "Send a bearer token that is valid and has a claim tenant"}""";

    static final String WRONG_CHALLENGE = """
            {"type": "https://mineralwatch.org/problems/wrong-challenge", "title": "Wrong challenge", "status": 422,
             "detail": "A member has to be mended: /challenge",
             "errors": [{"pointer": "/challenge",
                         "detail": "not what the endpoint was sent last; POST /v1/subscriptions/{id}/consent sends it again"}]}""";

    private Examples() {}
}
