package org.mineralwatch.alert.domain;

/**
 * Addresses at which nobody's public service is: by the registries of special-purpose addresses (IANA, after RFC 6890), and
 * those that carry an IPv4 address inside, by which the others could be reached in disguise.
 */
enum ReservedRange {
    /** RFC 791, section 3.2: "this network"; {@code 0.0.0.0} reaches this machine on many systems. */
    THIS_NETWORK("0.0.0.0/8", "an address of \"this network\""),
    /** RFC 1918: private use. */
    PRIVATE_10("10.0.0.0/8", "a private address"),
    /** RFC 6598: shared between a carrier and its customers (carrier-grade NAT). */
    CARRIER("100.64.0.0/10", "an address of a carrier's NAT"),
    /** RFC 1122, section 3.2.1.3: loopback. */
    LOOPBACK("127.0.0.0/8", "a loopback address"),
    /** RFC 3927: link-local; clouds tell machines their credentials at 169.254.169.254. */
    LINK_LOCAL("169.254.0.0/16", "a link-local address"),
    /** RFC 1918: private use. */
    PRIVATE_172("172.16.0.0/12", "a private address"),
    /** RFC 6890, section 2.1: IETF protocol assignments, DS-Lite (RFC 6333) and NAT64 discovery (RFC 7050) among them. */
    PROTOCOLS("192.0.0.0/24", "an address of protocols"),
    /** RFC 5737: documentation. */
    DOCUMENTATION_1("192.0.2.0/24", "an address for documentation"),
    /** RFC 7526: relays of 6to4, withdrawn. */
    RELAYS_OF_6TO4("192.88.99.0/24", "an address of 6to4 relays"),
    /** RFC 1918: private use. */
    PRIVATE_192("192.168.0.0/16", "a private address"),
    /** RFC 2544: benchmarks of networks. */
    BENCHMARKS("198.18.0.0/15", "an address for benchmarks"),
    /** RFC 5737: documentation. */
    DOCUMENTATION_2("198.51.100.0/24", "an address for documentation"),
    /** RFC 5737: documentation. */
    DOCUMENTATION_3("203.0.113.0/24", "an address for documentation"),
    /** RFC 5771: multicast. */
    MULTICAST("224.0.0.0/4", "a multicast address"),
    /** RFC 1112, section 4: reserved; RFC 919: {@code 255.255.255.255}, broadcast. */
    RESERVED("240.0.0.0/4", "a reserved address or broadcast"),
    /** No RFC: the address at which Azure's host speaks to its guests, public by its looks alone. */
    AZURE_HOST("168.63.129.16/32", "the address of a cloud's host"),

    /** RFC 4291, section 2.5.2: unspecified. */
    UNSPECIFIED_6("::/128", "the unspecified address"),
    /** RFC 4291, section 2.5.3: loopback. */
    LOOPBACK_6("::1/128", "a loopback address"),
    /** RFC 4291, section 2.5.5.1: IPv4-compatible, withdrawn. */
    COMPATIBLE("::/96", "an IPv4-compatible address"),
    /** RFC 2765, section 2.1: IPv4-translated. */
    TRANSLATED("::ffff:0:0:0/96", "an IPv4-translated address"),
    /** RFC 8215: NAT64 within a network, to any address it likes. */
    NAT64_LOCAL("64:ff9b:1::/48", "an address of a local NAT64"),
    /** RFC 6666: discard-only. */
    DISCARD("100::/64", "a discard-only address"),
    /** RFC 4380: Teredo, an IPv4 address inside. */
    TEREDO("2001::/32", "an address of Teredo"),
    /** RFC 2928: IETF protocol assignments, benchmarks (RFC 5180) and ORCHID (RFC 4843, RFC 7343) among them. */
    PROTOCOLS_6("2001::/23", "an address of protocols"),
    /** RFC 3849: documentation. */
    DOCUMENTATION_6("2001:db8::/32", "an address for documentation"),
    /** RFC 3056: 6to4, an IPv4 address inside. */
    SIX_TO_FOUR("2002::/16", "an address of 6to4"),
    /** RFC 9637: documentation. */
    DOCUMENTATION_6_LARGE("3fff::/20", "an address for documentation"),
    /** RFC 9602: segments of SRv6. */
    SEGMENTS("5f00::/16", "an address of SRv6"),
    /** RFC 4193: unique local; clouds tell machines their credentials at fd00:ec2::254. */
    UNIQUE_LOCAL("fc00::/7", "a unique-local address"),
    /** RFC 4291, section 2.5.6: link-local. */
    LINK_LOCAL_6("fe80::/10", "a link-local address"),
    /** RFC 3879: site-local, withdrawn. */
    SITE_LOCAL("fec0::/10", "a site-local address"),
    /** RFC 4291, section 2.7: multicast. */
    MULTICAST_6("ff00::/8", "a multicast address");

    private final AddressRange range;
    private final String what;

    ReservedRange(String range, String what) {
        this.range = AddressRange.parse(range).orElseThrow();
        this.what = what;
    }

    boolean contains(byte[] address) {
        return range.contains(address);
    }

    /** What an address of it is, in words. */
    String what() {
        return what;
    }
}
