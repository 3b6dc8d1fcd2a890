"""Configuration of a standard primary, BIND or Knot DNS: who may change the zones, and which subscriber gets which.

Each subscriber has a key of its own, is told of changes of its own zones only, and is refused every other's. With BIND
either by keys on zones, or by a view for each key, in which nobody else's zones exist.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rempart.engines.zonefile.recipes import UnknownRecipeError


@dataclass(frozen=True, slots=True)
class ZoneSubscriber:
    """One resolver: what to call it (and its key), where it hears NOTIFY, its TSIG secret in base64, its zones.

    `by_address` lets it transfer without a key, for Unbound, which knows none.
    """

    name: str
    address: str
    port: int
    secret: str
    zones: tuple[str, ...]
    by_address: bool = False


@dataclass(frozen=True, slots=True)
class Serving:
    """A primary: the publisher's key (`publication.key_name` and `key_file` of rempart.toml), its subscribers.

    `tls` (certificate, key) offers transfers over TLS (RFC 9103) at port 853 or `tls_port`; BIND only.
    """

    publisher: str
    publisher_secret: str
    subscribers: tuple[ZoneSubscriber, ...]
    folder: str = "/var/lib/bind"
    tls: tuple[str, str] | None = None
    tls_address: str = "any"
    tls_port: int = 853

    @property
    def zones(self) -> tuple[str, ...]:
        """Every zone that somebody gets, sorted."""
        return tuple(sorted({zone for subscriber in self.subscribers for zone in subscriber.zones}))

    def getting(self, zone: str) -> tuple[ZoneSubscriber, ...]:
        """Who gets the zone."""
        return tuple(subscriber for subscriber in self.subscribers if zone in subscriber.zones)


def primary_recipe(name: str, serving: Serving) -> str:
    """The fragment for one program. Raises UnknownRecipeError."""
    if name not in PRIMARIES:
        raise UnknownRecipeError(name=name, known=", ".join(PRIMARIES))
    return PRIMARIES[name](serving)


_BIND_HEAD = (
    "// BIND 9.18 and later. Inside options { … }: recursion no; notify-rate 1000; startup-notify-rate 1000;\n"
    "//   serial-query-rate 1000;  (else changes go out in steps of half a second)\n"
)


def _bind(serving: Serving) -> str:
    zones = (_bind_zone(serving, zone) for zone in serving.zones)
    return _BIND_HEAD + _bind_keys(serving) + "".join(zones)


def _bind_views(serving: Serving) -> str:
    """A view for each key: the zones live in the publisher's, and each subscriber's holds its own of them."""
    parts = [
        "// Each key sees a view of its own; every zone of this server has to be in some view.\n",
        f'view "{serving.publisher}" {{\n  match-clients {{ key "{serving.publisher}"; }};\n',
        *(_bind_zone(serving, zone) for zone in serving.zones),
        "};\n",
    ]
    # Whoever comes with a key is matched by it; an address alone counts only after all of them.
    for one in sorted(serving.subscribers, key=lambda one: one.by_address):
        who = f'key "{one.name}";' + (f" {one.address};" if one.by_address else "")
        shown = "".join(f'  zone "{zone}" {{ in-view "{serving.publisher}"; }};\n' for zone in sorted(one.zones))
        parts.append(f'view "{one.name}" {{\n  match-clients {{ {who} }};\n{shown}}};\n')
    return _BIND_HEAD + _bind_keys(serving) + "".join(parts)


def _bind_keys(serving: Serving) -> str:
    keys = [(serving.publisher, serving.publisher_secret), *((one.name, one.secret) for one in serving.subscribers)]
    parts = [f'key "{name}" {{ algorithm hmac-sha256; secret "{secret}"; }};\n' for name, secret in keys]
    if serving.tls:
        certificate, key = serving.tls
        parts.append(f'tls rempart {{ cert-file "{certificate}"; key-file "{key}"; protocols {{ TLSv1.3; }}; }};\n')
        listening = f"listen-on port {serving.tls_port} tls rempart {{ {serving.tls_address}; }};"
        parts.append(f"// Inside options {{ … }}: {listening}\n")
    return "".join(parts)


def _bind_zone(serving: Serving, zone: str) -> str:
    getting = serving.getting(zone)
    let = " ".join(f'key "{one.name}";' for one in getting)
    let += "".join(f" {one.address};" for one in getting if one.by_address)
    told = " ".join(f"{one.address} port {one.port}{'' if one.by_address else f' key {one.name}'};" for one in getting)
    return f"""zone "{zone}" {{
  type primary;
  file "{serving.folder}/{zone}.zone";
  update-policy {{ grant "{serving.publisher}" zonesub any; }};
  allow-query {{ key "{serving.publisher}"; {let} }};
  allow-transfer {{ key "{serving.publisher}"; {let} }};
  notify explicit;
  also-notify {{ {told} }};
  notify-delay 0;  // else five seconds
  max-ixfr-ratio unlimited;
}};
"""


def _knot(serving: Serving) -> str:
    keys = [(serving.publisher, serving.publisher_secret), *((one.name, one.secret) for one in serving.subscribers)]
    parts = ["# Knot DNS 3.2 and later. It waits a second before it tells anybody: name the subscribers in\n"]
    parts.append("# publication.notify of rempart.toml too.\nkey:\n")
    parts += [f"  - id: {name}\n    algorithm: hmac-sha256\n    secret: {secret}\n" for name, secret in keys]
    parts.append("remote:\n")
    for one in serving.subscribers:
        key = "" if one.by_address else f"    key: {one.name}\n"
        parts.append(f"  - id: {one.name}\n    address: {one.address}@{one.port}\n{key}")
    parts.append("acl:\n")
    parts.append(f"  - id: {serving.publisher}\n    key: {serving.publisher}\n    action: [update, transfer, query]\n")
    for one in serving.subscribers:
        who = f"    address: {one.address}\n" if one.by_address else f"    key: {one.name}\n"
        parts.append(f"  - id: {one.name}\n{who}    action: transfer\n")
    parts.append("zone:\n")
    for zone in serving.zones:
        names = ", ".join(one.name for one in serving.getting(zone))
        parts.append(f"""  - domain: {zone}
    file: "{serving.folder}/{zone}.zone"
    zonefile-sync: -1
    zonefile-load: difference-no-serial
    journal-content: all
    serial-policy: increment
    semantic-checks: off
    acl: [{serving.publisher}, {names}]
    notify: [{names}]
""")
    return "".join(parts)


PRIMARIES: Mapping[str, Callable[[Serving], str]] = {"bind": _bind, "bind-views": _bind_views, "knot": _knot}
