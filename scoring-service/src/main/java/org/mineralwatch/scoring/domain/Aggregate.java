package org.mineralwatch.scoring.domain;

import java.util.Collection;

/**
 * Scores of several members as one: their weighted arithmetic mean, with the worst beside it. Of the stages of one
 * mineral the highest counts instead.
 *
 * @param mean points
 * @param worst points of the member with the highest score
 */
public record Aggregate(double mean, double worst) {
    /**
     * A member of a group or an economy.
     *
     * @param weight above 0: import value, or the same for all
     * @param points its score
     */
    public record Member(double weight, double points) {
        public Member {
            Require.that(weight > 0.0, "weight", weight);
            Require.within(0.0, 100.0, points, "points");
        }
    }

    /**
     * Aggregates members.
     *
     * @throws IllegalArgumentException without any
     */
    public static Aggregate of(Collection<Member> members) {
        Require.that(!members.isEmpty(), "members", members);
        double weights = 0.0;
        double weighted = 0.0;
        double worst = 0.0;
        for (Member member : members) {
            weights += member.weight();
            weighted += member.weight() * member.points();
            worst = Math.max(worst, member.points());
        }
        return new Aggregate(weighted / weights, worst);
    }
}
