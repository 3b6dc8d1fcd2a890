"""Where the story plays: a small internet, and a configuration that knows all of its parts.

In: nothing. Out: a running small internet, `rempart.toml` in a temporary folder, the database made ready.
Never: Django before the configuration is written; a folder that outlives the demo.
"""

import json
from contextlib import ExitStack
from pathlib import Path

from rempart.config import load_config, use_file
from rempart.demo.edge_subscriber import EdgeSubscriber
from rempart.demo.spoken import list_label, log_label, say
from rempart.lab.bind import POLICY_ZONE
from rempart.lab.hostnames import find_background
from rempart.lab.new_names import NewNames
from rempart.lab.processes import LabFolder, Part, Program, free_port, require_programs
from rempart.lab.sites import SiteKind, hostnames_of
from rempart.lab.small_internet import NEEDS, SmallInternet

CHROMIUM = Program("chromium", "chromium", ("usr/lib/chromium/chromium",))

_CONFIGURATION = """\
data_folder = "data"
journal_origin = "demo.rempart.example/journal"

[web]
host = "127.0.0.1"
port = {web_port}
public_url = "http://127.0.0.1:{web_port}"
organisation = "{organisation}"

[captures]
ports = [{site_port}]
allowed_networks = ["127.0.0.0/8"]
resolver = "{control}"

[[timestamps]]
name = "{laboratory}"
url = "{timestamps}"
roots = "timestamp-root.pem"

[publication]
primary = "{primary}"
zone = "{zone}"
key_name = "{key_name}"
key_file = "zone-key"

[[probes.subscribers]]
label = "{subscriber_label}"
address = "{subscriber}"

[probes]
control_names = {control_names}

[probes.control]
label = "{control_label}"
address = "{control}"

[orders]
passive_dns = "passive-dns.jsonl"

[[sweeps.legal_bases]]
code = "demo"
text = "{basis}"

[[streams]]
label = "{log_label}"
kind = "static-ct"
address = "{log}"
key = "{log_key}"
requests_per_s = 10

[[streams]]
label = "{list_label}"
kind = "names"
address = "{list}"
every_s = 1

[watch]
sightings_per_day = 5
"""


class Setting(Part):
    """The place of the story. `internet` runs, `new_names` is what the streams read; `folder` holds the installation.

    `background` may be None. `edge` is the second subscriber; the installation starts it, because the feed needs the
    database.
    """

    def __init__(self) -> None:
        self._running = ExitStack()

    def start(self) -> None:
        """Start the small internet and the sources of new names, write the configuration.

        Raises MissingProgramError or PartNotReadyError.
        """
        require_programs((*NEEDS, CHROMIUM))
        with ExitStack() as starting:
            lab = LabFolder()
            starting.callback(lab.remove)
            self.folder = lab.path / "installation"
            self.folder.mkdir(mode=0o700)
            self.internet = starting.enter_context(SmallInternet())
            self.new_names = starting.enter_context(NewNames())
            server = self.internet.name_server
            self.edge = EdgeSubscriber(self.folder, lab.make("edge-resolver"), (server.address, server.port))
            self.background = find_background(Path.cwd())
            self.web_port = free_port()
            self._write_configuration()
            self._running = starting.pop_all()

    def stop(self) -> None:
        """Stop the small internet and remove the folder."""
        self._running.close()

    @property
    def web_url(self) -> str:
        """Where the pages are served."""
        return f"http://127.0.0.1:{self.web_port}"

    def _write_configuration(self) -> None:
        internet = self.internet
        server = internet.name_server
        text = _CONFIGURATION.format(
            web_port=self.web_port,
            organisation=say("Rempart, demonstration"),
            laboratory=say("laboratory"),
            subscriber_label=say("Unbound, subscribed"),
            control_label=say("Unbound, control"),
            basis=say("The order of a court of the demonstration to look for the closed site"),
            site_port=internet.websites.port,
            control=f"{internet.control.address}@{internet.control.port}",
            subscriber=f"{internet.resolver.address}@{internet.resolver.port}",
            timestamps=internet.timestamps.url,
            primary=f"{server.address}@{server.port}",
            zone=POLICY_ZONE,
            key_name=server.publisher_key.name,
            control_names=json.dumps(hostnames_of(SiteKind.CONTROL)),
            log_label=log_label(),
            log=self.new_names.log_url,
            log_key=self.new_names.log.public_key,
            list_label=list_label(),
            list=self.new_names.list_url,
        )
        configuration = self.folder / "rempart.toml"
        configuration.write_text(text + self.edge.feed_section(), encoding="utf-8")
        key = self.folder / "zone-key"
        key.touch(mode=0o600)
        key.write_text(server.publisher_key.secret)
        (self.folder / "timestamp-root.pem").write_bytes(internet.timestamps.root_certificate.read_bytes())
        (self.folder / "passive-dns.jsonl").write_bytes(internet.passive_dns.read_bytes())
        use_file(configuration)
        self.edge.write_settings(load_config(configuration))
