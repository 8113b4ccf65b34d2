package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    private static final AddressRule ADDRESSES =
            new AddressRule(List.of(AddressRange.of("127.0.0.0/8"), AddressRange.of("::1/128")));

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
        assertThat(Endpoint.address(url, ADDRESSES)).isEqualTo(new Endpoint.Address.Accepted(URI.create(url)));
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
        "http://10.0.0.1/, private",
        "http://10.0.0.1:8080/hook, private",
        "http://169.254.169.254/latest/meta-data/, link-local",
        "http://2130706433/, four decimal",
        "http://0x7f000001/, four decimal",
        "http://0x7f.0.0.1/, host",
        "http://127.1/, host",
        "http://0177.0.0.1/, four decimal",
        "http://127.0.0.1./, host",
        "http://%31%32%37.0.0.1/, host",
        "http://127.0.0.1%2f@example.org/, user name",
        "http://example.org\\@127.0.0.1/, not a URL",
        "http://[fe80::1%25eth0]/, zone",
        "http://[::ffff:10.0.0.1]/, private",
        "http://[64:ff9b::a00:1]/, private",
        "http://[2002:a00:1::]/, 6to4",
        "http://[::]/, unspecified",
        "https://example.org./, dot",
        "https://example.org/bücher, ASCII"
    })
    void anythingElseIsRefusedWithTheReason(String url, String reason) {
        assertThat(Endpoint.address(url, ADDRESSES))
                .isInstanceOfSatisfying(
                        Endpoint.Address.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
    }

    @Test
    void aUrlOfTenThousandCharactersIsRefused() {
        String url = "https://" + "a".repeat(10_000) + ".example/";

        assertThat(Endpoint.address(url, ADDRESSES))
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
