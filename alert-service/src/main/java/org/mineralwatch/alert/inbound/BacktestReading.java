package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mineralwatch.alert.BacktestSubscription.Span;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.SubscriptionDraft;
import org.mineralwatch.alert.domain.Watch;
import org.mineralwatch.alert.inbound.Faults.Kind;
import org.mineralwatch.rest.ProblemException;

/** Reads what is posted for a backtest: what a subscription watches and asks for, and a past. */
@ApplicationScoped
class BacktestReading {
    private static final List<String> MEMBERS =
            List.of("watch", "conditions", "groupBy", "from", "to", "events", "dates");
    private static final int LONGEST_YEARS = 10;
    private static final int LONGEST_ID = 120;

    /** Nothing is sent there. */
    private static final Endpoint NOWHERE =
            new Endpoint(URI.create("http://invalid.invalid"), Endpoint.DEFAULT_TIMEOUT);

    private final JsonBody json;
    private final SubscriptionReading subscriptions;

    BacktestReading(JsonBody json, SubscriptionReading subscriptions) {
        this.json = json;
        this.subscriptions = subscriptions;
    }

    /** What was posted. */
    record Asked(SubscriptionDraft draft, Span span) {}

    /**
     * Reads a body.
     *
     * @param today the last day there is a past of
     * @throws JsonProcessingException when it is not JSON
     * @throws ProblemException when it is no backtest
     */
    Asked read(byte[] body, LocalDate today) throws JsonProcessingException {
        Faults faults = new Faults("backtest");
        JsonNode tree = json.tree(body);
        Members members = Members.of(tree, "", faults, MEMBERS);
        Watch watch = subscriptions.watch(members, faults);
        List<Condition> conditions = subscriptions.conditions(members, faults);
        Subscription.Grouping grouping = SubscriptionReading.grouping(members, faults);
        Span span = span(members, today, faults);
        if (!faults.isEmpty()) {
            throw faults.problem();
        }
        return new Asked(new SubscriptionDraft("", NOWHERE, watch, conditions, grouping), span);
    }

    private static Span span(Members members, LocalDate today, Faults faults) {
        LocalDate to = date(members, "to", faults).orElse(today);
        LocalDate from = date(members, "from", faults).orElse(to.minusYears(1));
        if (to.isAfter(today)) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("to"),
                    "must not be after today, " + today + ": a preview says what is ahead");
        }
        if (from.isAfter(to)) {
            faults.add(Kind.INVALID_VALUE, members.pointer("from"), "must not be after to, " + to);
        } else if (from.isBefore(to.minusYears(LONGEST_YEARS))) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("from"),
                    "must not be more than " + LONGEST_YEARS + " years before to, " + to);
        }
        List<String> events = new ArrayList<>();
        for (Members.Item item : members.texts("events")) {
            if (item.text().isEmpty() || item.text().length() > LONGEST_ID) {
                faults.add(Kind.INVALID_VALUE, item.pointer(), "must be the id of a policy event");
            }
            events.add(item.text());
        }
        List<LocalDate> dates = new ArrayList<>();
        for (Members.Item item : members.texts("dates")) {
            date(item.text(), item.pointer(), faults).ifPresent(dates::add);
        }
        return new Span(from, to, events, dates);
    }

    private static Optional<LocalDate> date(Members members, String member, Faults faults) {
        return members.text(member).flatMap(text -> date(text, members.pointer(member), faults));
    }

    private static Optional<LocalDate> date(String text, String pointer, Faults faults) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADate) {
            faults.add(Kind.INVALID_VALUE, pointer, "not a date, as 2023-08-01 is", List.of("2023-08-01"));
            return Optional.empty();
        }
    }
}
