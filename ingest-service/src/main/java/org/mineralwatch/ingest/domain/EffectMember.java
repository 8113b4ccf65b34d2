package org.mineralwatch.ingest.domain;

import java.util.Locale;

/** A parameter of an effect: its name, what it takes and what it means. Which kinds take it, {@link EffectKind} says. */
public enum EffectMember {
    SCOPE(new Shape.Amount(Range.FRACTION), "Fraction of the supplier's flow to the consumer that the measure covers"),
    LEAK(new Shape.Amount(Range.FRACTION), "Part that still arrives through third countries"),
    START_LOSS(new Shape.Amount(Range.FRACTION), "Loss in the first weeks"),
    HOLD_DAYS(new Shape.Amount(Range.from(0, 36_500)), "Days before the queue clears"),
    HALF_LIFE_DAYS(
            new Shape.Amount(Range.above(0, 36_500)), "Days in which the loss, or what exceeds its rest, halves"),
    CIVIL_LOSS(new Shape.Amount(Range.FRACTION), "Loss that stays for civil users"),
    DENIED_SHARE(new Shape.PerConsumer(Range.FRACTION), "Part of the consumer's use that gets no licence"),
    QUOTA(
            new Shape.Amount(Range.from(0, Double.POSITIVE_INFINITY)),
            "Amount allowed over days, in the unit of base; needs base, and excludes loss"),
    DAYS(new Shape.Amount(Range.above(0, 36_500)), "Days over which the quota runs"),
    BASE(new Shape.Amount(Range.above(0, Double.POSITIVE_INFINITY)), "The supplier's yearly flow without the quota"),
    LOSS(new Shape.Amount(Range.FRACTION), "Fraction of the supplier's flow or output that is lost"),
    RATE(new Shape.Amount(Range.from(0, 20)), "The tax: 0.25 is 25 percent"),
    ELASTICITY(new Shape.Amount(Range.from(0, 5)), "How strongly the flow answers to the price"),
    GOLDSTEIN(new Shape.Amount(Range.from(-10, 10)), "Tone of the news on the Goldstein scale; only below 0 counts"),
    COVERAGE(new Shape.PerConsumer(Range.FRACTION), "Part of the consumer's demand covered at full output"),
    SUCCESS(new Shape.Amount(Range.FRACTION), "Chance that the supply comes"),
    SUPPLIERS(new Shape.Parties(), "Whose supply is hit; read from actor and targets when not given"),
    CONSUMERS(new Shape.Parties(), "Who is hit or helped; read from actor and targets when not given"),
    HOST(new Shape.OneCountry(), "Where the supply comes from"),
    RAMP_YEARS(new Shape.Amount(Range.from(0, 60)), "Years from first to full supply");

    /** What a parameter's value looks like. */
    public sealed interface Shape {
        /** A number. */
        record Amount(Range range) implements Shape {}

        /** A number, or an object with one for each consumer, {@code "*"} being all others. */
        record PerConsumer(Range range) implements Shape {}

        /** A list of countries, or {@code ["*"]}. */
        record Parties() implements Shape {}

        /** A country. */
        record OneCountry() implements Shape {}
    }

    private final String word;
    private final Shape shape;
    private final String meaning;

    EffectMember(Shape shape, String meaning) {
        StringBuilder camelCase = new StringBuilder();
        for (String part : name().toLowerCase(Locale.ROOT).split("_", -1)) {
            camelCase.append(camelCase.isEmpty() ? part.charAt(0) : Character.toUpperCase(part.charAt(0)));
            camelCase.append(part, 1, part.length());
        }
        this.word = camelCase.toString();
        this.shape = shape;
        this.meaning = meaning;
    }

    /** As events write it. */
    public String word() {
        return word;
    }

    public Shape shape() {
        return shape;
    }

    /** What it means, in words. */
    public String meaning() {
        return meaning;
    }
}
