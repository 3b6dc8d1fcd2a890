"""Words for why an address is left out: the rules of `adapters.egress.addresses`, which stand in records in English."""

import re

from rempart.web.labels import marked as _

_ADDRESS = r"(?P<address>[0-9a-f.:]+)"

FRAGMENTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"network: (?P<said>\S+ has no public address: .+)"), "%(said)s"),
    (
        re.compile(r"(?P<host>\S+) has no public address: (?P<rules>.+)"),
        _("%(host)s has no public address: %(rules)s"),
    ),
    (re.compile(r"(?P<rule>[0-9a-f.:]+ (?:is|translates) [^;]+); (?P<more>.+)"), _("%(rule)s; %(more)s")),
    (
        re.compile(_ADDRESS + r" is in (?P<network>[0-9a-f.:]+/[0-9]+) \((?P<range>.+)\)"),
        _("%(address)s is in %(network)s (%(range)s)"),
    ),
    (
        re.compile(_ADDRESS + r" translates to a forbidden address: (?P<rule>.+)"),
        _("%(address)s translates to a forbidden address: %(rule)s"),
    ),
    (re.compile(_ADDRESS + r" is not global unicast \(2000::/3\)"), _("%(address)s is no public address (2000::/3)")),
    (re.compile(_ADDRESS + " is an ISATAP address"), _("%(address)s is an ISATAP address")),
    (re.compile(_ADDRESS + " is this machine"), _("%(address)s is this machine")),
    *(
        (re.compile(re.escape(kind)), kind)
        for kind in (
            *(_("this network"), _("private use"), _("carrier-grade NAT"), _("loopback"), _("documentation")),
            *(_("cloud platform service"), _("link-local, cloud metadata"), _("IETF protocol assignments")),
            *(_("benchmarking"), _("multicast"), _("reserved, broadcast"), _("6to4 relay"), _("former 6bone")),
        )
    ),
)
