"""Unbound: a resolver that subscribes to the policy zone, and a control resolver that does not.

In: where the name server is. Out: two resolvers on loopback that know the laboratory's names only.
Never: a question to the real internet; every name is asked of the laboratory's authority.
"""

from pathlib import Path

import dns.exception
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype

from rempart.lab.bind import POLICY_ZONE, Subscriber
from rempart.lab.processes import UNBOUND, Child, Server, copy_program, free_port

# `respip` makes RPZ act. The validator is left out: the fictional names are not signed.
_SERVER = """
server:
  directory: "{folder}"
  chroot: ""
  username: ""
  pidfile: ""
  do-daemonize: no
  use-syslog: no
  logfile: ""
  verbosity: 1
  interface: {address}@{port}
  do-ip6: no
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  num-threads: 1
  module-config: "{modules}"
  local-zone: "test." nodefault
remote-control:
  control-enable: no
"""

_STUB = """stub-zone:
  name: "{zone}"
  stub-addr: {address}@{port}
"""

# With a zonefile there is no open window between a restart and the first transfer.
_POLICY = """rpz:
  name: "{zone}"
  primary: {address}@{port}
  allow-notify: {address}
  zonefile: "{file}"
  rpz-signal-nxdomain-ra: no
"""


class Resolver(Server):
    """One Unbound.

    `policy_zones` empty makes it a control resolver. `name_server` (address and port) is set before `start`,
    because the name server in turn must be told where its subscribers listen. `policy_primary` is set where
    another server than that has the policy zones (an edge agent), and `mass_file` where that one writes the last zone's
    file; `recipe` where the operator's configuration takes the place of the laboratory's.
    """

    address = "127.0.0.1"

    def __init__(self, label: str, folder: Path, policy_zones: tuple[str, ...] = (POLICY_ZONE,)) -> None:
        self.label = label
        self.policy_zones = policy_zones
        self.port = free_port(self.address)
        self._folder = folder
        self.name_server = ("127.0.0.1", 0)
        self.policy_primary: tuple[str, int] | None = None
        self.mass_file: Path | None = None
        self.recipe = ""

    @property
    def subscription(self) -> Subscriber:
        """What the primary must know of this resolver."""
        return Subscriber(address=self.address, port=self.port)

    def start(self) -> None:
        """Write the configuration, start unbound, wait until it answers for every zone."""
        configuration = self._folder / "unbound.conf"
        configuration.write_text(self._configuration())
        binary = copy_program(UNBOUND, self._folder)
        self._child = Child.start(self.label, [binary, "-d", "-p", "-c", configuration], self._folder)
        self._child.await_ready(self._answers)

    def response_code(self, hostname: str, timeout_s: float = 20.0) -> str:
        """Ask for the name's address and return the response code, such as ``NOERROR``. Raises DNSException."""
        query = dns.message.make_query(hostname, dns.rdatatype.A)
        response = dns.query.udp(query, self.address, timeout=timeout_s, port=self.port)
        return dns.rcode.to_text(response.rcode())

    def _answers(self) -> bool:
        try:
            return self.response_code("ns.lab.test", timeout_s=0.3) == "NOERROR"
        except (dns.exception.DNSException, OSError):
            return False

    def _configuration(self) -> str:
        address, port = self.name_server
        parts = [
            _SERVER.format(
                folder=self._folder,
                address=self.address,
                port=self.port,
                modules="respip iterator" if self.policy_zones else "iterator",
            )
        ]
        parts += [_STUB.format(zone=zone, address=address, port=port) for zone in (".", "example.", "test.")]
        if self.recipe:
            return "".join((*parts, self.recipe))
        address, port = self.policy_primary or self.name_server
        files = {zone: Path(f"{zone}.cache") for zone in self.policy_zones}
        if self.mass_file is not None:
            files[self.policy_zones[-1]] = self.mass_file
        parts += [_POLICY.format(zone=zone, address=address, port=port, file=file) for zone, file in files.items()]
        return "".join(parts)
