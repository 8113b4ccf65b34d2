package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/hook",
                "http://localhost:8090/",
                "HTTPS://EXAMPLE.ORG",
                "http://[::1]:80/hook",
                "http://127.0.0.1:65535/hook?token=1",
                "https://xn--bcher-kva.example/a%20b"
            })
    void anAbsoluteHttpUrlWillDo(String url) {
        assertThat(Endpoint.address(url)).isEqualTo(new Endpoint.Address.Accepted(URI.create(url)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', not an http",
        "/hook, not an http",
        "example.org/hook, not an http",
        "ftp://example.org/hook, not an http",
        "file:///etc/passwd, not an http",
        "javascript:alert(1), not an http",
        "mailto:a@example.org, not an http",
        "https:///hook, host",
        "https://, not a URL",
        "https://exa mple.org/, not a URL",
        "https://under_score.example/, host",
        "https://user:secret@example.org/, user name",
        "https://user@example.org/, user name",
        "https://example.org:0/, port",
        "https://example.org:65536/, port",
        "https://example.org:port/, host",
        "https://example.org/#part, fragment",
        "https://bücher.example/, host",
        "https://example.org/bücher, ASCII"
    })
    void anythingElseIsRefusedWithTheReason(String url, String reason) {
        assertThat(Endpoint.address(url))
                .isInstanceOfSatisfying(
                        Endpoint.Address.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
    }

    @Test
    void aUrlOfTenThousandCharactersIsRefused() {
        String url = "https://" + "a".repeat(10_000) + ".example/";

        assertThat(Endpoint.address(url))
                .isInstanceOfSatisfying(
                        Endpoint.Address.Refused.class,
                        refused -> assertThat(refused.reason()).contains("2048"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.999S", "PT30.001S", "PT-5S", "PT24H"})
    void aTimeoutOutsideOneToThirtySecondsIsRefused(Duration timeout) {
        assertThatThrownBy(() -> new Endpoint(URI.create("https://example.org"), timeout))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
