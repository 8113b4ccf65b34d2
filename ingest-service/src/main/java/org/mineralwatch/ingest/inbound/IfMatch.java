package org.mineralwatch.ingest.inbound;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.domain.ExpectedRevision;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** Reads the header {@code If-Match} (RFC 9110, 13.1.1). */
final class IfMatch {
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*");

    /** A tag of this service; what it says of dangling references does not matter to a change. */
    private static final Pattern OURS = Pattern.compile("([1-9][0-9]{0,8})(-dangling-[0-9]+)?");

    private IfMatch() {}

    /**
     * The revisions that a header names; weak tags never match, nor do those of other makers.
     *
     * @throws ProblemException 400 {@code invalid-if-match} for what is neither {@code *} nor a list of tags
     */
    static Optional<ExpectedRevision> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.strip().equals("*")) {
            return Optional.of(new ExpectedRevision.Any());
        }
        Set<Integer> revisions = new HashSet<>();
        Matcher tag = TAG.matcher(header);
        int read = 0;
        while (tag.region(read, header.length()).lookingAt()) {
            Matcher ours = OURS.matcher(tag.group(2));
            if (tag.group(1) == null && ours.matches()) {
                revisions.add(Integer.valueOf(ours.group(1)));
            }
            if (tag.end() == header.length()) {
                return Optional.of(new ExpectedRevision.OneOf(revisions));
            }
            if (header.charAt(tag.end()) != ',') {
                break;
            }
            read = tag.end() + 1;
        }
        throw new ProblemException(Problem.of(
                "invalid-if-match",
                "Invalid If-Match",
                400,
                "If-Match is no list of entity tags: send the ETag of the event as it was given, quotes included, such as \"1\", or"
                        + " * for whatever is there"));
    }

    /** @throws ProblemException 428 when the header is missing */
    static ExpectedRevision required(@Nullable String header) {
        return read(header)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "precondition-required",
                        "Precondition required",
                        428,
                        "A correction says which revision it corrects: read the event and send its ETag as If-Match, or * for"
                                + " whatever is there")));
    }
}
