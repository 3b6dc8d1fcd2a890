"""How placeholder pages that were not made here are judged: real default and error pages out of Debian's packages.

    python scripts/collect_open_pages.py DIR
    python scripts/measure_open_pages.py DIR

Prints what sort the default pages of servers and the error pages of a proxy (in some forty languages) are taken for,
and how two copies of one such page under two hosts, and random pairs, are judged: none may be "same".
"""

import argparse
from collections import Counter
from pathlib import Path
from random import Random

from rempart.adapters.html_encoding import decode_html
from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import judge, portrait_of

DEFAULT_PAGES = (
    "apache2-data/usr/share/apache2/default-site/index.html",
    "nginx-common/usr/share/nginx/html/index.html",
    "lighttpd/usr/share/lighttpd/index.html",
    "tomcat10/usr/share/tomcat10-root/default_root/index.html",
    "jetty9/usr/share/jetty9/default-root/index.html",
    "caddy/usr/share/caddy/index.html",
    "mini-httpd/usr/share/mini-httpd/html/index.html",
)
HOSTS = ("http://one-lantern.example/", "http://other-quay.example/")
PAIRS = 4_000


def read(path: Path, host: str = "") -> PageFeatures:
    """Features of a page; the proxy's own marks for the address are filled in."""
    text = decode_html(path.read_bytes())
    for mark in ("%U", "%h", "%w") if host else ():
        text = text.replace(mark, host)
    return portrait_of(PageInput(html=text))


def main() -> None:
    """Print the three counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    debian = parser.parse_args().folder / "debian"
    defaults = [path for name in DEFAULT_PAGES if (path := debian / name).is_file()]
    errors = sorted(path for path in (debian / "squid-langpack").rglob("ERR_*") if path.is_file())
    print("default pages:", dict(Counter(read(path).kind.kind.value for path in defaults)))
    features = {path: read(path) for path in errors}
    print("error pages:", dict(Counter(page.kind.kind.value for page in features.values())))
    background = PageFiles().read_background()
    random = Random(1)
    twins = Counter(
        judge(read(path, HOSTS[0]), read(path, HOSTS[1]), background).kind.value
        for path in random.sample(errors, min(400, len(errors)))
    )
    print("one page under two hosts:", dict(twins))
    pairs = (random.sample(errors, 2) for _ in range(PAIRS))
    print("random pairs:", dict(Counter(judge(features[a], features[b], background).kind.value for a, b in pairs)))


if __name__ == "__main__":
    main()
