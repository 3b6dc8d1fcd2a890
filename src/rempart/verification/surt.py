"""The key under which replay tools look an address up (SURT): ``https://forum.example/a`` is ``example,forum)/a``."""

import re

_WEB = re.compile(
    r"(?P<scheme>https?)://(?:[^/?#]*@)?(?P<host>\[[0-9a-f:.]+\]|[^/?#:\[\]@]+)(?::(?P<port>[0-9]{0,5}))?"
    r"(?P<path>/[^?#]*|)(?:\?(?P<query>[^#]*))?(?:#.*)?\Z",
    re.IGNORECASE | re.DOTALL,
)


def make_key(url: str) -> str:
    """The key of `url`; of what is no web address, the address itself."""
    parts = _WEB.match(url)
    if parts is None or int(parts["port"] or 0) > 65_535:
        return url.replace(" ", "%20")
    host = ",".join(reversed(parts["host"].strip("[]").split(".")))
    port = f":{int(parts['port'])}" if parts["port"] and int(parts["port"]) not in (0, 80, 443) else ""
    query = f"?{parts['query']}" if parts["query"] else ""
    return f"{host}{port}){parts['path'] or '/'}{query}".lower().replace(" ", "%20")
