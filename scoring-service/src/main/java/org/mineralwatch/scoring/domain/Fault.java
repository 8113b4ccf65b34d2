package org.mineralwatch.scoring.domain;

import java.util.List;

/**
 * What is wrong with something that a caller supposes.
 *
 * @param place JSON pointer (RFC 6901) to the member to blame
 * @param detail what is wrong with it, and the mend
 * @param suggestions values that would do, nearest first
 */
public record Fault(String place, String detail, List<String> suggestions) {
    public Fault {
        suggestions = List.copyOf(suggestions);
    }

    public Fault(String place, String detail) {
        this(place, detail, List.of());
    }
}
