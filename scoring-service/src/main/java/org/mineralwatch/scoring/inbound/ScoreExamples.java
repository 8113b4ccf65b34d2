package org.mineralwatch.scoring.inbound;

/** What calls that read or suppose scores answer, shortened: examples of the API description. */
final class ScoreExamples {
    private ScoreExamples() {}

    static final String SCORE = """
            {"cell": "US/gallium/refining", "consumer": "US", "mineral": "gallium", "stage": "refining", "at": "2026-11-22",
             "known": "2026-11-22", "score": 66.91462072461447, "band": "SEVERE", "baseline": 48.479287155205384,
             "interval": {"low": 60.49110945392808, "high": 72.1533495677434}, "eventLoss": 0.16,
             "byEvent": {"2023-07-03-cn-export-control-ga-ge": 13.67, "2024-12-03-cn-ban-us-military-users": 4.76},
             "bySupplier": {"CN": 65.43, "JP": 0.5}, "heldBack": {"2025-11-09-cn-a72-suspends-us-ban": 8.256790497277521},
             "alternativeSupply": 0.0, "grade": "A", "model": "DEP-1", "baselineVersion": "92fab03e1acc",
             "nextChange": "2026-11-28"}""";

    static final String SCORES = "{\"items\": [" + SCORE + "], \"next\": \"LXNjb3JlHzY2LjkxHw\"}";

    static final String CURVE = """
            {"cell": "US/gallium/refining", "from": "2025-11-22", "to": "2027-11-22", "known": "2026-11-22", "model": "DEP-1",
             "baselineVersion": "92fab03e1acc", "points": [
              {"at": "2025-11-22", "score": 66.91462072, "band": "SEVERE"},
              {"at": "2026-11-28", "score": 75.17141122, "band": "SEVERE", "turnedBy": [
               {"event": "2025-11-09-cn-a72-suspends-us-ban", "kind": "SUSPENSION_LAPSES",
                "subject": "2024-12-03-cn-ban-ga-ge-sb-us"}]}]}""";

    static final String CALENDAR = """
            {"at": "2026-11-22", "known": "2026-11-22", "until": "2027-02-20", "items": [
             {"date": "2026-11-28", "event": "2025-11-09-cn-a72-suspends-us-ban", "kinds": ["SUSPENSION_LAPSES"], "cells": [
              {"cell": "US/gallium/refining", "before": {"score": 66.91462072, "band": "SEVERE"},
               "after": {"score": 75.17141122, "band": "SEVERE"}, "change": 8.2567905, "part": 8.2567905, "drift": 0.0}]}]}""";

    static final String EXPLANATION = """
            {"score": {"cell": "US/samarium/refining", "at": "2025-05-15", "known": "2025-05-15", "score": 97.48274428, "band": "CRITICAL",
              "baseline": 61.95731325, "byEvent": {"2025-04-04-cn-export-control-7-ree-samarium": 35.52543104}},
             "formula": {"recycling": 0.01, "substitution": 1.0, "exposedDemand": 0.99,
              "mixes": [{"of": "production", "weight": 1.0, "index": 0.96958325}], "uncovered": 1.0,
              "indexWithoutEvents": 0.391665, "index": 0.96958325},
             "suppliers": [{"supplier": "CN", "production": 1.0, "governanceRisk": 0.56666, "unwillingness": 1.0, "hazard": 0.391665,
              "availability": 0.05, "missing": 0.96958325, "structurallyMissing": 0.01958325, "structural": 61.95731325,
              "events": 35.52543104, "points": 97.48274428}],
             "restrictions": [{"event": "2025-04-04-cn-export-control-7-ree-samarium", "supplier": "CN", "buyer": "US",
              "inForce": true, "age": 41, "standingWeight": 1.0, "exposed": 1.0, "raw": 0.95, "reliefs": {}, "loss": 0.95,
              "points": 35.52543104}],
             "covers": [],
             "baseline": {"year": 2024, "grade": "C", "productionOf": "samarium", "version": "92fab03e1acc"},
             "sources": {"governance": [{"table": "governance", "line": 95, "row": {"country": "CN", "year": "2022",
              "wgi_raw_mean": "-0.3333", "confidence": "high",
              "source": "World Bank Worldwide Governance Indicators 2023 update"}}]}}""";

    static final String MOVEMENT = """
            {"cell": "US/gallium/refining",
             "from": {"at": "2025-11-01", "known": "2025-11-01", "baselineVersion": "92fab03e1acc", "score": 75.17141134, "band": "SEVERE"},
             "to": {"at": "2025-12-01", "known": "2025-12-01", "baselineVersion": "92fab03e1acc", "score": 66.9146208, "band": "SEVERE"},
             "change": -8.25679054, "structural": 0.0, "calendar": -0.00000004, "knowledge": -8.2567905,
             "rebase": 0.0, "byEvent": [{"event": "2024-12-03-cn-ban-ga-ge-sb-us", "learnt": "NOTHING", "calendar": 0.0,
              "knowledge": -14.91040336, "rebase": 0.0, "points": -14.91040336}]}""";

    static final String IMPACT = """
            {"event": "2025-11-09-cn-a72-suspends-us-ban", "at": "2026-11-22", "known": "2026-11-22", "cells": [
             {"cell": "US/gallium/refining", "points": 0.0, "heldBack": 8.2567905,
              "before": {"score": 75.17141122, "band": "SEVERE"}, "after": {"score": 66.91462072, "band": "SEVERE"},
              "change": -8.2567905}]}""";

    static final String SCENARIO = """
            {"known": "2026-11-22", "model": "DEP-1", "baselineVersion": "92fab03e1acc", "compared": 2, "idleReferences": [],
             "cells": [{"cell": "US/samarium/mining", "at": "2026-12-01",
              "before": {"score": 44.12836855, "band": "ELEVATED", "interval": {"low": 34.25421826, "high": 59.39569338}},
              "after": {"score": 69.40449677, "band": "SEVERE", "interval": {"low": 52.51781427, "high": 82.49072512}},
              "change": 25.27612822, "structural": 0.0,
              "byEvent": {"2025-08-22-cn-ree-total-control-measures": -0.66604029, "what-if": 25.93469279},
              "alternatives": [{"supplier": "AU", "production": 0.074, "availability": 1.0, "hazard": 0.05, "missing": 0.05,
               "marginal": -0.63}],
              "course": [{"at": "2026-12-01", "before": {"score": 44.12836855, "band": "ELEVATED"},
               "after": {"score": 69.40449677, "band": "SEVERE"}, "change": 25.27612822}]}]}""";

    static final String AGGREGATES = """
            {"at": "2026-11-22", "known": "2026-11-22", "weights": "equal", "items": [
             {"consumer": "US", "group": "rare-earths", "mean": 78.30258265, "band": "SEVERE",
              "worst": {"mineral": "yttrium", "cell": "US/yttrium/refining", "score": 94.62462735, "band": "CRITICAL",
               "weight": 0.05882353, "part": 5.56615455},
              "members": [{"mineral": "yttrium", "cell": "US/yttrium/refining", "score": 94.62462735, "band": "CRITICAL",
               "weight": 0.05882353, "part": 5.56615455}], "unweighted": []}]}""";

    static final String RANKING = """
            {"at": "2026-11-22", "known": "2026-11-22", "since": "2025-11-22", "items": [
             {"rank": 1, "cell": "US/yttrium/refining", "score": 94.62462735, "band": "CRITICAL", "rankBefore": 1,
              "scoreBefore": 93.95190943, "change": 0.67271792}]}""";

    static final String COMPARISON = """
            {"mineral": "gallium", "at": "2026-11-22", "known": "2026-11-22", "items": [
             {"cell": "JP/gallium/refining", "consumer": "JP", "stage": "refining", "score": 79.32056011, "band": "SEVERE",
              "baseline": 61.96505837, "eventLoss": 0.40309406, "mainSupplier": "CN",
              "mainEvent": "2023-07-03-cn-export-control-ga-ge"}]}""";

    static final String BASELINE = """
            {"version": "92fab03e1acc", "model": "DEP-1", "from": "1993-01-01", "until": "2075-12-31", "cells": 770,
             "grades": {"A": 34, "B": 304, "C": 420, "D": 12}, "years": {"2018": 392, "2022": 42, "2024": 49, "2025": 287},
             "sourcings": {"EU": 71, "JP": 4, "US": 46},
             "tables": [{"name": "governance", "rows": 489, "columns": ["country", "year", "wgi_raw_mean", "source"],
              "confidence": {"high": 486, "low": 3}, "years": {"2018": 163, "2021": 162, "2022": 164}, "sources": 5}],
             "licences": [{"publisher": "World Bank", "publications": "Worldwide Governance Indicators, updates of 2022 and 2023",
              "licence": "CC BY 4.0", "note": "Means of the six estimates, and rescaled forms of them"}]}""";

    static final String CELLS = """
            {"items": [{"cell": "US/gallium/refining", "grade": "A", "year": 2025, "production": {"CN": 0.990099, "JP": 0.0033},
              "sourcing": {"CN": 0.457228, "JP": 0.220924}, "importReliance": 1.0, "recycling": 0.0, "substitution": 1.0}]}""";

    static final String ROWS = """
            {"items": [{"table": "supply", "line": 1952, "row": {"mineral_id": "samarium", "stage": "refining", "country": "CN",
              "year": "2024", "share": "1", "confidence": "medium",
              "source": "New York Times, 9 Jun 2025: China produces the entire world's supply of samarium"}}]}""";
}
