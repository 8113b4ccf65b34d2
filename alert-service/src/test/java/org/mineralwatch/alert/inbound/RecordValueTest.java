package org.mineralwatch.alert.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordValueTest {
    private static final String WELL_FORMED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void aTraceContextIsCarriedThrough() {
        assertThat(RecordValue.traceparent(with(WELL_FORMED))).isEqualTo(WELL_FORMED);
    }

    @Test
    void noneIsNone() {
        assertThat(RecordValue.traceparent(new ConsumerRecord<>("topic", 0, 0, "key", new byte[0])))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nx-forged: yes",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
            })
    void whatIsNoTraceContextIsNotPassedOn(String forged) {
        assertThat(RecordValue.traceparent(with(forged))).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> with(String traceparent) {
        var record = new ConsumerRecord<>("topic", 0, 0, "key", new byte[0]);
        record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
