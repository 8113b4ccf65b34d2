package org.mineralwatch.scoring.domain;

import org.jspecify.annotations.Nullable;

/** What an event does to supply, in the parameters of the model. */
public sealed interface Effect {

    /** Explicitly none; such an event may still end or suspend others. */
    Effect NONE = new None();

    /** Moves no score by itself. */
    record None() implements Effect {}

    /** Takes away part of a flow. Losses are fractions of what the other measures leave. */
    sealed interface Restriction extends Effect {
        /**
         * Loss over time before standing and reliefs.
         *
         * @param buyer who buys from the supplier that is hit
         * @param everyone whether the measure is aimed at all consumers
         */
        LossProfile profile(String buyer, boolean everyone);
    }

    /** Acts at a border: never touches what a country supplies to itself. */
    sealed interface BorderMeasure extends Restriction {}

    /** Acts on output: reaches the home market too. */
    sealed interface OutputLoss extends Restriction {}

    /**
     * Export or import prohibited.
     *
     * @param scope part of the flow that is covered, 0 to 1
     * @param leak part that still arrives through third countries, 0 to 1; null for {@link #LEAK_NAMED} if the ban is
     *     aimed at named consumers and {@link #LEAK_EVERYONE} if at all
     */
    record Ban(double scope, @Nullable Double leak) implements BorderMeasure {
        public static final double LEAK_NAMED = 0.15;
        public static final double LEAK_EVERYONE = 0.05;

        public Ban {
            Require.fraction(scope, "scope");
            if (leak != null) {
                Require.fraction(leak, "leak");
            }
        }

        @Override
        public LossProfile profile(String buyer, boolean everyone) {
            double through = leak != null ? leak : everyone ? LEAK_EVERYONE : LEAK_NAMED;
            return LossProfile.constant(scope * (1.0 - through));
        }
    }

    /**
     * Export only with a licence: a backlog, then a lasting rest.
     *
     * @param scope part of the flow that is covered, 0 to 1
     * @param startLoss loss in the first weeks, 0 to 1
     * @param holdDays days before the queue starts to clear, 0 or more
     * @param halfLifeDays days in which half of the queue clears, above 0
     * @param civilLoss loss that stays for civil users, 0 to 1
     * @param deniedShare part of the consumer's use that gets no licence
     */
    record Licensing(
            double scope,
            double startLoss,
            double holdDays,
            double halfLifeDays,
            double civilLoss,
            PerConsumer deniedShare)
            implements BorderMeasure {
        public static final double START_LOSS = 0.75;
        public static final double HOLD_DAYS = 50.0;
        public static final double HALF_LIFE_DAYS = 15.0;
        public static final double CIVIL_LOSS = 0.15;

        /** Calibrated on Chinese magnet exports after April 2025. */
        public static final Licensing DEFAULT =
                new Licensing(1.0, START_LOSS, HOLD_DAYS, HALF_LIFE_DAYS, CIVIL_LOSS, PerConsumer.ZERO);

        public Licensing {
            Require.fraction(scope, "scope");
            Require.fraction(startLoss, "startLoss");
            Require.that(holdDays >= 0.0, "holdDays", holdDays);
            Require.that(halfLifeDays > 0.0, "halfLifeDays", halfLifeDays);
            Require.fraction(civilLoss, "civilLoss");
        }

        @Override
        public LossProfile profile(String buyer, boolean everyone) {
            double denied = deniedShare.forConsumer(buyer);
            double floor = denied + (1.0 - denied) * civilLoss;
            double peak = Math.max(floor, startLoss);
            return new LossProfile(scope * peak, scope * floor, holdDays, halfLifeDays);
        }
    }

    /**
     * Cap on exports.
     *
     * @param scope part of the flow that is covered, 0 to 1
     * @param loss part of that flow which the cap cuts off, 0 to 1
     */
    record Quota(double scope, double loss) implements BorderMeasure {
        public static final double DAYS = 365.0;

        public Quota {
            Require.fraction(scope, "scope");
            Require.fraction(loss, "loss");
        }

        /**
         * A cap compared with the flow before it.
         *
         * @param quota amount allowed, 0 or more
         * @param days over which it is allowed, above 0
         * @param base yearly flow without the cap, in the same unit, above 0
         */
        public static Quota ofAmount(double scope, double quota, double days, double base) {
            Require.that(quota >= 0.0, "quota", quota);
            Require.that(days > 0.0, "days", days);
            Require.that(base > 0.0, "base", base);
            return new Quota(scope, Math.max(0.0, 1.0 - quota * 365.0 / days / base));
        }

        @Override
        public LossProfile profile(String buyer, boolean everyone) {
            return LossProfile.constant(scope * loss);
        }
    }

    /**
     * Tariff or export tax, which acts through the price.
     *
     * @param scope part of the flow that is covered, 0 to 1
     * @param rate 0.25 is 25 percent; 0 to 20
     * @param elasticity of the flow to its price, 0 to 5
     */
    record PriceMeasure(double scope, double rate, double elasticity) implements BorderMeasure {
        public static final double ELASTICITY = 0.5;

        public PriceMeasure {
            Require.fraction(scope, "scope");
            Require.within(0.0, 20.0, rate, "rate");
            Require.within(0.0, 5.0, elasticity, "elasticity");
        }

        @Override
        public LossProfile profile(String buyer, boolean everyone) {
            return LossProfile.constant(scope * (1.0 - StrictMath.pow(1.0 + rate, -elasticity)));
        }
    }

    /**
     * Conflict, accident, strike or cut of production.
     *
     * @param loss fraction of the supplier's output lost at the start, 0 to 1
     * @param halfLifeDays recovery, above 0; {@link #NO_RECOVERY} for none before the end
     */
    record Outage(double loss, double halfLifeDays) implements OutputLoss {
        public static final double NO_RECOVERY = Double.POSITIVE_INFINITY;

        public Outage {
            Require.fraction(loss, "loss");
            Require.that(halfLifeDays > 0.0, "halfLifeDays", halfLifeDays);
        }

        @Override
        public LossProfile profile(String buyer, boolean everyone) {
            return LossProfile.decaying(loss, halfLifeDays);
        }
    }

    /**
     * Hostile tone of the news.
     *
     * @param goldstein on the Goldstein scale, -10 to 10; only what is below 0 counts
     * @param halfLifeDays days in which half of it is forgotten, above 0
     */
    record News(double goldstein, double halfLifeDays) implements OutputLoss {
        public static final double HALF_LIFE_DAYS = 30.0;
        private static final double LARGEST_LOSS = 0.15;

        public News {
            Require.within(-10.0, 10.0, goldstein, "goldstein");
            Require.that(halfLifeDays > 0.0, "halfLifeDays", halfLifeDays);
        }

        @Override
        public LossProfile profile(String buyer, boolean everyone) {
            return LossProfile.decaying(LARGEST_LOSS * Math.max(0.0, -goldstein) / 10.0, halfLifeDays);
        }
    }

    /**
     * Alternative supply that covers part of a consumer's demand.
     *
     * @param kind sets what is not given
     * @param coverage part of the consumer's demand covered at full output
     * @param success chance that it comes, 0 to 1; null for that of the kind and the event's standing
     * @param rampYears from first to full supply, 0 to 60; null for that of the kind
     * @param host country it comes from; null for the event's partner
     */
    record Cover(
            CoverKind kind,
            PerConsumer coverage,
            @Nullable Double success,
            @Nullable Double rampYears,
            @Nullable String host)
            implements Effect {
        public Cover {
            if (success != null) {
                Require.fraction(success, "success");
            }
            if (rampYears != null) {
                Require.within(0.0, 60.0, rampYears, "rampYears");
            }
            if (host != null) {
                Require.country(host, "host");
            }
        }

        /** With all but the coverage left to the kind. */
        public static Cover of(CoverKind kind, double coverage) {
            return new Cover(kind, PerConsumer.ofAll(coverage), null, null, null);
        }
    }
}
