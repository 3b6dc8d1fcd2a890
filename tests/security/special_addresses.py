"""Addresses that no capture may connect to: the ends and the middle of every special-purpose range, in all forms."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

SPECIAL_V4 = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "168.63.129.16/32",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
]
SPECIAL_V6 = [
    "::/128",
    "::1/128",
    "100::/64",
    "100:0:0:1::/64",
    "64:ff9b:1::/48",
    "2001::/32",
    "2001:2::/48",
    "2001:10::/28",
    "2001:20::/28",
    "2001:db8::/32",
    "2002::/16",
    "2620:4f:8000::/48",
    "3ffe::/16",
    "3fff::/20",
    "5f00::/16",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
    "4000::/3",
    "8000::/1",
    "1000::/4",
]
# A global address of each family, as text: judged, never connected to.
GLOBAL_V4, GLOBAL_V6 = "45.45.45.45", "2a00:45::45"


def ends_of(network: IPv4Network | IPv6Network) -> list[str]:
    """Both ends of the network and its middle."""
    middle = network[network.num_addresses // 2]
    return list(dict.fromkeys(str(address) for address in (network[0], middle, network[-1])))


BAD_V4 = [address for text in SPECIAL_V4 for address in ends_of(IPv4Network(text))]
BAD_V6 = [address for text in SPECIAL_V6 for address in ends_of(IPv6Network(text))]


def embed(address: str) -> list[str]:
    """Every IPv6 form that carries the IPv4 `address`: mapped, compatible, NAT64, 6to4, Teredo, ISATAP."""
    number = int(IPv4Address(address))
    teredo = (0x2001_0000 << 96) | (number ^ 0xFFFF_FFFF)
    forms = [
        (0xFFFF << 32) | number,
        number,
        (0x64_FF9B << 96) | number,
        (0x2002 << 112) | (number << 80) | 1,
        teredo,
        (0x2A00_0045 << 96) | (0x5EFE << 32) | number,
        (0x2A00_0045 << 96) | (0x0200_5EFE << 32) | number,
        (0xFFFF_0000 << 32) | number,
    ]
    return [str(IPv6Address(form)) for form in forms]
