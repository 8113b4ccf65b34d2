package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;
import org.mineralwatch.scoring.ReadBaseline;
import org.mineralwatch.scoring.SupposeScenarios;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.Fault;
import org.mineralwatch.scoring.domain.Horizon;
import org.mineralwatch.scoring.domain.Nearest;
import org.mineralwatch.scoring.domain.PolicyEvent;
import org.mineralwatch.scoring.domain.PostedEvent;
import org.mineralwatch.scoring.domain.Scenario;
import org.mineralwatch.scoring.domain.Stage;
import org.mineralwatch.scoring.domain.SupplyOverride;

/** Reads the body of a scenario, and says all at once what is wrong with it and where. */
final class ScenarioReading {
    /** The most events, and the most retractions. */
    static final int MOST_EVENTS = 1000;

    private static final int MOST_OVERRIDES = 100;
    private static final int MOST_DATES = 60;
    private static final int LONGEST_YEARS = 10;
    private static final List<String> MEMBERS =
            List.of("events", "retractions", "supply", "at", "known", "horizon", "consumers");
    private static final List<String> SUPPLY_MEMBERS = List.of("consumer", "mineral", "stage", "shares");

    private final SupposeScenarios supposeScenarios;
    private final LocalDate today;
    private final ReadBaseline readBaseline;
    private final List<Fault> faults = new ArrayList<>();

    /** Known on the day of knowledge of the scenario, once that is read. */
    private Baseline baseline;

    ScenarioReading(SupposeScenarios supposeScenarios, LocalDate today, ReadBaseline readBaseline) {
        this.supposeScenarios = supposeScenarios;
        this.today = today;
        this.readBaseline = readBaseline;
        this.baseline = readBaseline.baseline();
    }

    /**
     * What is asked.
     *
     * @param known the day of knowledge
     * @param consumers whose cells to look at; none for all
     */
    record Asked(Scenario scenario, LocalDate known, Horizon horizon, SortedSet<String> consumers) {}

    /**
     * Reads a body.
     *
     * @throws ProblemException 422 naming every fault
     */
    Asked read(JsonNode body) {
        if (!body.isObject()) {
            throw problem(List.of(new Fault("", "is no object: give one with " + String.join(", ", MEMBERS))));
        }
        blameUnknown(body, "", MEMBERS);
        Optional<LocalDate> at = valued(body.path("at"), "/at");
        LocalDate first = at.orElse(today);
        LocalDate known = known(body.path("known")).orElse(first.isAfter(today) ? today : first);
        baseline = readBaseline.knownOn(known);
        List<PolicyEvent> events = events(body.path("events"));
        List<String> retractions = retractions(body.path("retractions"));
        List<SupplyOverride> supply = supply(body.path("supply"));
        Horizon horizon = horizon(body.path("horizon"), at, first);
        SortedSet<String> consumers = consumers(body.path("consumers"));
        if (faults.isEmpty() && events.isEmpty() && retractions.isEmpty() && supply.isEmpty()) {
            faults.add(new Fault("", "supposes nothing: give events, retractions or supply"));
        }
        if (!faults.isEmpty()) {
            throw problem(faults);
        }
        return new Asked(new Scenario(events, retractions, supply), known, horizon, consumers);
    }

    /** A problem that blames these. */
    static ProblemException problem(List<Fault> faults) {
        return new ProblemException(Problem.of(
                        "invalid-scenario",
                        "Invalid scenario",
                        422,
                        faults.size() == 1
                                ? "One thing in the scenario is not as it must be"
                                : faults.size() + " things in the scenario are not as they must be")
                .withErrors(faults.stream()
                        .map(fault -> new Problem.FieldError(fault.place(), fault.detail(), fault.suggestions()))
                        .toList()));
    }

    private List<PolicyEvent> events(JsonNode items) {
        List<PolicyEvent> events = new ArrayList<>();
        int place = 0;
        for (JsonNode item : items(items, "/events", "events of the event format", MOST_EVENTS)) {
            switch (supposeScenarios.read(item, "/events/" + place)) {
                case PostedEvent.Sound(PolicyEvent event) -> events.add(event);
                case PostedEvent.Faulty(List<Fault> found) -> faults.addAll(found);
            }
            place++;
        }
        return events;
    }

    private List<String> retractions(JsonNode items) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : items(items, "/retractions", "ids of recorded events", MOST_EVENTS)) {
            if (!item.isTextual()) {
                faults.add(new Fault("/retractions/" + ids.size(), item + " is no id: give that of a recorded event"));
            }
            ids.add(item.asText());
        }
        return ids;
    }

    private List<SupplyOverride> supply(JsonNode items) {
        List<SupplyOverride> overrides = new ArrayList<>();
        int place = 0;
        for (JsonNode item : items(items, "/supply", "shares of supply", MOST_OVERRIDES)) {
            SupplyOverride override = override(item, "/supply/" + place);
            if (override != null) {
                overrides.add(override);
            }
            place++;
        }
        return overrides;
    }

    private @Nullable SupplyOverride override(JsonNode item, String place) {
        int before = faults.size();
        if (!item.isObject()) {
            faults.add(new Fault(
                    place,
                    "is no object: give mineral, stage and shares, and a consumer where its own sourcing is meant"));
            return null;
        }
        blameUnknown(item, place, SUPPLY_MEMBERS);
        String consumer =
                item.has("consumer") ? choice(item.path("consumer"), place + "/consumer", consumersThere()) : null;
        String mineral = mineral(item.path("mineral"), place + "/mineral");
        String stage = choice(
                item.path("stage"),
                place + "/stage",
                List.of(Stage.values()).stream()
                        .filter(Stage::isScored)
                        .map(Stage::toString)
                        .toList());
        SortedMap<String, Double> shares = shares(item.path("shares"), place + "/shares");
        return faults.size() > before ? null : new SupplyOverride(consumer, mineral, Stage.of(stage), shares);
    }

    private String mineral(JsonNode name, String place) {
        Optional<String> id = name.isTextual() ? supposeScenarios.mineral(name.textValue()) : Optional.empty();
        if (id.isEmpty()) {
            faults.add(new Fault(
                    place,
                    name.isMissingNode() ? "`mineral` is missing" : name + " is no mineral of the vocabulary",
                    supposeScenarios.mineralsLike(name.asText())));
        }
        return id.orElse("");
    }

    private SortedMap<String, Double> shares(JsonNode shares, String place) {
        SortedMap<String, Double> bySupplier = new TreeMap<>();
        if (!shares.isObject() || shares.isEmpty()) {
            faults.add(new Fault(place, "`shares` is missing: give a share, 0 to 1, for one supplier or more"));
            return bySupplier;
        }
        int before = faults.size();
        for (Map.Entry<String, JsonNode> share : shares.properties()) {
            String supplier = share.getKey();
            double value = share.getValue().asDouble(Double.NaN);
            if (!supplier.equals("ZZ") && !baseline.world().countries().containsKey(supplier)) {
                faults.add(new Fault(
                        place + "/" + supplier.replace("~", "~0").replace("/", "~1"),
                        supplier
                                + " is no country: give its ISO 3166-1 code of two letters, or ZZ for unnamed producers",
                        Nearest.among(baseline.world().countries().keySet(), supplier)));
            } else if (!share.getValue().isNumber() || !(value >= 0.0 && value <= 1.0)) {
                faults.add(new Fault(place + "/" + supplier, share.getValue() + " is no share: give 0 to 1"));
            } else {
                bySupplier.put(supplier, value);
            }
        }
        if (faults.size() == before && SupplyOverride.exceedsAll(bySupplier)) {
            faults.add(new Fault(place, "the shares add to more than 1"));
        }
        return bySupplier;
    }

    private Horizon horizon(JsonNode horizon, Optional<LocalDate> at, LocalDate first) {
        SortedSet<LocalDate> named = new TreeSet<>(List.of(first));
        if (horizon.isTextual()) {
            LocalDate last = end(horizon.textValue(), first);
            return new Horizon.Turns(first, last);
        }
        if (horizon.isArray()) {
            at.ifPresentOrElse(named::add, named::clear);
            int place = 0;
            for (JsonNode date : items(horizon, "/horizon", "dates", MOST_DATES)) {
                valued(date, "/horizon/" + place).ifPresent(named::add);
                place++;
            }
            if (named.isEmpty()) {
                faults.add(new Fault("/horizon", "names no date: give one, or a period as P1Y"));
                named.add(first);
            }
        } else if (!horizon.isMissingNode()) {
            faults.add(new Fault("/horizon", "is neither a period, as P1Y, nor a list of dates"));
        }
        return new Horizon.Named(named);
    }

    private LocalDate end(String period, LocalDate first) {
        try {
            LocalDate last = first.plus(Period.parse(period));
            if (last.isAfter(first.plusYears(LONGEST_YEARS))) {
                faults.add(new Fault("/horizon", period + " is too far; the longest is P" + LONGEST_YEARS + "Y"));
            } else if (!last.isAfter(first)) {
                faults.add(new Fault("/horizon", period + " does not look ahead; the shortest is P1D"));
            } else if (!baseline.validity().contains(last)) {
                faults.add(new Fault("/horizon", DayParameters.beyond(last, baseline.validity())));
            } else {
                return last;
            }
        } catch (DateTimeException | ArithmeticException notAPeriod) {
            faults.add(new Fault(
                    "/horizon", period + " is no period of days, weeks, months or years; write it as P90D or P1Y"));
        }
        return first;
    }

    private Optional<LocalDate> known(JsonNode date) {
        Optional<LocalDate> known = date(date, "/known");
        known.filter(today::isBefore)
                .ifPresent(ahead -> faults.add(new Fault("/known", DayParameters.ahead(ahead, today))));
        return known;
    }

    private Optional<LocalDate> valued(JsonNode date, String place) {
        Optional<LocalDate> day = date(date, place);
        if (day.isPresent() && !baseline.validity().contains(day.get())) {
            faults.add(new Fault(place, DayParameters.beyond(day.get(), baseline.validity())));
            return Optional.empty();
        }
        return day;
    }

    private Optional<LocalDate> date(JsonNode date, String place) {
        if (date.isMissingNode()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(date.asText());
            if (day.getYear() >= 1 && day.getYear() <= 9999) {
                return Optional.of(day);
            }
        } catch (DateTimeException notADay) {
            // Blamed below, as a year that is none.
        }
        faults.add(new Fault(place, date + " is no day of the calendar; write it as 2026-11-28"));
        return Optional.empty();
    }

    private SortedSet<String> consumers(JsonNode items) {
        SortedSet<String> consumers = new TreeSet<>();
        int place = 0;
        for (JsonNode item : items(
                items, "/consumers", "consumer economies", consumersThere().size())) {
            consumers.add(choice(item, "/consumers/" + place, consumersThere()));
            place++;
        }
        return consumers;
    }

    private List<String> consumersThere() {
        return List.copyOf(baseline.world().ties().keySet());
    }

    private String choice(JsonNode word, String place, List<String> choices) {
        if (!word.isTextual() || !choices.contains(word.textValue())) {
            faults.add(new Fault(
                    place,
                    (word.isMissingNode() ? "is missing" : word + " is not known") + ": give one of "
                            + String.join(", ", choices),
                    Nearest.among(choices, word.asText())));
        }
        return word.asText();
    }

    private Iterable<JsonNode> items(JsonNode array, String place, String ofWhat, int most) {
        if (array.isMissingNode()) {
            return List.of();
        }
        if (!array.isArray()) {
            faults.add(new Fault(place, "is no list: give one of " + ofWhat));
            return List.of();
        }
        if (array.size() > most) {
            faults.add(new Fault(place, "has " + array.size() + " items: " + most + " are the most"));
            return List.of();
        }
        return array;
    }

    private void blameUnknown(JsonNode object, String place, List<String> known) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!known.contains(member.getKey())) {
                faults.add(new Fault(
                        place + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                        "\"" + member.getKey() + "\" is not known here; known are " + String.join(", ", known),
                        Nearest.among(known, member.getKey())));
            }
        }
    }
}
