"""Only global unicast addresses are public, whatever clothes an address wears."""

import ipaddress
from ipaddress import IPv4Address, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.store.fetch.addresses import address, is_public


def words(text: str) -> list[str]:
    """The words of `text`."""
    return text.split()


# The first, an inner and the last address of each range that is not public, and where it lies.
NOT_PUBLIC_4 = words("""
0.0.0.0 0.0.0.1 0.255.255.255
10.0.0.0 10.0.0.1 10.1.2.3 10.255.255.255
100.64.0.0 100.64.0.1 100.100.100.200 100.127.255.255
127.0.0.0 127.0.0.1 127.0.1.1 127.1.1.1 127.255.255.255
169.254.0.0 169.254.0.1 169.254.169.254 169.254.170.2 169.254.255.255
172.16.0.0 172.16.0.1 172.17.0.1 172.31.255.255
192.0.0.0 192.0.0.1 192.0.0.9 192.0.0.170 192.0.0.192 192.0.0.255
192.0.2.0 192.0.2.1 192.0.2.255
192.88.99.0 192.88.99.1 192.88.99.255
192.168.0.0 192.168.0.1 192.168.1.1 192.168.255.255
198.18.0.0 198.18.0.1 198.19.255.255
198.51.100.0 198.51.100.7 198.51.100.255
203.0.113.0 203.0.113.9 203.0.113.255
224.0.0.0 224.0.0.1 224.0.0.251 232.1.1.1 239.255.255.250 239.255.255.255
240.0.0.0 240.0.0.1 250.1.2.3 255.255.255.254 255.255.255.255
""")
PUBLIC_4 = words("""
1.0.0.0 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.215.14 100.63.255.255 100.128.0.0 126.255.255.255
128.0.0.0 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0
192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0
203.0.112.255 203.0.114.0 203.104.128.1 210.171.226.40 223.255.255.255
""")
NOT_PUBLIC_6 = words("""
:: ::1 ::2 ::ffff ::1:0:0
fe80:: fe80::1 fe80::1%eth0 febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff
fec0:: fec0::1 feff::1
fc00:: fc00::1 fd00::1 fd00:ec2::254 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
ff00:: ff01::1 ff02::1 ff02::fb ff05::2 ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
100:: 100::1 100:0:0:1::1 200::1 400::1 1000::1 1fff:ffff::1
2001:: 2001::1 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1 2001:1ff:ffff::1
2001:db8:: 2001:db8::1 2001:db8:ffff::1
2002:: 2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe::1 2002:808:808::1
3fff:: 3fff::1 3fff:fff:ffff::1
4000:: 4000::1 5f00::1 6000::1 8000::1 a000::1 c000::1 e000::1 f000::1 f800::1 fe00::1
64:ff9a::1 64:ff9b:1:: 64:ff9b:1::1 64:ff9b:1:808:8:800:: 64:ff9b:1:ffff::808:808 64:ff9b:2::1
64:ff9b::1:0:0 64:ff9c::808:808
2600::5efe:7f00:1 2600::5efe:10.0.0.1 2600::200:5efe:192.168.1.1 2600:1:2:3:0:5efe:169.254.169.254
fe80::5efe:10.0.0.1 fe80::200:5efe:8.8.8.8
::ffff:0:127.0.0.1 ::ffff:0:8.8.8.8
""")
PUBLIC_6 = words("""
2000::1 2001:200::1 2001:200:dff:fff1:216:3eff:feb1:44d7 2001:4860:4860::8888 2001:db7::1 2001:db9::1
2003::1 2400:8500::1 2404:6800:4004:80a::2004 2600:: 2606:4700::1111 2a00:1450::1 2c0f::1 3ffe::1
3fff:1000::1 3fff:ffff::1 64:ff9b::8.8.8.8 64:ff9b::1.1.1.1 2600::5efe:8.8.8.8 2600::200:5efe:1.1.1.1
""")
# How an IPv4 address is carried in an IPv6 one by something that may pass it on.
CARRIERS = {
    "mapped": "::ffff:{dotted}",
    "compatible": "::{dotted}",
    "translated": "::ffff:0:{dotted}",
    "NAT64": "64:ff9b::{dotted}",
    "local NAT64": "64:ff9b:1::{dotted}",
    "local NAT64 of 48 bits": "64:ff9b:1:{high}:{middle}00::",
    "6to4": "2002:{high}:{low}::1",
    "Teredo server": "2001:0:{high}:{low}::f7f7:f7f7",
    "Teredo client": "2001:0:808:808::{nigh}:{nlow}",
    "ISATAP": "2600::5efe:{dotted}",
    "ISATAP, global": "2600::200:5efe:{dotted}",
}


def carried(carrier: str, dotted: str) -> str:
    """`dotted` in an address of the kind `carrier`."""
    number = int(IPv4Address(dotted))
    inverse = number ^ 0xFFFFFFFF
    return CARRIERS[carrier].format(
        dotted=dotted,
        high=f"{number >> 16:x}",
        low=f"{number & 0xFFFF:x}",
        middle=f"{number >> 8 & 0xFF:x}",
        nigh=f"{inverse >> 16:x}",
        nlow=f"{inverse & 0xFFFF:x}",
    )


def public(text: str) -> bool:
    found = address(text)
    assert found is not None, text
    return is_public(found)


def test_what_is_public_and_what_is_not_is_told_apart() -> None:
    assert [text for text in (*PUBLIC_4, *PUBLIC_6) if not public(text)] == []
    assert [text for text in (*NOT_PUBLIC_4, *NOT_PUBLIC_6) if public(text)] == []
    assert len({*PUBLIC_4, *PUBLIC_6, *NOT_PUBLIC_4, *NOT_PUBLIC_6}) > 180


@pytest.mark.parametrize("carrier", CARRIERS)
def test_an_inner_address_is_not_public_in_any_clothes(carrier: str) -> None:
    carriers = [carried(carrier, dotted) for dotted in NOT_PUBLIC_4]
    assert [text for text in carriers if public(text)] == []


def test_a_public_address_stays_public_where_a_network_may_translate_it() -> None:
    for carrier in ("mapped", "NAT64", "ISATAP"):
        assert [text for text in PUBLIC_4 if not public(carried(carrier, text))] == []
    assert address("::ffff:8.8.8.8") == IPv4Address("8.8.8.8")


@pytest.mark.parametrize(
    "text", ["", "localhost", "1.2.3", "1.2.3.4.5", "::g", "[::1]", "1.2.3.4/32", "::1 "]
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert address(text) is None


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6), st.integers(0, 2**128 - 1).map(IPv6Address)))
def test_what_python_knows_not_to_be_global_is_never_public(found: IPv4Address | IPv6Address) -> None:
    itself = (isinstance(found, IPv6Address) and found.ipv4_mapped) or found
    assert not is_public(found) or itself.is_global


@given(st.ip_addresses(v=4), st.sampled_from(sorted(CARRIERS)))
def test_an_address_is_never_more_public_in_other_clothes(inner: IPv4Address, carrier: str) -> None:
    assert not public(carried(carrier, str(inner))) or is_public(inner)


@given(st.ip_addresses(v=6))
def test_a_public_ipv6_address_is_unicast(found: IPv6Address) -> None:
    if is_public(found) and not found.ipv4_mapped:
        assert found in IPv6Network("2000::/3") or found in IPv6Network("64:ff9b::/96")
        assert not found.is_multicast
        assert not found.is_reserved or ipaddress.ip_address(int(found)) in IPv6Network("64:ff9b::/96")
