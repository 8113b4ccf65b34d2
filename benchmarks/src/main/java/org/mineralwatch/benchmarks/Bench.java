package org.mineralwatch.benchmarks;

import java.util.Arrays;
import org.openjdk.jmh.Main;

/** Runs a benchmark by its name; what follows the name is its own. */
public final class Bench {
    private static final String USAGE = """
            Usage: mineral-watch bench NAME [OPTIONS]

              scores   nanoseconds for a score and for an attribution; options are those of JMH, as in -f 3
              rebuild  [EVENTS [HEAP]]  scoring-service fills an empty database from a topic of a million events
              latency  [RATE [SECONDS [HEAP]]]  from a record on policy-events.v1 to its change on dependency-scores.v1
              deliveries  [--endpoints=1000] [--bad=5] [--replicas=2] [--alerts=20000] [--warm-up=20000] [--rate=ALERTS_A_SECOND]
                          [--kill] [--c1] [--statements]  webhooks, with dead and slow endpoints among them; a burst unless at a rate
              posting  [ADDRESS [RATE [SECONDS [CONNECTIONS]]]]  single posts to a running ingest-service at a steady rate

            rebuild and latency give the JVM of scoring-service the options in MINERAL_WATCH_BENCH_JVM, too, as in -XX:TieredStopAtLevel=1
            """;

    private Bench() {}

    /** The name of a benchmark, then its options. */
    public static void main(String... arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        String[] options = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (name) {
            case "scores" -> Main.main(with("ScoreBenchmark", options));
            case "rebuild" -> Rebuild.run(options);
            case "deliveries" -> DeliveriesUnderLoad.run(options);
            case "latency" -> ChangeLatency.run(options);
            case "posting" -> PostingLoad.run(options);
            case "", "-h", "--help" -> System.out.print(USAGE);
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    private static String[] with(String first, String... others) {
        String[] all = new String[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }
}
