package org.mineralwatch.scoring.domain;

/** What an alternative supply rests on; sets what an event of the kind does not say itself. */
public enum CoverKind {
    DEAL(10.0, 5.0, 0.3, 0.1, 0.02),
    INVESTMENT(5.0, 3.0, 0.6, 0.2, 0.05),
    DISCOVERY(16.0, 5.0, 0.05, 0.05, 0.05),
    STOCKPILE(1.0, 1.0, 0.6, 0.3, 0.05);

    private final double leadTimeYears;
    private final double rampYears;
    private final double enacted;
    private final double signed;
    private final double uncertain;

    CoverKind(double leadTimeYears, double rampYears, double enacted, double signed, double uncertain) {
        this.leadTimeYears = leadTimeYears;
        this.rampYears = rampYears;
        this.enacted = enacted;
        this.signed = signed;
        this.uncertain = uncertain;
    }

    /** Years from the announcement to first supply. */
    public double leadTimeYears() {
        return leadTimeYears;
    }

    /** Years from first to full supply. */
    public double rampYears() {
        return rampYears;
    }

    /** Chance, 0 to 1, that the supply comes about. */
    public double success(Standing standing) {
        return switch (standing) {
            case ENACTED -> enacted;
            case SIGNED -> signed;
            case REPORTED, PROPOSED -> uncertain;
            case WITHDRAWN -> 0.0;
        };
    }
}
