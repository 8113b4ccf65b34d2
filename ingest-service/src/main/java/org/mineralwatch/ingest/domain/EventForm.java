package org.mineralwatch.ingest.domain;

import static org.mineralwatch.ingest.domain.ObjectForm.Member.optional;
import static org.mineralwatch.ingest.domain.ObjectForm.Member.required;

/** The members of a policy event, in canonical order. */
final class EventForm {
    static final String ID = "id";
    static final String TYPE = "type";
    static final String TITLE = "title";
    static final String ANNOUNCED = "announced";
    static final String EFFECTIVE_FROM = "effectiveFrom";
    static final String EFFECTIVE_UNTIL = "effectiveUntil";
    static final String ACTOR = "actor";
    static final String CO_ACTORS = "coActors";
    static final String TARGETS = "targets";
    static final String MINERALS = "minerals";
    static final String STAGES = "stages";
    static final String STANDING = "standing";
    static final String SUPERSEDES = "supersedes";
    static final String SUSPENDS = "suspends";
    static final String ENDS = "ends";
    static final String RELATES_TO = "relatesTo";
    static final String SUSPENDED_EVENT = "event";

    static final String REASON = "reason";

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private static final ListForm EVENT_IDS = new ListForm(CodeForm.EVENT_ID, "a list of event ids");

    private static final ObjectForm SUSPENSION = new ObjectForm(
            "a suspension",
            required(SUSPENDED_EVENT, CodeForm.EVENT_ID, "the id of the event that is eased"),
            optional("relief", new NumberForm(Range.FRACTION)));

    private static final ObjectForm MONEY = new ObjectForm(
            "a value",
            required("amount", new NumberForm(Range.above(0, Double.POSITIVE_INFINITY)), "the amount, more than 0"),
            required("currency", CodeForm.CURRENCY, "the currency, such as USD"),
            required("kind", CodeForm.VALUE_KIND, "what kind of money it is, such as loan_ceiling"));

    private static final ObjectForm SOURCE = new ObjectForm(
            "a source",
            required("title", TextForm.line(UNLIMITED), "the title of the source"),
            optional("publisher", TextForm.line(UNLIMITED)),
            optional("date", DateForm.DAY_MONTH_OR_YEAR),
            optional("url", CodeForm.URL));

    /** A whole event, apart from the rules between its members. */
    static final ObjectForm EVENT = new ObjectForm(
            "a policy event",
            optional(ID, CodeForm.EVENT_ID),
            required(TYPE, new ChoiceForm("an event type", EventType.words()), "an event type, such as EXPORT_BAN"),
            required(TITLE, TextForm.line(120), "one line in your own words"),
            optional("summary", TextForm.lines(400)),
            required(ANNOUNCED, DateForm.DAY, "the day it became public, such as 2026-11-21"),
            optional(EFFECTIVE_FROM, DateForm.DAY),
            optional(EFFECTIVE_UNTIL, DateForm.DAY),
            required(ACTOR, new CountryForm(), "the country that acts, such as CN"),
            optional(CO_ACTORS, new ListForm(new CountryForm(), "a list of countries such as [\"US\", \"EU\"]")),
            optional(TARGETS, new PartiesForm()),
            required(
                    MINERALS,
                    new ListForm(new MineralForm(), "a list of minerals such as [\"gallium\", \"Ge\"]"),
                    "a list of minerals, such as [\"gallium\"]"),
            optional(STAGES, new ListForm(new ChoiceForm("a stage", Stage.words()), "a list of stages")),
            optional(STANDING, new ChoiceForm("a standing", Standing.words())),
            optional("effect", new EffectForm()),
            optional(SUPERSEDES, EVENT_IDS),
            optional(
                    SUSPENDS,
                    new ListForm(SUSPENSION, "a list of suspensions such as [{\"event\": \"id\", \"relief\": 1}]")),
            optional(ENDS, EVENT_IDS),
            optional(RELATES_TO, EVENT_IDS),
            optional("value", MONEY),
            optional("leadTimeYears", new NumberForm(Range.from(0, 60))),
            optional("grade", new ChoiceForm("a grade", Grade.words())),
            optional(
                    "sources",
                    new ListForm(SOURCE, "a list of sources such as [{\"title\": \"...\", \"url\": \"https://...\"}]")),
            optional("note", TextForm.lines(1000)));

    /** A request to withdraw an event. */
    static final ObjectForm RETRACTION =
            new ObjectForm("a retraction", required(REASON, TextForm.lines(1000), "the reason, for everyone to read"));

    private EventForm() {}
}
