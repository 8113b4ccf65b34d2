package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What becomes of notices when a score changes or the time comes.
 *
 * @param kept those that are, or are as now given
 * @param over those that are no more
 * @param firings what is told
 * @param withdrawn alerts that told of a date which is not ahead any more
 */
public record Notices(List<Notice> kept, List<Notice> over, List<Firing> firings, List<UUID> withdrawn) {

    private Notices() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /**
     * Compares the dates ahead of one cell with what is told of them.
     *
     * <p>A new baseline tells nothing: what it brings is told when its next moment comes, what it takes away with the next
     * change in the world.
     *
     * @param change the one that holds from now on
     * @param lookouts those on the cell that one of the dates may be seen by, or a notice belongs to
     * @param existing all notices of the cell
     */
    public static Notices on(
            ScoreChange change,
            List<Lookout> lookouts,
            List<Notice> existing,
            Map<UUID, Recipient> recipients,
            Audience.Sight sight,
            Instant now) {
        Notices notices = new Notices();
        Set<Notice.Key> known = new HashSet<>();
        for (Notice notice : existing) {
            known.add(notice.key());
            notices.compare(notice, change, lookouts, now);
        }
        Map<Notice.Key, Notice> begun = new HashMap<>();
        for (Lookout lookout : lookouts) {
            Recipient recipient = recipients.get(lookout.subscription());
            if (recipient == null || !(recipient.condition(lookout.ordinal()) instanceof DatedChange condition)) {
                continue;
            }
            boolean quiet = !new Audience(recipient.followsFrom(), sight).isNews(change);
            for (DateAhead date : change.ahead()) {
                var key = new Notice.Key(lookout.subscription(), lookout.ordinal(), lookout.cell(), date.at());
                if (lookout.sees(date) && !known.contains(key) && !begun.containsKey(key)) {
                    Notice.Step step = Notice.begun(lookout, condition, date, change, quiet, now);
                    step.after().ifPresent(notice -> begun.put(key, notice));
                    step.firing().ifPresent(notices.firings::add);
                }
            }
        }
        notices.kept.addAll(begun.values());
        return notices;
    }

    private void compare(Notice notice, ScoreChange change, List<Lookout> lookouts, Instant now) {
        boolean stands = change.ahead().stream()
                .filter(date -> date.at().equals(notice.date()))
                .anyMatch(date -> lookouts.stream()
                        .filter(lookout -> lookout.subscription().equals(notice.subscription())
                                && lookout.ordinal() == notice.ordinal())
                        .anyMatch(lookout -> lookout.stillSees(date)));
        boolean hasCome = !now.isBefore(DatedChange.start(notice.date()))
                || !change.recordedAt().isBefore(DatedChange.start(notice.date()));
        if (hasCome) {
            over.add(notice);
        } else if (!stands && !change.rebase()) {
            over.add(notice);
            withdrawn.addAll(notice.told());
        }
    }

    /**
     * Wakes the notices of one cell that are due.
     *
     * @param present the change that holds
     */
    public static Notices due(List<Notice> due, ScoreChange present, Map<UUID, Recipient> recipients, Instant now) {
        Notices notices = new Notices();
        for (Notice notice : due) {
            Recipient recipient = recipients.get(notice.subscription());
            if (recipient == null || !(recipient.condition(notice.ordinal()) instanceof DatedChange condition)) {
                continue;
            }
            present.ahead().stream()
                    .filter(date -> date.at().equals(notice.date()))
                    .findFirst()
                    .ifPresentOrElse(
                            date -> {
                                Notice.Step step = notice.woken(condition, date, present, now);
                                step.after().ifPresentOrElse(notices.kept::add, () -> notices.over.add(notice));
                                step.firing().ifPresent(notices.firings::add);
                            },
                            // A new baseline took it away for now: the next change in the world says for good.
                            () -> notice.passedOver(condition, now)
                                    .ifPresentOrElse(notices.kept::add, () -> notices.over.add(notice)));
        }
        return notices;
    }
}
