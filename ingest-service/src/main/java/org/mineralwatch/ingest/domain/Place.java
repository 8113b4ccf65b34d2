package org.mineralwatch.ingest.domain;

import org.jspecify.annotations.Nullable;

/** Where in an event a value stands. Written out as a JSON pointer only when something is wrong there. */
final class Place {
    static final Place EVENT = new Place(null, "", -1);

    private final @Nullable Place parent;
    private final String member;
    private final int item;

    private Place(@Nullable Place parent, String member, int item) {
        this.parent = parent;
        this.member = member;
        this.item = item;
    }

    Place member(String name) {
        return new Place(this, name, -1);
    }

    Place item(int index) {
        return new Place(this, "", index);
    }

    String pointer() {
        if (parent == null) {
            return "";
        }
        String step = item >= 0
                ? Integer.toString(item)
                : Wording.printable(member).replace("~", "~0").replace("/", "~1");
        return parent.pointer() + "/" + step;
    }
}
