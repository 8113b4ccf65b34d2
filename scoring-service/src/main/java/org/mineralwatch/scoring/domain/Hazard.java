package org.mineralwatch.scoring.domain;

/** Structural hazard of a supplier: a relative yearly weight, not a calibrated probability. */
final class Hazard {
    /** That of the worst governed rival. */
    static final double LARGEST = 0.5;

    /** Governance risk by point of a World Governance Indicators estimate. */
    static final double RISK_PER_ESTIMATE = 0.2;

    private Hazard() {}

    /**
     * The hazard of a supplier.
     *
     * @param governanceRisk 0 good to 1 bad
     * @param unwillingness 0 ally to 1 rival
     */
    static double of(double governanceRisk, double unwillingness) {
        return LARGEST * (governanceRisk + unwillingness) / 2.0;
    }

    /**
     * Governance risk, 0 to 1.
     *
     * @param estimate World Governance Indicators, about -2.5 bad to 2.5 good
     */
    static double governanceRisk(double estimate) {
        return Math.clamp(0.5 - RISK_PER_ESTIMATE * estimate, 0.0, 1.0);
    }
}
