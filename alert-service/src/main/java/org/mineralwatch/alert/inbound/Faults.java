package org.mineralwatch.alert.inbound;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** Everything that is wrong with a posted subscription or silence, collected, so that it can be mended in one go. */
final class Faults {
    private static final int UNPROCESSABLE = 422;

    private final String what;

    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final List<Problem.FieldError> errors = new ArrayList<>();

    Faults() {
        this("subscription");
    }

    /** @param what was posted */
    Faults(String what) {
        this.what = what;
    }

    /** Sorts of faults, each with a problem type of its own. */
    enum Kind {
        MISSING_MEMBER("missing-member", "Missing member"),
        UNKNOWN_MEMBER("unknown-member", "Unknown member"),
        INVALID_VALUE("invalid-value", "Invalid value"),
        INVALID_ENDPOINT("invalid-endpoint", "Invalid endpoint"),
        WRONG_CHALLENGE("wrong-challenge", "Wrong challenge"),
        UNKNOWN_CONDITION("unknown-condition", "Unknown condition"),
        NEVER_FIRES("condition-never-fires", "Condition that can never fire"),
        UNKNOWN_MINERAL("unknown-mineral", "Unknown mineral"),
        UNKNOWN_COUNTRY("unknown-country", "Unknown country"),
        UNKNOWN_STAGE("unknown-stage", "Unknown stage");

        private final String type;
        private final String title;

        Kind(String type, String title) {
            this.type = type;
            this.title = title;
        }
    }

    void add(Kind kind, String pointer, String detail) {
        add(kind, pointer, detail, List.of());
    }

    void add(Kind kind, String pointer, String detail, List<String> suggestions) {
        kinds.add(kind);
        errors.add(new Problem.FieldError(pointer, detail, suggestions));
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** The problem: of the kind of its faults, or a general one where there are several kinds. */
    ProblemException problem() {
        String detail = errors.size() == 1
                ? "A member has to be mended: " + errors.getFirst().pointer()
                : errors.size() + " members have to be mended; see errors";
        Problem problem = kinds.size() == 1
                ? of(kinds.iterator().next(), detail)
                : Problem.of("invalid-" + what, "Invalid " + what, UNPROCESSABLE, detail);
        return new ProblemException(problem.withErrors(errors));
    }

    private static Problem of(Kind kind, String detail) {
        return Problem.of(kind.type, kind.title, UNPROCESSABLE, detail);
    }
}
