package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    private final AddressRule rule = new AddressRule(List.of());

    /** Each range at its ends, and what stands for it in disguise. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, this network",
        "0.255.255.255, this network",
        "10.0.0.0, private",
        "10.255.255.255, private",
        "100.64.0.0, carrier",
        "100.100.100.200, carrier",
        "100.127.255.255, carrier",
        "127.0.0.1, loopback",
        "127.0.0.2, loopback",
        "127.255.255.255, loopback",
        "169.254.0.0, link-local",
        "169.254.169.254, link-local",
        "169.254.255.255, link-local",
        "172.16.0.0, private",
        "172.31.255.255, private",
        "192.0.0.0, protocols",
        "192.0.0.192, protocols",
        "192.0.0.255, protocols",
        "192.0.2.1, documentation",
        "192.88.99.1, 6to4",
        "192.168.0.1, private",
        "192.168.255.255, private",
        "198.18.0.0, benchmarks",
        "198.19.255.255, benchmarks",
        "198.51.100.7, documentation",
        "203.0.113.255, documentation",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.1, reserved",
        "255.255.255.254, reserved",
        "255.255.255.255, broadcast",
        "168.63.129.16, cloud",
        "::, unspecified",
        "::1, loopback",
        "::127.0.0.1, compatible",
        "::8.8.8.8, compatible",
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.1.2.3, private",
        "::ffff:169.254.169.254, link-local",
        "::ffff:0:127.0.0.1, translated",
        "64:ff9b::127.0.0.1, loopback",
        "64:ff9b::10.0.0.1, private",
        "64:ff9b::169.254.169.254, link-local",
        "64:ff9b::192.168.1.1, private",
        "64:ff9b:1::1, NAT64",
        "64:ff9b:1:ffff:ffff:ffff:ffff:ffff, NAT64",
        "64:ff9b::1:0:0, not a public",
        "100::1, discard",
        "2001::1, Teredo",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, Teredo",
        "2001:2::1, protocols",
        "2001:10::1, protocols",
        "2001:20::1, protocols",
        "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, protocols",
        "2001:db8::1, documentation",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, documentation",
        "2002:7f00:1::, 6to4",
        "2002:a00:1::1, 6to4",
        "2002:808:808::1, 6to4",
        "3fff::1, documentation",
        "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, documentation",
        "4000::1, not a public",
        "5f00::1, SRv6",
        "fc00::1, unique-local",
        "fd00:ec2::254, unique-local",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, unique-local",
        "fe80::1, link-local",
        "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, link-local",
        "fec0::1, site-local",
        "feff::1, site-local",
        "ff02::1, multicast",
        "ff0e::1, multicast"
    })
    void anAddressThatIsNotPublicIsRefusedAndSaidSo(String address, String what) {
        assertThat(rule.refusal(InetAddress.ofLiteral(address)))
                .hasValueSatisfying(reason -> assertThat(reason).contains(what));
    }

    /** The neighbours of those ranges, and some well-known servers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2000::1",
                "2001:200::1",
                "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db9::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2606:4700:4700::1111",
                "3ffe:ffff::1",
                "3fff:1000::1"
            })
    void aPublicAddressWillDo(String address) {
        assertThat(rule.refusal(InetAddress.ofLiteral(address))).isEmpty();
    }

    /** As nobody but a resolver of bad intent makes it: sixteen bytes that {@code InetAddress} does not unwrap. */
    @Test
    void anIpv4AddressThatCameWrappedIsUnwrapped() throws UnknownHostException {
        byte[] wrapped = HexFormat.of().parseHex("00000000000000000000ffff0a000001");

        assertThat(rule.refusal(Inet6Address.getByAddress("wrapped", wrapped, -1)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.0.0.0/8, true",
        "172.16.0.1, 10.0.0.0/8, false",
        "127.0.0.1, 127.0.0.1/32, true",
        "127.0.0.2, 127.0.0.1/32, false",
        "::1, ::1/128, true",
        "::1, 127.0.0.0/8, false",
        "::ffff:127.0.0.1, 127.0.0.0/8, true",
        "64:ff9b::10.0.0.1, 10.0.0.0/8, true",
        "fd12::1, fd12::/16, true",
        "fd13::1, fd12::/16, false",
        "192.168.1.1, 0.0.0.0/0, true",
        "fe80::1, ::/0, true"
    })
    void whatAnOperatorAllowsIsAllowed(String address, String range, boolean allowed) {
        var allowing = new AddressRule(List.of(AddressRange.of(range)));

        assertThat(allowing.refusal(InetAddress.ofLiteral(address)).isEmpty()).isEqualTo(allowed);
    }

    /** Ways to write an address that are read differently by different programs, or reach this machine by name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "0177.0.0.0x1",
                "127.0.0.01",
                "010.0.0.1",
                "8.8.8.010",
                "8.526344",
                "0",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "127.0.0.1.",
                "example.org.",
                "hook.localhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[fe80::1%25eth0]",
                "[fe80::1%eth0]",
                "[2001:4860:4860::8888%251]",
                "169.254.169.254"
            })
    void aHostThatIsWrittenToMeanSuchAnAddressIsRefused(String host) {
        assertThat(rule.refusalOfHost(host)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "8.8.8.8",
                "[2001:4860:4860::8888]",
                "localhost.example.org",
                "0x7f.example.org",
                "127.0.0.1.example.org",
                "10.example"
            })
    void anyOtherHostWillDo(String host) {
        assertThat(rule.refusalOfHost(host)).isEmpty();
    }

    @Test
    void aMachineOfOnesOwnMayBeAllowedByName() {
        var allowing = new AddressRule(List.of(AddressRange.of("127.0.0.0/8")));

        assertThat(allowing.refusalOfHost("localhost")).isEmpty();
        assertThat(allowing.refusalOfHost("127.0.0.1")).isEmpty();
        assertThat(allowing.refusalOfHost("127.1")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0.0/-1",
                "10.0.0.0/8x",
                "::/129",
                "localhost/8",
                "fd12::1/16"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
        assertThatThrownBy(() -> AddressRange.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
