package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a subscription through a past, or a future without news, as if it had been there: what it would have been told.
 *
 * <p>It decides nothing. What a change does is said by {@link Turns}, {@link Moves} and {@link Notices}, what an event does by
 * the subscription itself, as for alerts that are raised; here is kept in memory what these find in the database then, and
 * the order of steps is the same.
 */
public final class Rehearsal {
    private final Subscription subscription;
    private final Map<UUID, Recipient> recipients;
    private final MineralVocabulary vocabulary;
    private final Map<Cell, Watched> cells = new HashMap<>();
    private final NavigableSet<Due> dues = new TreeSet<>(Comparator.comparing(Due::at)
            .thenComparing(due -> due.cell().consumer())
            .thenComparing(due -> due.cell().mineral())
            .thenComparing(due -> due.cell().stage()));
    private final Map<UUID, Raised> raised = new LinkedHashMap<>();

    /** @param subscription as it would have begun; what was recorded before its beginning is history to it */
    public Rehearsal(Subscription subscription, MineralVocabulary vocabulary) {
        this.subscription = subscription;
        this.recipients = Map.of(subscription.id(), subscription.recipient(0));
        this.vocabulary = vocabulary;
    }

    /**
     * Something that would have been told.
     *
     * @param before points before the change that it tells of; empty where there is none
     */
    public record Raised(Alert alert, OptionalDouble before) {}

    /** What there is of a cell. */
    private static final class Watched {
        private final List<Lookout> lookouts;
        private final Map<Notice.Key, Notice> notices = new LinkedHashMap<>();
        private final List<PastScore> past = new ArrayList<>();
        private List<WatchedThreshold> thresholds;
        private List<WatchedMove> moves;
        private ScoreChange present;
        private @Nullable ScoreChange before;

        private Watched(
                ScoreChange present,
                List<WatchedThreshold> thresholds,
                List<WatchedMove> moves,
                List<Lookout> lookouts) {
            this.present = present;
            this.thresholds = thresholds;
            this.moves = moves;
            this.lookouts = lookouts;
        }

        private void observe(ScoreChange change) {
            before = present;
            present = change;
            past.add(PastScore.of(change));
            Instant limit = change.recordedAt().minus(Move.LONGEST);
            // One is kept from before, which held as the longest window began.
            while (past.size() > 1 && past.get(1).recordedAt().isBefore(limit)) {
                past.removeFirst();
            }
        }
    }

    /** A moment at which something on a cell may be due. */
    private record Due(Instant at, Cell cell) {}

    /** The day of a moment (UTC), as dates of acts and of scores count. */
    public static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    /** Everything that would have been told so far, in order. */
    public List<Raised> raised() {
        return List.copyOf(raised.values());
    }

    /** How many cells it watches. */
    public int cells() {
        return cells.size();
    }

    /** Begins with these scores: what is so already is told as standing. */
    public void begin(List<ScoreChange> present, Instant now) {
        add(Begun.of(subscription, present), present, Audience.Sight.BEGINNING, now);
    }

    /**
     * Applies the changes of a moment, after what was due by then.
     *
     * @param changes in order per cell
     */
    public void change(List<ScoreChange> changes, Instant now) {
        waken(now);
        Map<Boolean, List<ScoreChange>> byKnown =
                changes.stream().collect(Collectors.partitioningBy(change -> cells.containsKey(change.cell())));
        List<ScoreChange> known = byKnown.getOrDefault(true, List.of());
        if (!known.isEmpty()) {
            move(known, now);
        }
        List<ScoreChange> first = byKnown.getOrDefault(false, List.of());
        if (!first.isEmpty()) {
            Function<Cell, List<Subscription>> watching =
                    cell -> subscription.watch().covers(cell, vocabulary) ? List.of(subscription) : List.of();
            add(Begun.of(ScoreMove.byCell(first), watching), first, Audience.Sight.FIRST, now);
        }
    }

    /** Applies a policy event. */
    public void event(PolicyEvent event, Instant now) {
        waken(now);
        tell(subscription.firedBy(event, vocabulary), now);
    }

    /** Withdraws a policy event: whatever was told because of it is told to be so no more. */
    public void retraction(Retraction retraction, Instant now) {
        waken(now);
        List<Firing> firings = List.copyOf(raised.values()).stream()
                .map(Raised::alert)
                .filter(alert -> alert.occasion().causes().stream()
                        .anyMatch(cause ->
                                cause.id().equals(retraction.id()) && cause.isWithdrawnBy(retraction.revision())))
                .map(alert -> retraction.of(alert.told()).firing(recipient()))
                .toList();
        tell(firings, now);
    }

    /** Does all that is due by date alone until a moment, each at its own. */
    public void waken(Instant until) {
        while (!dues.isEmpty() && !dues.first().at().isAfter(until)) {
            Due due = dues.removeFirst();
            Watched watched = Objects.requireNonNull(cells.get(due.cell()), "due without a cell");
            keepHolds(watched, due.at());
            keepNotices(watched, due.at());
        }
    }

    private Recipient recipient() {
        return Objects.requireNonNull(recipients.get(subscription.id()), "the one there is");
    }

    private void add(Begun begun, List<ScoreChange> changes, Audience.Sight sight, Instant now) {
        Map<Cell, ScoreChange> present = new LinkedHashMap<>();
        begun.firsts().forEach(change -> present.put(change.cell(), change));
        Turns entered = Turns.of(begun.thresholds(), changes, Map.of(), recipients, sight);
        Turns held = sight == Audience.Sight.BEGINNING
                ? Turns.held(entered.all(), present, recipients, sight, now)
                : new Turns(entered.all(), List.of(), List.of());
        Moves moved = sight == Audience.Sight.BEGINNING
                ? new Moves(List.of(), List.of())
                : Moves.of(begun.moves(), changes, Map.of(), recipients);
        Map<Cell, List<WatchedThreshold>> thresholds = byCell(held.all(), WatchedThreshold::cell);
        Map<Cell, List<WatchedMove>> moves = byCell(moved.after(begun.moves(), recipients), WatchedMove::cell);
        Map<Cell, List<Lookout>> lookouts = byCell(begun.lookouts(), Lookout::cell);
        present.forEach((cell, change) -> {
            Watched watched = new Watched(
                    change,
                    thresholds.getOrDefault(cell, List.of()),
                    moves.getOrDefault(cell, List.of()),
                    lookouts.getOrDefault(cell, List.of()));
            changes.stream()
                    .filter(each -> each.cell().equals(cell))
                    .map(PastScore::of)
                    .forEach(watched.past::add);
            cells.put(cell, watched);
            schedule(watched);
        });
        tell(inOrder(entered.firings(), held.firings(), moved.firings()), now);
        present.values().forEach(change -> lookAhead(change, sight, now));
    }

    private void move(List<ScoreChange> changes, Instant now) {
        Set<Cell> moved = changes.stream().map(ScoreChange::cell).collect(Collectors.toSet());
        List<Watched> watched = moved.stream()
                .map(cell -> Objects.requireNonNull(cells.get(cell), "a cell that is known"))
                .toList();
        Map<Cell, ScoreChange> before = new HashMap<>();
        Map<Cell, List<PastScore>> past = new HashMap<>();
        watched.forEach(cell -> {
            before.put(cell.present.cell(), cell.present);
            if (!cell.moves.isEmpty()) {
                past.put(cell.present.cell(), List.copyOf(cell.past));
            }
        });
        List<WatchedMove> watchedMoves =
                watched.stream().flatMap(cell -> cell.moves.stream()).toList();
        Turns turns = Turns.of(
                watched.stream().flatMap(cell -> cell.thresholds.stream()).toList(),
                changes,
                before,
                recipients,
                Audience.Sight.KNOWN);
        Moves moves = Moves.of(watchedMoves, changes, past, recipients);
        Map<Cell, List<WatchedThreshold>> thresholdsNow = byCell(turns.all(), WatchedThreshold::cell);
        Map<Cell, List<WatchedMove>> movesNow = byCell(moves.after(watchedMoves, recipients), WatchedMove::cell);
        changes.forEach(
                change -> Objects.requireNonNull(cells.get(change.cell())).observe(change));
        watched.forEach(cell -> {
            cell.thresholds = thresholdsNow.getOrDefault(cell.present.cell(), List.of());
            cell.moves = movesNow.getOrDefault(cell.present.cell(), List.of());
            schedule(cell);
        });
        tell(inOrder(turns.firings(), moves.firings()), now);
        ScoreMove.byCell(changes).forEach(each -> lookAhead(each.last(), Audience.Sight.KNOWN, now));
    }

    private void lookAhead(ScoreChange change, Audience.Sight sight, Instant now) {
        Watched watched = Objects.requireNonNull(cells.get(change.cell()), "a cell that is known");
        if (watched.notices.isEmpty() && watched.lookouts.stream().noneMatch(lookout -> lookout.seesAny(change))) {
            return;
        }
        List<Notice> existing = List.copyOf(watched.notices.values());
        apply(Notices.on(change, watched.lookouts, existing, recipients, sight, now), watched, now);
    }

    private void keepHolds(Watched watched, Instant now) {
        Map<Cell, ScoreChange> present = Map.of(watched.present.cell(), watched.present);
        Turns held = Turns.held(watched.thresholds, present, recipients, Audience.Sight.KNOWN, now);
        watched.thresholds = held.all();
        tell(inOrder(held.firings()), now);
    }

    private void keepNotices(Watched watched, Instant now) {
        List<Notice> due = watched.notices.values().stream()
                .filter(notice -> !notice.dueAt().isAfter(now))
                .toList();
        if (!due.isEmpty()) {
            apply(Notices.due(due, watched.present, recipients, now), watched, now);
        }
    }

    private void apply(Notices changed, Watched watched, Instant now) {
        changed.over().forEach(notice -> watched.notices.remove(notice.key()));
        changed.kept().forEach(notice -> watched.notices.put(notice.key(), notice));
        schedule(watched);
        tell(changed.firings(), now);
        List<Firing> withdrawn = changed.withdrawn().stream()
                .flatMap(id -> Stream.ofNullable(raised.get(id)))
                .map(told -> new Withdrawal(
                                told.alert().told(),
                                new Withdrawal.Cause.NotAhead(watched.present),
                                watched.present.traceparent())
                        .firing(recipient()))
                .toList();
        tell(withdrawn, now);
    }

    private void schedule(Watched watched) {
        Cell cell = watched.present.cell();
        watched.thresholds.forEach(threshold -> threshold.dueAt().ifPresent(at -> dues.add(new Due(at, cell))));
        watched.notices.values().forEach(notice -> dues.add(new Due(notice.dueAt(), cell)));
    }

    @SafeVarargs
    private static List<Firing> inOrder(List<Turns.InOrder>... firings) {
        return Stream.of(firings)
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Turns.InOrder::place))
                .map(Turns.InOrder::firing)
                .toList();
    }

    private static <T> Map<Cell, List<T>> byCell(Collection<T> items, Function<T, Cell> cell) {
        return items.stream().collect(Collectors.groupingBy(cell));
    }

    /** What was told before is not told again; what one act did is told together, as far as it came at one moment. */
    private void tell(List<Firing> firings, Instant now) {
        Map<String, List<ActGroup.Member>> groups = new LinkedHashMap<>();
        Map<String, AlertType> types = new HashMap<>();
        for (Firing firing : firings) {
            if (recipient().grouping() == Subscription.Grouping.ACT
                    && firing.act().isPresent()
                    && firing.occasion() instanceof ScoreChange change) {
                String group = firing.type() + " " + firing.act().get();
                types.put(group, firing.type());
                groups.computeIfAbsent(group, _ -> new ArrayList<>())
                        .add(new ActGroup.Member(
                                firing.alertId(), firing.ordinal(), firing.condition(), firing.trigger(), change));
            } else {
                raise(firing, now);
            }
        }
        groups.forEach((group, members) -> raise(
                ActGroup.of(group.substring(group.indexOf(' ') + 1), members)
                        .firing(subscription.id(), Objects.requireNonNull(types.get(group))),
                now));
    }

    private void raise(Firing firing, Instant now) {
        if (raised.containsKey(firing.alertId())) {
            return;
        }
        raised.put(firing.alertId(), new Raised(firing.numbered(raised.size() + 1L, now), before(firing.occasion())));
    }

    private OptionalDouble before(Occasion occasion) {
        return switch (occasion) {
            case ScoreChange change -> before(change);
            case Movement movement -> OptionalDouble.of(movement.from());
            case DatedCrossing crossing -> OptionalDouble.of(crossing.date().before());
            case PolicyEvent _, Withdrawal _, ActGroup _ -> OptionalDouble.empty();
        };
    }

    private OptionalDouble before(ScoreChange change) {
        Watched watched = cells.get(change.cell());
        if (watched == null || watched.present.sequence() != change.sequence()) {
            return OptionalDouble.empty();
        }
        ScoreChange former = watched.before;
        return former == null ? OptionalDouble.empty() : OptionalDouble.of(former.score());
    }
}
