package org.mineralwatch.ingest.domain;

import static org.mineralwatch.ingest.domain.EventType.Direction.LOWERS;
import static org.mineralwatch.ingest.domain.EventType.Direction.NEITHER;
import static org.mineralwatch.ingest.domain.EventType.Direction.RAISES;

import java.util.Arrays;
import java.util.List;

/** What sort of act or happening an event is, and the effect it has when it gives none itself. */
public enum EventType {
    EXPORT_BAN(
            RAISES,
            "Export prohibited: of an ore, to a country, an end use, a named firm, or of know-how",
            EffectKind.BAN,
            "scope 1; leak 0.15 at named consumers, 0.05 at everyone"),
    EXPORT_LICENSING(
            RAISES,
            "Export only with a licence or through listed exporters; technology, equipment and extraterritorial rules too",
            EffectKind.LICENSING,
            "loss 0.75 for 50 days, then halved every 15 days towards 0.15"),
    EXPORT_QUOTA(RAISES, "Volume cap on exports", EffectKind.QUOTA, "loss 0.3"),
    EXPORT_TAX(RAISES, "Duty, levy or royalty on exports", EffectKind.EXPORT_TAX, "rate 0.1, a loss of 4.7 percent"),
    PRODUCTION_CONTROL(RAISES, "Quota or rule on mining or smelting volumes", EffectKind.OUTAGE, "loss 0.1"),
    IMPORT_RESTRICTION(
            RAISES,
            "Tariff, anti-dumping duty, import ban, due-diligence duty by the importer",
            EffectKind.TARIFF,
            "rate 0.25, a loss of 10.6 percent"),
    EASING(
            LOWERS,
            "Suspension, lifting, licence grant, delisting; points to what it eases by suspends or ends",
            EffectKind.NONE,
            "works through suspends and ends"),
    AGREEMENT(
            LOWERS,
            "Framework, memorandum, truce, forum",
            EffectKind.DEAL,
            "coverage 0.1 after 10 years, over 5 years; success 0.1 when SIGNED"),
    PEACE_AGREEMENT(
            LOWERS, "End or easing of a conflict, with mineral clauses", EffectKind.NONE, "works through suspends"),
    STATE_FINANCE(
            LOWERS,
            "Government equity, loan, grant, guarantee or venture",
            EffectKind.INVESTMENT,
            "coverage 0.1 after 5 years, over 3 years; success 0.6 when ENACTED, 0.2 when SIGNED"),
    OFFTAKE(
            LOWERS,
            "State-backed purchase contract or price floor",
            EffectKind.INVESTMENT,
            "coverage 0.1 after 5 years, over 3 years; success 0.6 when ENACTED, 0.2 when SIGNED"),
    STOCKPILE(
            LOWERS,
            "Purchase or programme for stocks",
            EffectKind.STOCKPILE,
            "coverage 0.1 after 1 year, over 1 year; success 0.6 when ENACTED, 0.3 when SIGNED"),
    DISCOVERY(
            LOWERS,
            "Resource claim, find, milestone",
            EffectKind.DISCOVERY,
            "coverage 0.1 after 16 years, over 5 years; success 0.05"),
    PERMIT(
            LOWERS,
            "Approval of a mine, road or plant; fast track",
            EffectKind.INVESTMENT,
            "coverage 0.05 after 5 years, over 3 years"),
    STATE_CONTROL(
            RAISES,
            "Nationalisation, revocation, forced closure, state export monopoly or merger",
            EffectKind.OUTAGE,
            "loss 0.1, halved every 365 days"),
    INVESTMENT_SCREENING(NEITHER, "Ownership blocked, or forced sale", EffectKind.NONE, "no flow is touched"),
    DISRUPTION(
            RAISES,
            "Accident, conflict, strike, shortage, chokepoint",
            EffectKind.OUTAGE,
            "loss 0.25 of the whole country's flow, halved every 180 days"),
    SANCTION(RAISES, "Blocking, exchange or import ban against actors", EffectKind.BAN, "scope 0.3"),
    LEGAL_PROCEEDING(NEITHER, "Investigation, dispute, ruling", EffectKind.NONE, "the outcome is an event of its own"),
    POLICY_FRAMEWORK(NEITHER, "Law, strategy, list, consultation, bill", EffectKind.NONE, "nothing by itself");

    private final Direction direction;
    private final String definition;
    private final EffectKind defaultEffect;
    private final String defaultEffectInWords;

    EventType(Direction direction, String definition, EffectKind defaultEffect, String defaultEffectInWords) {
        this.direction = direction;
        this.definition = definition;
        this.defaultEffect = defaultEffect;
        this.defaultEffectInWords = defaultEffectInWords;
    }

    /** Which way it moves the dependency of an importer who is hit. */
    public enum Direction {
        RAISES,
        LOWERS,
        NEITHER
    }

    public Direction direction() {
        return direction;
    }

    /** What it means, in words. */
    public String definition() {
        return definition;
    }

    /** Kind of the effect that applies when an event of this type gives none. */
    public EffectKind defaultEffect() {
        return defaultEffect;
    }

    /** The parameters of that effect, in words. */
    public String defaultEffectInWords() {
        return defaultEffectInWords;
    }

    /** True for those whose {@code suspends} means something. */
    public boolean suspends() {
        return this == EASING || this == PEACE_AGREEMENT;
    }

    /** All types as events write them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
