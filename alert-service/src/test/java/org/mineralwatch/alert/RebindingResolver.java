package org.mineralwatch.alert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The name server of this module's tests, for hosts whose answers a test prepared: it gives them in turn, and the last one
 * for ever. Everything else it leaves to the resolver of the platform.
 *
 * <p>Answers are kept as system properties, for this class is loaded twice: for the platform, and for the tests.
 */
public final class RebindingResolver extends InetAddressResolverProvider {
    private static final String ANSWERS = "test.answers.";
    private static final String DELAY = "test.delay.";
    private static final String ASKED = "test.asked.";

    /** Prepares the answers for a host; each lists addresses, separated by spaces. */
    public static void prepare(String host, String... inTurn) {
        prepare(host, Duration.ZERO, inTurn);
    }

    /** Prepares answers that take their time. */
    public static void prepare(String host, Duration after, String... inTurn) {
        System.setProperty(ASKED + host, "0");
        System.setProperty(DELAY + host, Long.toString(after.toNanos()));
        System.setProperty(ANSWERS + host, String.join("|", inTurn));
    }

    /** How often somebody asked for a host whose answers were prepared. */
    public static int asked(String host) {
        return Integer.getInteger(ASKED + host);
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver platform = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                String answers = System.getProperty(ANSWERS + host);
                return answers == null ? platform.lookupByName(host, policy) : next(host, answers.split("\\|", -1));
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return platform.lookupByAddress(address);
            }
        };
    }

    private static synchronized Stream<InetAddress> next(String host, String[] inTurn) {
        LockSupport.parkNanos(Long.getLong(DELAY + host));
        int turn = Integer.getInteger(ASKED + host);
        System.setProperty(ASKED + host, Integer.toString(turn + 1));
        return Stream.of(inTurn[Math.min(turn, inTurn.length - 1)].split(" ", -1))
                .map(InetAddress::ofLiteral);
    }

    @Override
    public String name() {
        return "answers prepared by tests";
    }
}
