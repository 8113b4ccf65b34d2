package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Map;

/**
 * The dependency score of a cell on a day and all that it is made of. Points are on the scale 0 to 100, unrounded; maps
 * are in the order of their keys.
 *
 * @param at the day valued (UTC)
 * @param points the score, 0 to 100
 * @param baseline the score without any event, 0 to 100
 * @param missing by supplier: chance that its share is missing, 0 to 1
 * @param availability by supplier that an event hits: part of its flow that still arrives, 0 to 1
 * @param cover part of demand that alternative supply covers, 0 to 1
 * @param eventLoss fraction of demand that events make unavailable, 0 to 1
 * @param byEvent points by event; with {@code baseline} they add to the score
 * @param bySupplier points by supplier; with {@code alternativeSupply} they add to the score
 * @param bySupplierStructural the part of {@code bySupplier} that is there without any event
 * @param heldBack points that the score would rise by without a suspension in force, by the easing event
 * @param alternativeSupply points that covers take off, 0 or less
 * @param interval stress interval around the score
 */
public record Score(
        Cell cell,
        LocalDate at,
        double points,
        double baseline,
        Band band,
        Map<String, Double> missing,
        Map<String, Double> availability,
        double cover,
        double eventLoss,
        Map<String, Double> byEvent,
        Map<String, Double> bySupplier,
        Map<String, Double> bySupplierStructural,
        Map<String, Double> heldBack,
        double alternativeSupply,
        Interval interval) {

    /**
     * The same formula with all inputs moved together to the ends of their documented ranges: a stress interval, not a
     * confidence interval.
     *
     * @param low points, not above the score
     * @param high points, not below the score
     */
    public record Interval(double low, double high) {}
}
