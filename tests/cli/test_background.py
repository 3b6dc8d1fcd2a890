"""`rempart background build`: who counts as one host, and that a model is written whole or not at all."""

from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rempart import wiring
from rempart.adapters.crews import LocalCrew, RayCrew
from rempart.adapters.page_files import PageFiles
from rempart.cli.background import CountedAlreadyError, NothingCountedError
from rempart.cli.writing import PlaceTakenError
from rempart.engines.pages import Background, Kind
from rempart.ports.spreading import Crew
from tests.cli.running import run
from tests.factories import pages

FORM = '<form><input name="quayside"><input name="lantern"><input name="gangway"></form>'
FIELDS = "gangway:text,lantern:text,quayside:text"


def parquet(path: Path, hosts: list[str]) -> str:
    html = [pages.page(f"Page {n}", f"<p>Page number {n} of many.</p>{FORM}") for n in range(len(hosts))]
    pq.write_table(pa.table({"url": [f"https://{host}/" for host in hosts], "html": html}), path)
    return str(path)


def count_in(model: Path) -> int:
    return PageFiles().read_background(str(model)).count(Kind.FORM_FIELDS, FIELDS)


def test_hosts_of_different_owners_count_each(tmp_path: Path) -> None:
    source = parquet(tmp_path / "p.parquet", ["one.example", "www.two.example", "three.test"])
    told = run("background", "build", source, "-o", str(tmp_path / "m.bin")).stdout
    assert told.startswith("3 hosts,")
    assert count_in(tmp_path / "m.bin") == 3


def test_a_thousand_subdomains_of_one_owner_make_nothing_common(tmp_path: Path) -> None:
    source = parquet(tmp_path / "p.parquet", [f"h{n}.one.example" for n in range(30)] + ["two.example"])
    assert run("background", "build", source, "-o", str(tmp_path / "m.bin")).stdout.startswith("2 hosts,")
    assert count_in(tmp_path / "m.bin") == 2


def test_pages_that_lie_together_in_a_folder_are_told_to_count_as_one(tmp_path: Path) -> None:
    (tmp_path / "set" / "pages").mkdir(parents=True)
    for name in ("a", "b", "c"):
        (tmp_path / "set" / "pages" / f"{name}.html").write_text(pages.SHOP)
    hint = "3 pages of pages count as one host"
    for folder, hosts in (("set", 1), ("set/pages", 3)):
        found = run("background", "build", str(tmp_path / folder), "-o", str(tmp_path / "m.bin"))
        assert found.stdout.startswith(f"{hosts} host")
        assert (hint in found.stderr) == (hosts == 1)


def test_addresses_are_no_names_with_owners(tmp_path: Path) -> None:
    source = parquet(tmp_path / "p.parquet", ["192.0.2.1", "198.51.2.1"])
    assert run("background", "build", source, "-o", str(tmp_path / "m.bin")).stdout.startswith("2 hosts,")


def test_a_model_goes_on_from_another(tmp_path: Path) -> None:
    source = parquet(tmp_path / "p.parquet", ["one.example", "two.example"])
    base = PageFiles().read_background()
    run("background", "build", source, "-o", str(tmp_path / "m.bin"), "--onto", "default")
    assert PageFiles().read_background(str(tmp_path / "m.bin")).hosts == base.hosts + 2


def test_pages_that_a_model_counted_are_not_counted_onto_it_again(tmp_path: Path) -> None:
    source = parquet(tmp_path / "p.parquet", ["one.example", "two.example"])
    model, onto = str(tmp_path / "m.bin"), str(tmp_path / "n.bin")
    run("background", "build", source, "-o", model)
    with pytest.raises(CountedAlreadyError, match="counted these very hosts already"):
        run("background", "build", source, "-o", model, "--onto", model)
    other = parquet(tmp_path / "q.parquet", ["one.example", "three.example"])
    run("background", "build", other, "-o", onto, "--onto", model)
    with pytest.raises(CountedAlreadyError):
        run("background", "build", source, "-o", onto, "--onto", onto)
    assert PageFiles().read_background(onto).hosts == 4


def test_a_host_whose_page_holds_nothing_makes_no_sign_rarer(tmp_path: Path) -> None:
    for owner, content in (("one", b"<title>One</title>" + FORM.encode()), ("two", b""), ("three", bytes(300))):
        (tmp_path / "in" / owner).mkdir(parents=True)
        (tmp_path / "in" / owner / "index.html").write_bytes(content)
    told = run("background", "build", str(tmp_path / "in"), "-o", str(tmp_path / "m.bin"))
    assert told.stdout.startswith("1 host,")
    assert "2 files hold no page" in told.stderr


def test_a_folder_without_pages_makes_no_model_and_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/broken.wacz").write_bytes(b"PK\x03\x04 cut short")
    old = Background.empty().to_bytes()
    (tmp_path / "m.bin").write_bytes(old)
    with pytest.raises(NothingCountedError, match="1 file cannot be read"):
        run("background", "build", str(tmp_path / "empty"), "-o", str(tmp_path / "m.bin"))
    assert (tmp_path / "m.bin").read_bytes() == old


def test_no_other_file_is_lost_to_a_model_that_is_named_in_its_place(tmp_path: Path) -> None:
    page = tmp_path / "in" / "one" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(pages.CLOSED)
    kept = page.read_bytes()
    with pytest.raises(PlaceTakenError):
        run("background", "build", str(tmp_path / "in"), "-o", str(page))
    assert page.read_bytes() == kept


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Ray's own
@pytest.mark.django_db
def test_the_history_ends_with_the_base_and_tells_what_it_was_counted_from(monkeypatch: pytest.MonkeyPatch) -> None:
    base = PageFiles().read_background()
    monkeypatch.setattr("rempart.cli.database.open_database", lambda: None)
    monkeypatch.setattr(wiring, "current_ports", lambda: SimpleNamespace(base_background=lambda: base))
    told = run("background", "history")
    last = told.stdout.splitlines()[-1]
    assert [part.strip() for part in last.split("│")] == ["the base", "0", "1,459", "49,261", base.sha256[:12]]
    assert "startbootstrap-agency" in told.stderr


def test_ray_counts_the_same_model_to_the_last_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")

    def small_crew(address: str | None = None, *, ray: bool, cores: int) -> Crew:
        return RayCrew(address, cpus=1) if ray else LocalCrew()

    monkeypatch.setattr("rempart.cli.crews.build_crew", small_crew)
    monkeypatch.setattr("rempart.adapters.page_files.PART_FILES", 2)
    for owner in ("one", "two", "three"):
        (tmp_path / "in" / owner).mkdir(parents=True)
        for name, html in (("a", pages.CLOSED), ("b", pages.SHOP), ("empty", "")):
            (tmp_path / "in" / owner / f"{name}.html").write_text(html)
    here, there = tmp_path / "here.bin", tmp_path / "there.bin"
    told = [
        run("background", "build", str(tmp_path / "in"), "-o", str(model), "--engine", engine).stderr
        for model, engine in ((here, "local"), (there, "ray"))
    ]
    assert here.read_bytes() == there.read_bytes()
    assert PageFiles().read_background(str(there)).hosts == 3
    assert all("3 files hold no page" in one for one in told)
