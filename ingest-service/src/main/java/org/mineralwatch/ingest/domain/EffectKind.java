package org.mineralwatch.ingest.domain;

import static org.mineralwatch.ingest.domain.EffectMember.BASE;
import static org.mineralwatch.ingest.domain.EffectMember.CIVIL_LOSS;
import static org.mineralwatch.ingest.domain.EffectMember.CONSUMERS;
import static org.mineralwatch.ingest.domain.EffectMember.COVERAGE;
import static org.mineralwatch.ingest.domain.EffectMember.DAYS;
import static org.mineralwatch.ingest.domain.EffectMember.DENIED_SHARE;
import static org.mineralwatch.ingest.domain.EffectMember.ELASTICITY;
import static org.mineralwatch.ingest.domain.EffectMember.GOLDSTEIN;
import static org.mineralwatch.ingest.domain.EffectMember.HALF_LIFE_DAYS;
import static org.mineralwatch.ingest.domain.EffectMember.HOLD_DAYS;
import static org.mineralwatch.ingest.domain.EffectMember.HOST;
import static org.mineralwatch.ingest.domain.EffectMember.LEAK;
import static org.mineralwatch.ingest.domain.EffectMember.LOSS;
import static org.mineralwatch.ingest.domain.EffectMember.RAMP_YEARS;
import static org.mineralwatch.ingest.domain.EffectMember.RATE;
import static org.mineralwatch.ingest.domain.EffectMember.SCOPE;
import static org.mineralwatch.ingest.domain.EffectMember.START_LOSS;
import static org.mineralwatch.ingest.domain.EffectMember.SUCCESS;
import static org.mineralwatch.ingest.domain.EffectMember.SUPPLIERS;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How an event acts on dependencies, and the parameters that go with it, in the order of the canonical form. */
public enum EffectKind {
    NONE("Explicitly no effect"),
    BAN(
            "A part of the flow stops",
            optional(SCOPE, "1"),
            optional(LEAK, "0.15 at named consumers, 0.05 at everyone"),
            optional(SUPPLIERS, "from actor and targets"),
            optional(CONSUMERS, "from actor and targets")),
    LICENSING(
            "A backlog at first, a lasting rest later",
            optional(SCOPE, "1"),
            optional(START_LOSS, "0.75"),
            optional(HOLD_DAYS, "50"),
            optional(HALF_LIFE_DAYS, "15"),
            optional(CIVIL_LOSS, "0.15"),
            optional(DENIED_SHARE, "0"),
            optional(SUPPLIERS, "from actor and targets"),
            optional(CONSUMERS, "from actor and targets")),
    QUOTA(
            "A cap on the flow: either quota and base, or loss",
            optional(SCOPE, "1"),
            optional(EffectMember.QUOTA, "none: then loss"),
            optional(DAYS, "365"),
            optional(BASE, "none: then loss"),
            optional(LOSS, "none: then quota and base"),
            optional(SUPPLIERS, "from actor and targets"),
            optional(CONSUMERS, "from actor and targets")),
    TARIFF(
            "A cost on imports",
            required(RATE),
            optional(ELASTICITY, "0.5"),
            optional(SCOPE, "1"),
            optional(SUPPLIERS, "from actor and targets"),
            optional(CONSUMERS, "from actor and targets")),
    EXPORT_TAX(
            "A cost on exports",
            required(RATE),
            optional(ELASTICITY, "0.5"),
            optional(SCOPE, "1"),
            optional(SUPPLIERS, "from actor and targets"),
            optional(CONSUMERS, "from actor and targets")),
    CONFLICT(
            "Output lost to a conflict; hits the home market too",
            required(LOSS),
            optional(HALF_LIFE_DAYS, "none: no recovery before the end"),
            optional(SUPPLIERS, "from actor and targets"),
            optional(CONSUMERS, "from actor and targets")),
    OUTAGE(
            "Output lost; hits the home market too",
            required(LOSS),
            optional(HALF_LIFE_DAYS, "none: no recovery before the end"),
            optional(SUPPLIERS, "from actor and targets"),
            optional(CONSUMERS, "from actor and targets")),
    NEWS(
            "Only the tone of the news is known",
            required(GOLDSTEIN),
            optional(HALF_LIFE_DAYS, "30"),
            optional(SUPPLIERS, "from actor and targets"),
            optional(CONSUMERS, "from actor and targets")),
    DEAL("Supply that an agreement may bring", supply()),
    INVESTMENT("Supply that money may bring", supply()),
    DISCOVERY("Supply that a find may bring", supply()),
    STOCKPILE("Cover from a stock", supply());

    /**
     * A parameter that a kind takes.
     *
     * @param member the parameter
     * @param isRequired true when the effect cannot do without
     * @param byDefault what counts when it is missing, in words; empty for a required one
     */
    public record Parameter(EffectMember member, boolean isRequired, String byDefault) {}

    private final String definition;
    private final List<Parameter> parameters;

    EffectKind(String definition, Parameter... parameters) {
        this.definition = definition;
        this.parameters = List.of(parameters);
    }

    /** What it means, in words. */
    public String definition() {
        return definition;
    }

    /** What it takes, in canonical order. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** True when an effect of this kind can have the parameter. */
    public boolean takes(EffectMember member) {
        return parameters.stream().anyMatch(parameter -> parameter.member() == member);
    }

    /** The kind that events write so. */
    static Optional<EffectKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(word)).findFirst();
    }

    /** All kinds as events write them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    private static Parameter required(EffectMember member) {
        return new Parameter(member, true, "");
    }

    private static Parameter optional(EffectMember member, String byDefault) {
        return new Parameter(member, false, byDefault);
    }

    private static Parameter[] supply() {
        return new Parameter[] {
            required(COVERAGE),
            optional(SUCCESS, "by type and standing"),
            optional(CONSUMERS, "the acting side; for DISCOVERY and PERMIT the targets"),
            optional(HOST, "the first target; for DISCOVERY and PERMIT the actor"),
            optional(RAMP_YEARS, "by kind")
        };
    }
}
