package org.mineralwatch.alert.domain;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses webhooks may go to: public ones, and those that an operator allows. Whoever subscribes names a host, and
 * must not reach through us what is behind our walls.
 *
 * <p>An address counts as what it stands for: IPv4 within IPv6 (RFC 4291, section 2.5.5.2) and within the well-known prefix
 * of NAT64 (RFC 6052) as that IPv4 address. Of IPv6 nothing but global unicast ({@code 2000::/3}, RFC 3587) is public.
 */
public final class AddressRule {
    private static final AddressRange GLOBAL_UNICAST = range("2000::/3");
    /** {@code ::ffff:0:0/96}, which the platform reads as IPv4. */
    private static final AddressRange MAPPED = new AddressRange(128, 96, BigInteger.valueOf(0xffff));

    private static final AddressRange NAT64 = range("64:ff9b::/96");
    private static final int IPV4_BYTES = 4;
    private static final Pattern FOUR_NUMBERS = Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}");

    private final List<AddressRange> allowed;

    /** @param allowed what may be reached beside public addresses */
    public AddressRule(List<AddressRange> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    private static AddressRange range(String cidr) {
        return AddressRange.parse(cidr).orElseThrow();
    }

    /** Why no webhook may go to an address; empty where it may. */
    public Optional<String> refusal(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] meant = meant(bytes);
        if (allowed.stream().anyMatch(range -> range.contains(bytes) || range.contains(meant))) {
            return Optional.empty();
        }
        return Arrays.stream(ReservedRange.values())
                .filter(range -> range.contains(meant))
                .findFirst()
                .map(ReservedRange::what)
                .or(() -> isPublic(meant) ? Optional.empty() : Optional.of("not a public address"))
                .map(what -> address.getHostAddress() + " is " + what + ", where no webhook is sent");
    }

    /** The IPv4 address that an IPv6 address merely wraps, or the address itself. */
    private static byte[] meant(byte[] address) {
        return MAPPED.contains(address) || NAT64.contains(address)
                ? Arrays.copyOfRange(address, address.length - IPV4_BYTES, address.length)
                : address;
    }

    private static boolean isPublic(byte[] address) {
        return address.length == IPV4_BYTES || GLOBAL_UNICAST.contains(address);
    }

    /**
     * Why a host is refused by what is written, before anybody looks up its addresses; empty where it is not. Addresses are
     * taken in their one usual form: what some read as octal and others as decimal is not guessed at.
     *
     * @param host as in a URL, an IPv6 address in brackets
     */
    public Optional<String> refusalOfHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            return Optional.of("leave out the dot at the end of the host");
        }
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            // RFC 6761, section 6.3: this machine, whatever a resolver says.
            return refusal(InetAddress.ofLiteral("127.0.0.1"));
        }
        return literal(name).flatMap(literal -> switch (literal) {
            case Literal.Address(InetAddress address) -> refusal(address);
            case Literal.Ambiguous _ ->
                Optional.of("write an IPv4 address as four decimal numbers without leading zeros");
            case Literal.Scoped _ -> Optional.of("an address with a zone is one of this machine's own network");
        });
    }

    /** A host that is written as an address. */
    private sealed interface Literal {
        record Address(InetAddress address) implements Literal {}

        record Ambiguous() implements Literal {}

        record Scoped() implements Literal {}
    }

    private static Optional<Literal> literal(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            String address = host.substring(1, host.length() - 1);
            return Optional.of(
                    address.contains("%") ? new Literal.Scoped() : new Literal.Address(InetAddress.ofLiteral(address)));
        }
        try {
            // What the C library takes for an address, octal, hexadecimal or with fewer than four numbers.
            InetAddress address = Inet4Address.ofPosixLiteral(host);
            return Optional.of(
                    FOUR_NUMBERS.matcher(host).matches() ? new Literal.Address(address) : new Literal.Ambiguous());
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
