package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.mineralwatch.alert.domain.ConsentKey;

/**
 * Whether an answer gives a challenge back: it alone, or as the member {@code challenge} of an object. A server that answers
 * every request with what it was sent does neither, for there the challenge is deeper.
 */
public final class ChallengeEcho {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ChallengeEcho() {}

    /** True where it is in this answer. */
    public static boolean isIn(String response, ConsentKey key) {
        String text = response.strip();
        if (!text.startsWith("{")) {
            return key.isChallenge(text);
        }
        try {
            JsonNode challenge = JSON.readTree(text).path("challenge");
            return challenge.isTextual() && key.isChallenge(challenge.textValue());
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
