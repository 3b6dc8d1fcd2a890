"""Words for why an address is left out or a request not made: the rules of `adapters.egress`, which stand in records
in English.
"""

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
    (
        re.compile("port: port (?P<port>[0-9]+) is not among (?P<ports>[0-9, ]+)"),
        _("its port %(port)s is not among %(ports)s"),
    ),
    (re.compile("scheme: none is not among (?P<schemes>[a-z, ]+)"), _("it begins with none of %(schemes)s")),
    (
        re.compile("scheme: (?P<scheme>.+) is not among (?P<schemes>[a-z, ]+)"),
        _("it begins with %(scheme)s, not with one of %(schemes)s"),
    ),
    (
        re.compile("address: no host, a password in it, or a character that no host has"),
        _("no host, a password in it, or a character that no host has"),
    ),
    (re.compile("(?P<host>[^ ]+) does not answer: (?P<said>.+)"), _("%(host)s does not answer: %(said)s")),
    *(
        (re.compile(re.escape(kind)), kind)
        for kind in (
            *(_("this network"), _("private use"), _("carrier-grade NAT"), _("loopback"), _("documentation")),
            *(_("cloud platform service"), _("link-local, cloud metadata"), _("IETF protocol assignments")),
            *(_("benchmarking"), _("multicast"), _("reserved, broadcast"), _("6to4 relay"), _("former 6bone")),
        )
    ),
)
