package org.mineralwatch.scoring.domain;

import org.mineralwatch.scoring.domain.Effect.Ban;
import org.mineralwatch.scoring.domain.Effect.Cover;
import org.mineralwatch.scoring.domain.Effect.Licensing;
import org.mineralwatch.scoring.domain.Effect.Outage;
import org.mineralwatch.scoring.domain.Effect.PriceMeasure;
import org.mineralwatch.scoring.domain.Effect.Quota;

/** Kinds of policy event, each with the effect of an event that gives none. */
public enum EventType {
    EXPORT_BAN(new Ban(1.0, null)),
    EXPORT_LICENSING(Licensing.DEFAULT),
    EXPORT_QUOTA(new Quota(1.0, 0.3)),
    EXPORT_TAX(new PriceMeasure(1.0, 0.1, PriceMeasure.ELASTICITY)),
    PRODUCTION_CONTROL(new Outage(0.1, Outage.NO_RECOVERY)),
    IMPORT_RESTRICTION(new PriceMeasure(1.0, 0.25, PriceMeasure.ELASTICITY)),
    EASING(Effect.NONE),
    AGREEMENT(Cover.of(CoverKind.DEAL, 0.1)),
    PEACE_AGREEMENT(Effect.NONE),
    STATE_FINANCE(Cover.of(CoverKind.INVESTMENT, 0.1)),
    OFFTAKE(Cover.of(CoverKind.INVESTMENT, 0.1)),
    STOCKPILE(Cover.of(CoverKind.STOCKPILE, 0.1)),
    DISCOVERY(Cover.of(CoverKind.DISCOVERY, 0.1)),
    PERMIT(Cover.of(CoverKind.INVESTMENT, 0.05)),
    STATE_CONTROL(new Outage(0.1, 365.0)),
    INVESTMENT_SCREENING(Effect.NONE),
    DISRUPTION(new Outage(0.25, 180.0)),
    SANCTION(new Ban(0.3, null)),
    LEGAL_PROCEEDING(Effect.NONE),
    POLICY_FRAMEWORK(Effect.NONE);

    private final Effect defaultEffect;

    EventType(Effect defaultEffect) {
        this.defaultEffect = defaultEffect;
    }

    public Effect defaultEffect() {
        return defaultEffect;
    }

    /** Whether the acting side buys and the targets supply; for all other types it is the other way round. */
    boolean isImportSide() {
        return this == IMPORT_RESTRICTION || this == SANCTION;
    }

    /** Whether the actor hosts the supply and the targets are helped by it. */
    boolean isHostedByActor() {
        return this == DISCOVERY || this == PERMIT;
    }
}
