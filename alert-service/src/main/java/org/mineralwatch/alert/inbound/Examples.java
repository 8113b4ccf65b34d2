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

    private Examples() {}
}
