package org.mineralwatch.alert.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * What a subscription would have told between two days, had it been there.
 *
 * @param conditions in its order
 * @param cells how many it watches
 * @param changes how many changes of score were looked at
 * @param raised in the order in which it would have been told
 * @param leadTimes how early the days that mattered would have been told of
 */
public record Hindsight(
        LocalDate from,
        LocalDate to,
        List<Condition> conditions,
        int cells,
        long changes,
        List<Rehearsal.Raised> raised,
        List<Milestones.LeadTime> leadTimes) {
    public Hindsight {
        conditions = List.copyOf(conditions);
        raised = List.copyOf(raised);
        leadTimes = List.copyOf(leadTimes);
    }
}
