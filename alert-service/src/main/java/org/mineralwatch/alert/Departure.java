package org.mineralwatch.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.mineralwatch.alert.domain.DueDelivery;
import org.mineralwatch.alert.domain.Lane;

/**
 * What a transaction that raises alerts will send itself the moment it has committed, without anybody having to look for it.
 * Fired in that transaction, heard at its end.
 *
 * @param replica under which number
 * @param lanes those that there is room for, kept free until the end of the transaction
 * @param deliveries the first of those lanes that are new; added as the alerts are stored
 */
record Departure(OptionalInt replica, Set<Lane> lanes, List<DueDelivery> deliveries) {

    /** Sends nothing: all that is raised is claimed like any other. */
    static Departure ofNothing() {
        return new Departure(OptionalInt.empty(), Set.of(), new ArrayList<>());
    }
}
