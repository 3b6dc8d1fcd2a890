"""Which addresses of a hostname are tried, in order."""

from rempart.captures.contracts import NoAddressError
from rempart.kernel.hostname import Hostname
from rempart.ports.capturing import CapturePolicy

_DEFAULT_PORTS = {"https": 443, "http": 80}


def list_addresses(hostname: Hostname, policy: CapturePolicy) -> tuple[str, ...]:
    """https first, then http, each on its own port where the policy allows it; then http on the policy's other ports.

    Raises NoAddressError where nothing is left.
    """
    addresses = [
        f"{scheme}://{hostname}/"
        for scheme, port in _DEFAULT_PORTS.items()
        if scheme in policy.schemes and port in policy.ports
    ]
    if "http" in policy.schemes:
        others = (port for port in policy.ports if port not in _DEFAULT_PORTS.values())
        addresses += [f"http://{hostname}:{port}/" for port in others]
    if not addresses:
        raise NoAddressError(hostname=hostname)
    return tuple(addresses)
