package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.IngestClient.JSON_TYPE;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** Whatever is sent: a problem with type, status, pointer and mend, and no trace of it. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class BadInputTest {
    private static final int TWO_MIB = 2 << 20;

    private final IngestClient publisher = new IngestClient();
    private final String id = freshId();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'colour':'red' | unknown-member | /colour | correct its name or leave it out",
                "'minerals':'cobalt' | invalid-value | /minerals | give a list of minerals",
                "'title':null | invalid-value | /title | leave the member out",
                "'minerals':['galium'] | unknown-mineral | /minerals/0 | give an id, symbol or alias",
                "'actor':'XX' | unknown-country | /actor | ISO 3166-1",
                "'targets':['US','QQ'] | unknown-country | /targets/1 | ISO 3166-1",
                "'announced':'2027-02-30' | invalid-date | /announced | give a day such as",
                "'effectiveFrom':'2027-06-01'; 'effectiveUntil':'2027-05-01' | dates-out-of-order | /effectiveUntil | swap",
                "'type':'EASING'; 'suspends':[{'event':'x','relief':1.2}] | invalid-value | /suspends/0/relief | 0 to 1",
                "'suspends':[{'event':'x'}] | misplaced-suspension | /suspends | use `ends` or `supersedes`",
                "'effect':{'kind':'BAN','rate':1} | unfit-effect | /effect/rate | goes with TARIFF and EXPORT_TAX",
                "'effect':{'kind':'OUTAGE'} | missing-member | /effect/loss | give a number, 0 to 1",
                "'leadTimeYears':1e999 | invalid-value | /leadTimeYears | give a number, 0 to 60",
                "'title':'a\\u0000b' | invalid-text | /title | take it out",
                "'note':'\\udc00' | invalid-text | /note | send both halves or none",
                "'grade':'A'; 'grade':'B' | repeated-member | /grade | keep the one you mean",
            })
    void aFaultyEvent(String members, String type, String pointer, String mend) {
        String[] given = Stream.concat(
                        Stream.of("\"id\":\"" + id + "\""),
                        Stream.of(members.replace('\'', '"').split("; ", -1)))
                .toArray(String[]::new);

        Answer answer = publisher.post(cobaltBan(given));

        assertProblem(answer, 422, type);
        assertThat(answer.body().get("errors")).hasSize(1);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(answer.body().at("/errors/0/detail").asText()).contains(mend);
        assertThat(answer.body().get("detail").asText())
                .startsWith(pointer)
                .contains(mend)
                .endsWith("Nothing was stored");
        assertThat(publisher.read(id).status()).isEqualTo(404);
    }

    @Test
    void theNearestMineralsAreOffered() {
        Answer answer = publisher.post(cobaltBan("\"minerals\":[\"galium\"]"));

        assertThat(answer.body().at("/errors/0/suggestions/0").asText()).isEqualTo("gallium");
    }

    @Test
    void severalFaultsAreToldAtOnce() {
        Answer answer = publisher.post(cobaltBan("\"actor\":\"XX\"", "\"minerals\":[\"galium\"]", "\"grade\":\"E\""));

        assertProblem(answer, 422, "invalid-event");
        assertThat(answer.body().findValuesAsText("pointer")).containsExactly("/actor", "/minerals/0", "/grade");
        assertThat(answer.body().get("detail").asText())
                .isEqualTo("The event has 3 faults, see errors. Nothing was stored");
    }

    @Test
    void severalFaultsOfOneKindKeepItsType() {
        Answer answer = publisher.post(cobaltBan("\"minerals\":[\"galium\",\"kobalt\"]"));

        assertProblem(answer, 422, "unknown-mineral");
        assertThat(answer.body().get("errors")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotJson(byte[] body, String place) {
        Answer answer = publisher.post(JSON_TYPE, body);

        assertProblem(answer, 400, "malformed-json");
        assertThat(answer.body().get("detail").asText()).contains(place);
    }

    static Stream<Arguments> whatIsNotJson() {
        return Stream.of(
                Arguments.of(bytes("{\"a\":1,\n  oops}"), "line 2, column 3"),
                Arguments.of(bytes(""), "nothing is there"),
                Arguments.of(bytes("{\"title\":"), "line 1"),
                Arguments.of(bytes("{} {}"), "something follows"),
                Arguments.of(bytes("{\"leadTimeYears\":NaN}"), "line 1, column 2"),
                Arguments.of(bytes("{\"leadTimeYears\":" + "1".repeat(2000) + "}"), "1000 digits at most"),
                Arguments.of(bytes("[".repeat(10_000) + "]".repeat(10_000)), "32 levels deep at most"),
                Arguments.of(bytes("{\"a\":".repeat(100_000)), "32 levels deep at most"),
                Arguments.of(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, "line 1"),
                Arguments.of(new byte[] {'"', (byte) 0xc3, '"'}, "line 1"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aBodyOfTwoMebibytes() {
        byte[] body = bytes(cobaltBan("\"note\":\"" + "x".repeat(TWO_MIB) + "\""));

        Answer withLength = publisher.post(JSON_TYPE, body);
        Answer withoutLength =
                publisher.post(JSON_TYPE, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertProblem(withLength, 413, "body-too-large");
        assertProblem(withoutLength, 413, "body-too-large");
    }

    @Test
    void aTextOfOneMegabyte() {
        Answer answer = publisher.post(cobaltBan("\"note\":\"" + "x".repeat(1_000_000) + "\""));

        assertProblem(answer, 422, "invalid-value");
        assertThat(answer.response().body()).hasSizeLessThan(1000);
    }

    @Test
    void tenThousandTargets() {
        Answer answer = publisher.post(cobaltBan("\"targets\":[" + "\"US\",".repeat(9_999) + "\"US\"]"));

        assertProblem(answer, 422, "invalid-value");
        assertThat(answer.body().get("errors")).hasSize(50);
        assertThat(answer.body().get("detail").asText())
                .isEqualTo("The event has 9999 faults, of which the first 50 are in errors. Nothing was stored");
    }

    @Test
    void anotherMediaType() {
        Answer answer = publisher.post("text/csv", bytes("a,b"));

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @Test
    void anotherMethod() {
        Answer answer = publisher.send(
                HttpRequest.newBuilder(publisher.at("/v1/events")).DELETE().build());

        assertProblem(answer, 405, "method-not-allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minerals=cobalt | ?minerals | known are mineral, actor, target",
                "mineral=galium | ?mineral | by id, symbol or alias",
                "actor=XX | ?actor | ISO 3166-1",
                "type=BAN | ?type | one of EXPORT_BAN, EXPORT_LICENSING",
                "stage=mine | ?stage | one of mining, refining",
                "standing=DONE | ?standing | one of ENACTED, SIGNED",
                "announcedFrom=yesterday | ?announcedFrom | a day such as",
                "announcedTo=2026-01-01&announcedTo=2026-01-02 | ?announcedTo | once",
                "limit=0 | ?limit | 1 to 500",
                "limit=501 | ?limit | 1 to 500",
            })
    void aQueryThatCannotBeAnswered(String query, String pointer, String mend) {
        Answer answer = publisher.list(query);

        assertProblem(answer, 400, "invalid-parameter");
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(answer.body().at("/errors/0/detail").asText()).contains(mend);
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "YQ", "MjAyNi0wMS0wMR9hIGI", "eB95"})
    void aCursorThatIsNone(String cursor) {
        assertProblem(publisher.list("cursor=" + cursor), 400, "invalid-cursor");
    }

    @Test
    void aParameterThatPostingDoesNotKnow() {
        Answer answer = publisher.send(HttpRequest.newBuilder(publisher.at("/v1/events?dryrun=true"))
                .header("content-type", JSON_TYPE)
                .POST(BodyPublishers.ofString(cobaltBan("\"id\":\"" + id + "\"")))
                .build());

        assertProblem(answer, 400, "invalid-parameter");
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("?dryrun");
        assertThat(publisher.read(id).status()).isEqualTo(404);
    }

    private static void assertProblem(Answer answer, int status, String type) {
        JsonNode problem = answer.body();
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(problem.get("type").asText()).isEqualTo("https://mineralwatch.org/problems/" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("instance").asText()).startsWith("/v1/events");
    }
}
