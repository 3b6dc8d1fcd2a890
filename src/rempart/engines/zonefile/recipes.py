"""Configuration that makes a resolver obey the policy zones, with the settings that matter; each is run in the tests.

A recipe is a fragment: the operator puts it beside what the resolver is configured with already.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rempart.kernel.errors import InputRejectedError


class UnknownRecipeError(InputRejectedError):
    """There is no recipe for that program."""

    code = "zonefile.unknown_recipe"
    template = "There is no recipe for {name!r}. Known: {known}."


@dataclass(frozen=True, slots=True)
class Primary:
    """Where the policy zones come from (an edge agent on loopback, or a primary), and their names, new ones first.

    `file` is a list in the form ``rpz`` for programs that know no transfer; `reasons` is the edge agent's file of which
    order refuses what; `mass_file` is what the agent writes of the last zone, in a folder where the resolver may not
    write.
    """

    address: str
    port: int
    zones: tuple[str, ...]
    file: str = "/var/lib/rempart/rempart.rpz"
    reasons: str = "/var/lib/rempart-edge/reasons.tsv"
    mass_file: str = ""


# Reads on from where it was, once a second at most; the file is begun anew when the agent starts.
_POWERDNS_ORDERS = """\
-- PowerDNS Recursor 4.8 and later: the file that lua-dns-script names. It tells each user the order's number with the
-- refusal (RFC 8914, code 16). Leave extendedErrorCode and extendedErrorExtra out of the zones: theirs would win.
local path, orders, offset, read_at = "REASONS", {}, 0, 0

local function refresh()
  if os.time() == read_at then return end
  read_at = os.time()
  local file = io.open(path, "r")
  if not file then return end
  if file:seek("end") < offset then orders, offset = {}, 0 end
  file:seek("set", offset)
  for line in file:lines() do
    local name, width, order = line:match("^(%S+)\t([*=])\t(%S*)$")
    if name then orders[name] = order ~= "" and { order = order, wide = width == "*" } or nil end
  end
  offset = file:seek("cur")
  file:close()
end

local function find(name)
  if orders[name] then return orders[name].order end
  for at in name:gmatch("()%.") do
    local above = orders[name:sub(at + 1)]
    if above and above.wide then return above.order end
  end
end

function preresolve(dq)
  refresh()
  local order = find(dq.qname:toStringNoDot():lower())
  if order then
    dq.extendedErrorCode = 16
    dq.extendedErrorExtra = "Blocked by order " .. order
  end
  return false
end
"""


def recipe(name: str, primary: Primary) -> str:
    """The fragment for one program. Raises UnknownRecipeError."""
    if name not in RECIPES:
        raise UnknownRecipeError(name=name, known=", ".join(RECIPES))
    return RECIPES[name](primary)


def _unbound(primary: Primary) -> str:
    files = {zone: f"{zone}.cache" for zone in primary.zones}
    mass = ""
    if primary.mass_file:
        files[primary.zones[-1]] = primary.mass_file
        mass = """
# The agent writes the last zone's file (`mass_file` in its settings, the same path), in a folder of its own that
# Unbound's user may read and not write: else Unbound writes it too, and answers nobody meanwhile. That it cannot is a
# line in Unbound's log after each change of the mass, and right.
"""
    zones = mass + "".join(
        f"""
rpz:
  name: "{zone}"
  primary: {primary.address}@{primary.port}
  allow-notify: {primary.address}
  # Kept on disk: without it a restart answers everything until the first transfer is done.
  zonefile: "{file}"
  rpz-signal-nxdomain-ra: no
"""
        for zone, file in files.items()
    )
    return f"""# Unbound 1.17 and later
server:
  # respip makes policy zones act; put validator between the two where you validate.
  module-config: "respip iterator"
  # The primary may be on this machine.
  do-not-query-localhost: no
{zones}"""


def _bind(primary: Primary) -> str:
    policy = " ".join(f'zone "{zone}" min-update-interval 0;' for zone in primary.zones)
    zones = "".join(
        f"""
zone "{zone}" {{
  type secondary;
  file "{zone}.db";  // survives a restart; BIND 9.18 answers what is in it until it has read it
  primaries {{ {primary.address} port {primary.port}; }};
  allow-notify {{ {primary.address}; }};
  allow-query {{ none; }};
}};
"""
        for zone in primary.zones
    )
    return f"""// BIND 9.18 and later. Inside options {{ … }}:
//   response-policy {{ {policy} }} qname-wait-recurse no;
//   serial-query-rate 1000;
// Without min-update-interval 0 a block takes up to a minute; the second word answers without resolving first.
{zones}"""


def _powerdns(primary: Primary) -> str:
    zones = "".join(
        f'rpzPrimary("{primary.address}:{primary.port}", "{zone}", '
        '{refresh=1, extendedErrorCode=16, extendedErrorExtra="Blocked by order"})\n'
        for zone in primary.zones
    )
    return f"""-- PowerDNS Recursor 4.8 and later: the file that lua-config-file names.
-- In recursor.conf: disable-packetcache=yes (else a name that was asked before stays answered until its TTL ends).
-- The zone is asked for each second; before 5.1 the recursor does not listen to NOTIFY for policy zones.
{zones}"""


def _powerdns_orders(primary: Primary) -> str:
    return _POWERDNS_ORDERS.replace("REASONS", primary.reasons)


def _knot(primary: Primary) -> str:
    return f"""-- Knot Resolver 5: it knows no transfer, and reads a file. Make it anew after each change, by rename:
--   rempart lists export --format rpz -o {primary.file}
-- Watching the file takes Debian's package lua-cqueues.
-- With a million names it answers nothing for some seconds while it reads; keep this for short lists.
-- It tells the user code 16 (Censored, RFC 8914); the text is its own, for every name the same.
policy.add(policy.rpz(policy.DENY_MSG('Blocked by order', kres.extended_error.CENSORED), '{primary.file}', true))
"""


def _dnsdist(primary: Primary) -> str:
    return f"""-- dnsdist 1.7 and later, in front of a resolver that has the policy zones (here at {primary.address}).
-- Its packet cache does not hear of changes: no cache, or one of a few seconds.
newServer({{address="{primary.address}:{primary.port}"}})
-- pc = newPacketCache(10000, {{maxTTL=5, maxNegativeTTL=5}})
-- getPool(""):setCache(pc)
"""


RECIPES: Mapping[str, Callable[[Primary], str]] = {
    "unbound": _unbound,
    "bind": _bind,
    "powerdns": _powerdns,
    "powerdns-orders": _powerdns_orders,
    "knot": _knot,
    "dnsdist": _dnsdist,
}
