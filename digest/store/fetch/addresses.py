"""Which addresses are public: global unicast, also after looking into addresses that carry another one."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# IANA's special-purpose registries, written out: what Python knows of them changes from version to version.
_NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",
            "100.64.0.0/10",  # behind a carrier's translator
            "127.0.0.0/8",
            "169.254.0.0/16",  # link-local, and the metadata services of clouds
            "172.16.0.0/12",
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation, as the next two
            "198.51.100.0/24",
            "203.0.113.0/24",
            "192.88.99.0/24",  # relays for 6to4, given up
            "192.168.0.0/16",
            "198.18.0.0/15",  # benchmarking
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
# Nothing but this is given out as global unicast (RFC 4291, 2.4, and IANA's registry).
_UNICAST_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, among them Teredo, whose addresses carry two of IPv4
            "2001:db8::/32",  # documentation, as the next
            "3fff::/20",
            "2002::/16",  # 6to4, whose addresses carry one of IPv4; given up (RFC 7526)
        ),
    )
)
# A network without IPv4 reaches public IPv4 hosts by this prefix, which its resolver puts before them.
_NAT64 = IPv6Network("64:ff9b::/96")
# Interface identifiers of ISATAP (RFC 5214, 6.1) end in an IPv4 address after one of these.
_ISATAP = (0x00005EFE, 0x02005EFE)


def address(text: str) -> Address | None:
    """The address that `text` spells, an IPv4 address in IPv6 clothes as what it is; None if it is none."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (isinstance(found, IPv6Address) and found.ipv4_mapped) or found


def is_public(found: Address) -> bool:
    """Whether a host of the internet can have this address, and no machine of an inner network."""
    if isinstance(found, IPv4Address):
        return found.is_global and not any(found in network for network in _NOT_PUBLIC_4)
    if found.ipv4_mapped:
        return is_public(found.ipv4_mapped)
    if not (found in _NAT64 or _is_unicast(found)):
        return False
    carried = _carried(found)
    return carried is None or is_public(carried)


def _is_unicast(found: IPv6Address) -> bool:
    inside = found in _UNICAST_6 and found.is_global and not found.scope_id
    return inside and not any(found in network for network in _NOT_PUBLIC_6)


def _carried(found: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which a translator or a tunnel may pass on what is sent to `found`."""
    passes_on = found in _NAT64 or (int(found) >> 32) & 0xFFFFFFFF in _ISATAP
    return IPv4Address(int(found) & 0xFFFFFFFF) if passes_on else None
