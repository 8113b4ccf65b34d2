package org.mineralwatch.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A place in a list, opaque to callers: the sort key of the last item they saw, so that pages stay true while items are
 * added.
 *
 * @param key the parts of the sort key, in order
 */
public record Cursor(List<String> key) {
    private static final String SEPARATOR = "\u001f";

    public Cursor {
        key = List.copyOf(key);
    }

    public static Cursor after(String... key) {
        return new Cursor(List.of(key));
    }

    /** As callers see it. */
    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what a caller sent back.
     *
     * @param parts how many parts the sort key of this list has
     * @throws ProblemException 400 {@code invalid-cursor} for anything this list did not hand out
     */
    public static Cursor decode(String encoded, int parts) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            List<String> key = new ArrayList<>(List.of(text.split(SEPARATOR, -1)));
            if (key.size() == parts) {
                return new Cursor(key);
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
        throw invalid();
    }

    /** The problem of a cursor that is none, for lists that find out only when they read its parts. */
    public static ProblemException invalid() {
        return new ProblemException(Problem.of(
                "invalid-cursor",
                "Invalid cursor",
                400,
                "cursor: not one of this list; start again without a cursor, or pass on `next` as it was given"));
    }
}
