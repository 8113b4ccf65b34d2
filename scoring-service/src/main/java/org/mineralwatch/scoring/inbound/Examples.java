package org.mineralwatch.scoring.inbound;

/** Answers as the description of the API shows them. */
final class Examples {
    static final String CHANGE =
            "{\"cell\":\"US/gallium/refining\",\"consumer\":\"US\",\"mineral\":\"gallium\",\"stage\":\"refining\",\"sequence\":9,"
                    + "\"recordedAt\":\"2026-11-28T00:00:03.123Z\",\"at\":\"2026-11-28\",\"known\":\"2026-11-28\",\"score\":75.25,"
                    + "\"band\":\"SEVERE\",\"baseline\":48.5,\"interval\":{\"low\":70.125,\"high\":80.5},\"eventLoss\":0.4375,"
                    + "\"byEvent\":{\"2023-07-03-cn-licensing-ga-ge\":6.25,\"2024-12-03-cn-ban-ga-ge-sb-us\":20.5},"
                    + "\"bySupplier\":{\"CN\":70.5,\"JP\":2.5,\"ZZ\":2.25},\"heldBack\":{},\"alternativeSupply\":0.0,\"grade\":\"B\","
                    + "\"model\":\"DEP-1\",\"baselineVersion\":\"0a1b2c3d4e5f\",\"previous\":{\"score\":66.875,\"band\":\"SEVERE\"},"
                    + "\"cause\":{\"calendar\":[\"2025-11-09-cn-a72-suspends-us-ban\"]}}";

    static final String CHANGES = "{\"items\":[" + CHANGE + "]}";

    static final String STREAM = ":from here\nid:3f2a9c01-1741\nretry:1000\n\n"
            + "id:3f2a9c01-1742\nevent:score-changed\ndata:" + CHANGE + "\n\n"
            + ":still here\nid:3f2a9c01-1745\n\n";

    private Examples() {}
}
