package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.mineralwatch.alert.domain.AddressRule;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.DatedChange;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.EventVocabulary;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.Parties;
import org.mineralwatch.alert.domain.SignatureScheme;
import org.mineralwatch.alert.domain.SigningSecret;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.SubscriptionDraft;
import org.mineralwatch.alert.domain.Threshold;
import org.mineralwatch.alert.domain.Watch;
import org.mineralwatch.alert.inbound.Faults.Kind;
import org.mineralwatch.rest.ProblemException;

/** Reads a posted subscription, strictly and to the end: all that is wrong with it is told at once. */
@ApplicationScoped
public class SubscriptionReading {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_CONDITIONS = 50;
    private static final List<String> ENDPOINT = List.of("url", "signing", "timeout", "rate");
    private static final URI NOWHERE = URI.create("http://invalid.invalid");

    private final JsonBody json;
    private final ConditionReading conditionReading;
    private final MineralVocabulary minerals;
    private final EventVocabulary events;
    private final AddressRule addresses;

    SubscriptionReading(JsonBody json, MineralVocabulary minerals, EventVocabulary events, AddressRule addresses) {
        this.addresses = addresses;
        this.json = json;
        this.conditionReading = new ConditionReading(events);
        this.minerals = minerals;
        this.events = events;
    }

    /**
     * What was posted.
     *
     * @param secret the subscriber's own; empty when one is to be made
     */
    record Posted(SubscriptionDraft draft, Optional<SigningSecret> secret) {}

    /**
     * Reads a body.
     *
     * @throws JsonProcessingException when it is not JSON
     * @throws ProblemException when it is no subscription
     */
    Posted read(byte[] body) throws JsonProcessingException {
        Faults faults = new Faults();
        JsonNode tree = json.tree(body);
        if (!tree.isObject()) {
            faults.add(Kind.INVALID_VALUE, "", "a subscription is an object with an endpoint and conditions");
            throw faults.problem();
        }
        Members members =
                Members.of(tree, "", faults, List.of("name", "endpoint", "watch", "conditions", "groupBy", "secret"));
        String name = name(members, faults);
        members.require("endpoint", "an object with the url that alerts are sent to");
        Optional<Endpoint> endpoint = members.object("endpoint")
                .map(value -> endpoint(Members.of(value, members.pointer("endpoint"), faults, ENDPOINT), faults));
        Watch watch = watch(members, faults);
        List<Condition> conditions = conditions(members, faults);
        Subscription.Grouping grouping = grouping(members, faults);
        Optional<SigningSecret> secret = secret(members, faults);
        if (!faults.isEmpty() || endpoint.isEmpty()) {
            throw faults.problem();
        }
        return new Posted(new SubscriptionDraft(name, endpoint.get(), watch, conditions, grouping), secret);
    }

    /**
     * Reads an endpoint by itself.
     *
     * @throws JsonProcessingException when it is not JSON
     * @throws ProblemException when it is no endpoint
     */
    Endpoint endpoint(byte[] body) throws JsonProcessingException {
        Faults faults = new Faults("endpoint");
        Endpoint endpoint = endpoint(Members.of(json.tree(body), "", faults, ENDPOINT), faults);
        if (!faults.isEmpty()) {
            throw faults.problem();
        }
        return endpoint;
    }

    private static String name(Members members, Faults faults) {
        String name = members.text("name").orElse("");
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("name"),
                    "must have at most " + LONGEST_NAME + " characters and no control characters");
        }
        return name;
    }

    private Endpoint endpoint(Members members, Faults faults) {
        members.require("url", "where alerts are sent to, as in https://example.org/hook");
        URI url = members.text("url")
                .map(text -> switch (Endpoint.address(text, addresses)) {
                    case Endpoint.Address.Accepted accepted -> accepted.url();
                    case Endpoint.Address.Refused refused -> {
                        faults.add(Kind.INVALID_ENDPOINT, members.pointer("url"), refused.reason());
                        yield NOWHERE;
                    }
                })
                .orElse(NOWHERE);
        Duration timeout = members.text("timeout")
                .map(text -> timeout(text, members.pointer("timeout"), faults))
                .orElse(Endpoint.DEFAULT_TIMEOUT);
        return new Endpoint(url, signing(members, faults), timeout, rate(members, faults));
    }

    private static List<SignatureScheme> signing(Members members, Faults faults) {
        Set<SignatureScheme> signing = new TreeSet<>();
        for (Members.Item item : members.texts("signing")) {
            Optional<SignatureScheme> scheme = SignatureScheme.of(item.text());
            scheme.ifPresent(signing::add);
            if (scheme.isEmpty()) {
                List<String> known = SignatureScheme.texts();
                faults.add(
                        Kind.INVALID_VALUE,
                        item.pointer(),
                        "not a signature we make; known: " + String.join(", ", known),
                        known);
            }
        }
        return signing.isEmpty() ? List.of(SignatureScheme.V1) : List.copyOf(signing);
    }

    private static OptionalInt rate(Members members, Faults faults) {
        Optional<Double> rate = members.number("rate");
        if (rate.isEmpty()) {
            return OptionalInt.empty();
        }
        double value = rate.get();
        if (value != Math.rint(value) || value < 1 || value > Endpoint.HIGHEST_RATE) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("rate"),
                    "must be a whole number of requests a second, 1 to " + Endpoint.HIGHEST_RATE);
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) value);
    }

    private static Duration timeout(String text, String pointer, Faults faults) {
        try {
            Duration timeout = Duration.parse(text);
            if (timeout.compareTo(Endpoint.SHORTEST_TIMEOUT) >= 0 && timeout.compareTo(Endpoint.LONGEST_TIMEOUT) <= 0) {
                return timeout;
            }
        } catch (DateTimeException e) {
            faults.add(Kind.INVALID_VALUE, pointer, "not an ISO 8601 duration, as PT15S is", List.of("PT15S"));
            return Endpoint.DEFAULT_TIMEOUT;
        }
        faults.add(
                Kind.INVALID_VALUE,
                pointer,
                "must be within " + Endpoint.SHORTEST_TIMEOUT + " to " + Endpoint.LONGEST_TIMEOUT);
        return Endpoint.DEFAULT_TIMEOUT;
    }

    /** The member {@code watch}: everything where it is not there. */
    Watch watch(Members members, Faults faults) {
        return members.object("watch")
                .map(value -> sides(
                        Members.of(value, members.pointer("watch"), faults, List.of("consumers", "minerals", "stages")),
                        faults))
                .orElse(new Watch(Set.of(), Set.of(), Set.of()));
    }

    private Watch sides(Members members, Faults faults) {
        return new Watch(parties(members, "consumers", faults), minerals(members, faults), stages(members, faults));
    }

    /** Codes of states, each checked. */
    static Set<String> parties(Members members, String member, Faults faults) {
        Set<String> codes = new LinkedHashSet<>();
        for (Members.Item item : members.texts(member)) {
            if (!Parties.isKnown(item.text())) {
                faults.add(
                        Kind.UNKNOWN_COUNTRY,
                        item.pointer(),
                        "not a country code of ISO 3166-1 (two capital letters), nor EU",
                        Parties.nearest(item.text()));
            }
            codes.add(item.text());
        }
        return codes;
    }

    private Set<String> minerals(Members members, Faults faults) {
        Set<String> ids = new LinkedHashSet<>();
        for (Members.Item item : members.texts("minerals")) {
            switch (minerals.meaning(item.text())) {
                case MineralVocabulary.Meaning.One(String id) -> ids.add(id);
                case MineralVocabulary.Meaning.Several(List<String> candidates) ->
                    faults.add(
                            Kind.UNKNOWN_MINERAL,
                            item.pointer(),
                            "stands for several minerals; name those you mean",
                            candidates);
                case MineralVocabulary.Meaning.None(List<String> nearest) ->
                    faults.add(
                            Kind.UNKNOWN_MINERAL,
                            item.pointer(),
                            "not a mineral or group by id, symbol, alias or name",
                            nearest);
            }
        }
        return ids;
    }

    private Set<String> stages(Members members, Faults faults) {
        Set<String> stages = new LinkedHashSet<>();
        for (Members.Item item : members.texts("stages")) {
            if (!events.stages().contains(item.text())) {
                faults.add(
                        Kind.UNKNOWN_STAGE,
                        item.pointer(),
                        "not a stage; known: " + String.join(", ", events.stages()),
                        EventVocabulary.nearest(item.text(), events.stages()));
            }
            stages.add(item.text());
        }
        return stages;
    }

    /** The member {@code conditions}. */
    List<Condition> conditions(Members members, Faults faults) {
        members.require(
                "conditions", "a list of at least one condition of kind threshold, band, move, event or calendar");
        List<Members.Element> elements = members.elements("conditions");
        if (elements.size() > MOST_CONDITIONS) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("conditions"),
                    "must be at most " + MOST_CONDITIONS + "; make a second subscription");
            return List.of();
        }
        List<Condition> conditions = new ArrayList<>();
        elements.forEach(element -> conditionReading
                .read(element.value(), element.pointer(), faults)
                .ifPresent(conditions::add));
        blameDatesWithoutThreshold(conditions, members, faults);
        return conditions;
    }

    /** A date that is to cross a threshold, with none to cross. */
    private static void blameDatesWithoutThreshold(List<Condition> conditions, Members members, Faults faults) {
        if (!faults.isEmpty() || conditions.stream().anyMatch(Threshold.class::isInstance)) {
            return;
        }
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i) instanceof DatedChange dated
                    && dated.threshold().isEmpty()) {
                faults.add(
                        Kind.NEVER_FIRES,
                        members.pointer("conditions") + "/" + i + "/at",
                        "never fires: say which threshold a date would cross, or add a condition of kind threshold");
            }
        }
    }

    /** The member {@code groupBy}. */
    static Subscription.Grouping grouping(Members members, Faults faults) {
        return members.text("groupBy")
                .map(text -> {
                    if (!text.equals("act")) {
                        faults.add(
                                Kind.INVALID_VALUE,
                                members.pointer("groupBy"),
                                "must be act, or left out",
                                List.of("act"));
                    }
                    return Subscription.Grouping.ACT;
                })
                .orElse(Subscription.Grouping.NONE);
    }

    static Optional<SigningSecret> secret(Members members, Faults faults) {
        Optional<String> text = members.text("secret");
        Optional<SigningSecret> secret = text.flatMap(SigningSecret::parse);
        if (text.isPresent() && secret.isEmpty()) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("secret"),
                    "must be whsec_ and the Base64 of 24 to 64 random bytes; leave it out to be given one");
        }
        return secret;
    }
}
