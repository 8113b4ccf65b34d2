package org.mineralwatch.scoring.inbound;

/** Answers as the description of the API shows them. */
final class ChangeExamples {
    private static final String CHANGE_OF_LAPSE =
            "\"band\":\"SEVERE\",\"baseline\":48.5,\"interval\":{\"low\":70.125,\"high\":80.5},\"eventLoss\":0.4375,"
                    + "\"byEvent\":{\"2023-07-03-cn-licensing-ga-ge\":6.25,\"2024-12-03-cn-ban-ga-ge-sb-us\":20.5},"
                    + "\"bySupplier\":{\"CN\":70.5,\"JP\":2.5,\"ZZ\":2.25},\"heldBack\":{},\"alternativeSupply\":0.0,\"grade\":\"B\","
                    + "\"model\":\"DEP-1\",\"baselineVersion\":\"0a1b2c3d4e5f\",\"previous\":{\"score\":66.875,\"band\":\"SEVERE\"},"
                    + "\"cause\":{\"calendar\":[\"2025-11-09-cn-a72-suspends-us-ban\"]}}";

    static final String CHANGE =
            "{\"cell\":\"US/gallium/refining\",\"consumer\":\"US\",\"mineral\":\"gallium\",\"stage\":\"refining\",\"sequence\":9,"
                    + "\"recordedAt\":\"2026-11-28T00:00:03.123Z\",\"at\":\"2026-11-28\",\"known\":\"2026-11-28\",\"score\":75.25,"
                    + CHANGE_OF_LAPSE;

    static final String HISTORY =
            "{\"cell\":\"US/gallium/refining\",\"consumer\":\"US\",\"mineral\":\"gallium\",\"stage\":\"refining\",\"sequence\":1,"
                    + "\"recordedAt\":\"2026-11-26T00:00:00Z\",\"at\":\"2026-11-26\",\"known\":\"2026-11-26\",\"score\":66.875,"
                    + "\"band\":\"SEVERE\",\"baseline\":48.5,\"interval\":{\"low\":60.5,\"high\":72.125},\"eventLoss\":0.25,"
                    + "\"byEvent\":{\"2023-07-03-cn-licensing-ga-ge\":18.375},"
                    + "\"bySupplier\":{\"CN\":62.125,\"JP\":2.5,\"ZZ\":2.25},"
                    + "\"heldBack\":{\"2025-11-09-cn-a72-suspends-us-ban\":8.375},\"alternativeSupply\":0.0,\"grade\":\"B\","
                    + "\"model\":\"DEP-1\",\"baselineVersion\":\"0a1b2c3d4e5f\",\"nextChange\":\"2026-11-28\",\"ahead\":[{"
                    + "\"at\":\"2026-11-28\",\"before\":66.875,\"score\":75.25,\"band\":\"SEVERE\","
                    + "\"events\":[\"2025-11-09-cn-a72-suspends-us-ban\"]}],\"cause\":{\"rebase\":\"0a1b2c3d4e5f\"}}\n"
                    + "{\"cell\":\"US/gallium/refining\",\"consumer\":\"US\",\"mineral\":\"gallium\",\"stage\":\"refining\",\"sequence\":2,"
                    + "\"recordedAt\":\"2026-11-28T00:00:00Z\",\"at\":\"2026-11-28\",\"known\":\"2026-11-28\",\"score\":75.25,"
                    + CHANGE_OF_LAPSE
                    + "\n";

    static final String CHANGES = "{\"items\":[" + CHANGE + "]}";

    static final String STREAM = ":from here\nid:3f2a9c01-1741\nretry:1000\n\n"
            + "id:3f2a9c01-1742\nevent:score-changed\ndata:" + CHANGE + "\n\n"
            + ":still here\nid:3f2a9c01-1745\n\n";

    static final String FORGOTTEN =
            "{\"type\":\"https://mineralwatch.org/problems/changes-forgotten\",\"title\":\"Changes kept no longer\","
                    + "\"status\":410,\"detail\":\"change 3 of US/gallium/refining is kept no longer; the oldest that is has"
                    + " sequence 9: start with from=9\",\"instance\":\"/v1/scores/US/gallium/refining/changes\"}";

    static final String REBASE = "{\"number\":2,\"day\":\"2027-03-01\",\"recordedAt\":\"2027-03-01T00:00:01Z\","
            + "\"now\":{\"model\":\"DEP-1\",\"baselineVersion\":\"1b2c3d4e5f60\"},"
            + "\"before\":{\"model\":\"DEP-1\",\"baselineVersion\":\"0a1b2c3d4e5f\"},\"cells\":770,\"moved\":1,"
            + "\"moves\":[{\"cell\":\"US/gallium/refining\",\"before\":66.875,\"after\":64.5,\"change\":-2.375}]}";

    static final String REBASES = "{\"items\":[" + REBASE + "]}";

    private ChangeExamples() {}
}
