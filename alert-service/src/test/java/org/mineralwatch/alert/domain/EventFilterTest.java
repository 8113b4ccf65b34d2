package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.domain.AlertFixtures.SUBSCRIBED;
import static org.mineralwatch.alert.domain.AlertFixtures.ban;
import static org.mineralwatch.alert.domain.AlertFixtures.chineseBan;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | - | - | - | true",
                "EXPORT_BAN | CN | US | ENACTED | true",
                "EXPORT_QUOTA | - | - | - | false",
                "- | CD | - | - | false",
                "- | - | JP | - | false",
                "- | - | - | SIGNED | false",
                "EXPORT_BAN | CN | JP | ENACTED | false"
            })
    void everySideThatIsNotOpenHasToHold(String type, String actor, String target, String standing, boolean matches) {
        var filter = new EventFilter(side(type), side(actor), side(target), side(standing));

        assertThat(filter.matches(chineseBan("gallium"))).isEqualTo(matches);
    }

    @Test
    void anEventAtEveryoneIsAtEachOfThem() {
        var atJapan = new EventFilter(Set.of(), Set.of(), Set.of("JP"), Set.of());

        assertThat(atJapan.matches(ban("CN", Set.of("*"), Set.of(), SUBSCRIBED, "gallium")))
                .isTrue();
        assertThat(atJapan.matches(ban("CN", Set.of(), Set.of(), SUBSCRIBED, "gallium")))
                .isTrue();
    }

    private static Set<String> side(@org.jspecify.annotations.Nullable String value) {
        return value == null ? Set.of() : Set.of(value);
    }
}
