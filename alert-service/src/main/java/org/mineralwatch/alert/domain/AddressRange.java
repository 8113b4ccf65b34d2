package org.mineralwatch.alert.domain;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses that begin with the same bits, as CIDR writes them: {@code 10.0.0.0/8}, {@code fc00::/7} (RFC 4632, RFC 4291).
 *
 * @param bits how long an address is: 32 or 128
 * @param length how many bits they have in common
 * @param prefix these bits, as a number
 */
public record AddressRange(int bits, int length, BigInteger prefix) {

    /**
     * Reads CIDR.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static AddressRange of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a range of addresses, as 10.0.0.0/8 and fd00::/8 are: " + text));
    }

    /** Reads CIDR; empty for anything else, such as a prefix with bits set beyond its length. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            int bits = address.length * Byte.SIZE;
            int length = Integer.parseInt(text.substring(slash + 1));
            BigInteger number = new BigInteger(1, address);
            return length <= bits && (number.equals(BigInteger.ZERO) || number.getLowestSetBit() >= bits - length)
                    ? Optional.of(new AddressRange(bits, length, number.shiftRight(bits - length)))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether an address, in the 4 or 16 bytes of its family, is one of these. */
    boolean contains(byte[] address) {
        return address.length * Byte.SIZE == bits
                && new BigInteger(1, address).shiftRight(bits - length).equals(prefix);
    }
}
