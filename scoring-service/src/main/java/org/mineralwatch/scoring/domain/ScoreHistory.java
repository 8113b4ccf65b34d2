package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The scores of cells from day to day, each day in the light of what was known on it: what would have been published had
 * scores been valued ever since. Days ahead are seen in the light of today.
 *
 * <p>A cell is valued only where it can differ from the day before: something about its mineral became known, a date turns
 * it or comes within the days that are told ahead, a loss or a supply moves, another baseline applies. On every other day
 * it is the same to the last bit.
 */
public final class ScoreHistory implements Iterator<List<ScoreHistory.Step>> {
    private final ScoreModels models;
    private final Predicate<Cell> fits;
    private final LocalDate last;
    private final LocalDate today;
    private final SortedMap<LocalDate, List<EventRecord>> news;

    private LocalDate next;
    private KnownEvents known;
    private ScoreModel model;
    private SortedMap<Cell, Course> courses = new TreeMap<>();
    private boolean begun;

    /**
     * A history to be read day by day.
     *
     * @param from first day
     * @param last last day, not before the first
     * @param today the last day of knowledge
     */
    public ScoreHistory(
            ScoreModels models,
            RecordedEvents recorded,
            Predicate<Cell> fits,
            LocalDate from,
            LocalDate last,
            LocalDate today) {
        this.models = models;
        this.fits = fits;
        this.last = last;
        this.today = today;
        this.next = from;
        this.known = recorded.knownOn(from.isAfter(today) ? today : from);
        this.model = models.knownOn(known.known());
        this.news = recorded.records().stream()
                .filter(record -> record.knownAt().isAfter(known.known())
                        && !record.knownAt().isAfter(last)
                        && !record.knownAt().isAfter(today))
                .collect(Collectors.groupingBy(EventRecord::knownAt, TreeMap::new, Collectors.toList()));
    }

    /**
     * A cell valued on a day on which it can have moved.
     *
     * @param ahead the dates to come on which known acts turn its score, as told with it
     * @param cause why it was valued: what became known on the day if anything did that can move it
     * @param withoutNews the same day without what became known on it, where something did
     */
    public record Step(Valued valued, List<DateAhead> ahead, Cause cause, Optional<Step> withoutNews) {
        public Step {
            ahead = List.copyOf(ahead);
        }

        public Cell cell() {
            return valued.cell();
        }
    }

    @Override
    public boolean hasNext() {
        return !next.isAfter(last);
    }

    /** The steps of the next day in the order of cells: on the first day one of each cell, later often none. */
    @Override
    public List<Step> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the last day was " + last);
        }
        LocalDate day = next;
        next = day.plusDays(1);
        List<Step> steps = new ArrayList<>();
        if (begun) {
            turnTo(day, steps);
        } else {
            begun = true;
            base(day, steps);
        }
        return steps;
    }

    private void turnTo(LocalDate day, List<Step> steps) {
        KnownEvents before = known;
        List<EventRecord> learnt = news.getOrDefault(day, List.of());
        known = day.isAfter(today) ? before : before.onLaterDay(day, learnt);
        Map<Cell, List<Cause.EventRevision>> causes = learnt.isEmpty() ? Map.of() : causes(learnt, before);
        courses.forEach((cell, course) -> course.turnTo(day, before, causes.getOrDefault(cell, List.of()), steps));
        ScoreModel ofDay = models.knownOn(known.known());
        if (!ofDay.equals(model)) {
            model = ofDay;
            List<Step> rebased = new ArrayList<>();
            base(day, rebased);
            steps.addAll(rebased);
            // Of one cell, what the day moved comes before the move to the new baseline.
            steps.sort((one, other) -> one.cell().compareTo(other.cell()));
        }
    }

    /** Begins every cell anew by the model of the day. */
    private void base(LocalDate day, List<Step> steps) {
        courses = new TreeMap<>();
        for (Cell cell : model.baseline().cells().keySet()) {
            if (fits.test(cell)) {
                Course course = new Course(cell, day);
                courses.put(cell, course);
                steps.add(course.step(day, new Cause.Rebase(model.baseline().version()), Optional.empty()));
            }
        }
    }

    /** The records of a day that can have moved a cell, as a service that valued the cells they touch would name them. */
    private Map<Cell, List<Cause.EventRevision>> causes(List<EventRecord> learnt, KnownEvents before) {
        ReachedCells reachedCells = models.reachedCellsOn(before.known());
        SortedMap<String, Set<Cause.EventRevision>> byEvent = new TreeMap<>();
        for (EventRecord record : learnt) {
            byEvent.computeIfAbsent(record.id(), _ -> new LinkedHashSet<>())
                    .add(new Cause.EventRevision(record.id(), record.revision()));
        }
        Map<Cell, List<Cause.EventRevision>> causes = new HashMap<>();
        byEvent.forEach((event, revisions) -> {
            for (Cell cell : reachedCells.touchedBy(List.of(event), before, known)) {
                if (courses.containsKey(cell)) {
                    causes.computeIfAbsent(cell, _ -> new ArrayList<>()).addAll(revisions);
                }
            }
        });
        return causes;
    }

    /** One cell on its way through the days. */
    private final class Course {
        private final Cell cell;
        private final CellBaseline facts;
        private final ScoreModel model;
        private Exposure exposure;
        private ScoreCalendar calendar;
        private List<DateAhead> dates;
        private Set<LocalDate> due;

        Course(Cell cell, LocalDate day) {
            this.cell = cell;
            this.model = ScoreHistory.this.model;
            this.facts = model.baseline().find(cell).orElseThrow();
            this.exposure = model.exposure(cell, known);
            this.calendar = exposure.calendar();
            this.dates = datesFrom(day);
            this.due = dueOn(dates);
        }

        private void learn(LocalDate day) {
            exposure = model.exposure(cell, known);
            calendar = exposure.calendar();
            dates = datesFrom(day);
            due = dueOn(dates);
        }

        private List<DateAhead> datesFrom(LocalDate day) {
            return DateAhead.between(exposure, day, last.plusDays(DateAhead.DAYS_TOLD));
        }

        /** Days on which the dates told ahead are others than the day before. */
        private static Set<LocalDate> dueOn(List<DateAhead> dates) {
            Set<LocalDate> due = new HashSet<>();
            for (DateAhead date : dates) {
                due.add(date.at());
                due.add(date.at().minusDays(DateAhead.DAYS_TOLD));
            }
            return due;
        }

        void turnTo(LocalDate day, KnownEvents before, List<Cause.EventRevision> causes, List<Step> steps) {
            if (exposure.isTheSameWith(known, before)) {
                if (due.contains(day) || !exposure.isTheSameOn(day, day.minusDays(1))) {
                    steps.add(step(day, turning(day), Optional.empty()));
                }
            } else {
                Step foreseen = step(day, turning(day), Optional.empty());
                learn(day);
                steps.add(step(day, causes.isEmpty() ? turning(day) : new Cause.Events(causes), Optional.of(foreseen)));
            }
        }

        private Cause turning(LocalDate day) {
            return new Cause.Calendar(calendar.turning(day.minusDays(1), day));
        }

        Step step(LocalDate day, Cause cause, Optional<Step> withoutNews) {
            LocalDate furthest = day.plusDays(DateAhead.DAYS_TOLD);
            return new Step(
                    new Valued(
                            exposure.scoreAt(day),
                            known.known(),
                            facts.grade(),
                            model.baseline().version(),
                            calendar.nextChange(day)),
                    dates.stream()
                            .filter(date -> date.at().isAfter(day) && !date.at().isAfter(furthest))
                            .toList(),
                    cause,
                    withoutNews);
        }
    }
}
