package org.mineralwatch.alert.domain;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What one act did to several cells, told as one.
 *
 * @param act id of the policy event; of several that came together, the first
 * @param members at least one; at most one for a condition on a cell
 */
public record ActGroup(String act, List<Member> members) implements Occasion {
    public ActGroup {
        members = List.copyOf(members);
    }

    /** What an act did to cells, in the same order whichever of them came first. */
    public static ActGroup of(String act, List<Member> members) {
        return new ActGroup(
                act,
                members.stream()
                        .sorted(Comparator.comparing(
                                        (Member member) -> member.change().subject())
                                .thenComparingInt(Member::ordinal))
                        .toList());
    }

    /**
     * What would have been an alert of its own.
     *
     * @param id that it would have had
     */
    public record Member(UUID id, int ordinal, Condition condition, Trigger trigger, ScoreChange change) {}

    @Override
    public String subject() {
        return act;
    }

    @Override
    public String traceparent() {
        return members.getFirst().change().traceparent();
    }

    /** What is told, under an id made of those of its members. */
    public Firing firing(UUID subscription, AlertType type) {
        Member first = members.getFirst();
        String[] causes = Stream.concat(
                        Stream.of("group", subscription.toString(), type.name(), act),
                        members.stream().map(member -> member.id().toString()).sorted())
                .toArray(String[]::new);
        return new Firing(
                AlertId.of(causes), subscription, first.ordinal(), first.condition(), type, first.trigger(), this);
    }

    @Override
    public List<CausingEvent> causes() {
        return members.stream()
                .flatMap(member -> member.change().causes().stream())
                .distinct()
                .toList();
    }

    @Override
    public List<String> cells() {
        return members.stream()
                .map(member -> member.change().subject())
                .distinct()
                .toList();
    }
}
