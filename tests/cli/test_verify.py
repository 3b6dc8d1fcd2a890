import ast
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from rempart.adapters.exhibit import container
from rempart.adapters.signer import PUBLIC_KEY
from rempart.cli import main
from rempart.verification import verify_exhibit
from rempart.web.wording import words_in
from tests.factories.exhibits import Workshop

VERIFIER = Path(__file__).parents[2] / "src" / "rempart" / "verification"
GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def exhibit(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exhibit") / "exhibit.wacz"
    path.write_bytes(workshop.sealed())
    return path


@dataclass(frozen=True, slots=True)
class Done:
    """How the command ended."""

    returncode: int
    stdout: str
    stderr: str


class Verify(Protocol):
    def __call__(self, *arguments: object) -> Done: ...


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verify:
    """`rempart verify` with these arguments, as the program's own entry runs it."""

    def run(*arguments: object) -> Done:
        monkeypatch.setenv("REMPART_LANG", "en")  # what one run is asked for is not what the next is
        monkeypatch.setattr(sys, "argv", ["rempart", "verify", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run


def checks(done: Done) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def test_a_sound_exhibit_ends_with_0_and_says_what_it_proves(exhibit: Path, workshop: Workshop, verify: Verify) -> None:
    key = workshop.folder / "keys" / PUBLIC_KEY
    done = verify(exhibit, "--key", key, "--roots", workshop.authority.root_file, "--log-key", workshop.log.key)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "not possible" not in done.stdout
    assert "does not prove" in done.stdout


def test_a_changed_exhibit_ends_with_1_and_names_every_reason(exhibit: Path, tmp_path: Path, verify: Verify) -> None:
    content = bytearray(exhibit.read_bytes())
    content[len(content) // 3] ^= 1
    changed = tmp_path / "changed.wacz"
    changed.write_bytes(content)
    done = verify(changed, "--json")
    assert done.returncode == 1
    report = checks(done)
    assert report["sound"] is False
    assert [check["text"] for check in report["checks"] if check["outcome"] == "failed"]


@pytest.mark.parametrize("content", [b"", b"no exhibit", None])
def test_a_file_that_is_no_exhibit_ends_with_2(tmp_path: Path, content: bytes | None, verify: Verify) -> None:
    path = tmp_path / "file.wacz"
    if content is not None:
        path.write_bytes(content)
    done = verify(path)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_the_json_lists_every_check_with_its_outcome(exhibit: Path, verify: Verify) -> None:
    report = checks(verify(exhibit, "--json"))
    assert report["sound"] is True
    assert {check["outcome"] for check in report["checks"]} == {"passed", "not possible"}
    assert all(check["code"] and check["text"] for check in report["checks"])


def test_a_key_file_that_is_none_ends_with_2_and_names_it(exhibit: Path, tmp_path: Path, verify: Verify) -> None:
    (tmp_path / "no.pem").write_text("no key")
    for option in ("--key", "--roots"):
        done = verify(exhibit, option, tmp_path / "no.pem")
        assert done.returncode == 2
        assert "no.pem" in done.stderr


def test_what_was_not_checked_is_not_said_to_be_proven(exhibit: Path, workshop: Workshop, verify: Verify) -> None:
    """Whoever forges an exhibit puts a key and an authority of their own inside: without others it proves no time."""
    key, roots = workshop.folder / "keys" / PUBLIC_KEY, workshop.authority.root_file
    time, sealer = "existed by the time of its timestamps", "does not prove who sealed it"
    for given, has_time, lacks_sealer in (
        ((), False, True),
        (("--key", key), False, False),
        (("--roots", roots), True, True),
        (("--key", key, "--roots", roots), True, False),
    ):
        done = verify(exhibit, *given)
        assert done.returncode == 0
        assert (time in done.stdout, sealer in done.stdout) == (has_time, lacks_sealer)
        assert ("does not prove when it was made" in done.stdout) is not has_time


@pytest.mark.parametrize("option", ["--log-key", "--witness-key"])
def test_a_key_that_was_copied_in_part_makes_no_exhibit_unsound(
    exhibit: Path, workshop: Workshop, verify: Verify, option: str
) -> None:
    done = verify(exhibit, option, workshop.log.key[:-3])
    assert (done.returncode, done.stdout) == (2, "")
    assert "verify.trust_unusable" in done.stderr


def test_a_file_of_keys_that_is_not_there_is_said_not_to_be_there(tmp_path: Path, verify: Verify) -> None:
    done = verify(tmp_path, "--key", tmp_path / "no.pem")
    assert "no.pem cannot be read: there is no such file." in done.stderr


def test_verifying_loads_neither_the_database_nor_a_browser() -> None:
    heavy = ("django", "playwright", "numpy", "warcio")
    code = f"import sys; import rempart.cli.verify; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def changed(exhibit: Path, workshop: Workshop, tmp_path: Path) -> Path:
    """The exhibit with a page of plain words touched and its timestamp taken away."""
    files = container.read_zip(exhibit.read_bytes())
    files["evidence/README.fr.html"] += b" "
    del files["seal/timestamp-1"]
    path = tmp_path / "changed.wacz"
    path.write_bytes(workshop.zip(files))
    return path


def settled(said: str) -> str:
    """What is printed, without the moments and keys of this run."""
    return re.sub("[0-9a-f]{16}…", "KEY…", re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "MOMENT", said))


def test_a_sound_exhibit_reads_in_french_as_it_was_agreed(exhibit: Path, workshop: Workshop, verify: Verify) -> None:
    key = workshop.folder / "keys" / PUBLIC_KEY
    trusted = ("--key", key, "--roots", workshop.authority.root_file, "--log-key", workshop.log.key)
    done = verify(exhibit, *trusted, "--lang", "fr")
    assert (done.returncode, done.stderr) == (0, "")
    assert settled(done.stdout) == (GOLDEN / "verify-sound-fr.txt").read_text(encoding="utf-8")


def test_a_changed_exhibit_reads_in_french_as_it_was_agreed(changed: Path, verify: Verify) -> None:
    done = verify(changed, "--lang", "fr")
    assert (done.returncode, done.stderr) == (1, "")
    assert settled(done.stdout) == (GOLDEN / "verify-changed-fr.txt").read_text(encoding="utf-8")


def test_the_json_is_the_same_to_the_byte_in_every_language(exhibit: Path, changed: Path, verify: Verify) -> None:
    for file in (exhibit, changed):
        english, french = (verify(file, "--json", "--lang", language) for language in ("en", "fr"))
        assert english == french
        assert english.stdout


def test_in_english_the_command_says_what_the_verifier_alone_says(changed: Path, verify: Verify) -> None:
    told = [check.text for check in verify_exhibit(changed.read_bytes()).checks]
    shown = verify(changed, "--lang", "en").stdout.splitlines()
    assert [line[13:] for line in shown[:-1]] == told


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "ne commence ni ne finit comme un fichier ZIP"), (None, "ce fichier n’existe pas")]
)
def test_what_cannot_be_read_is_said_in_french(
    tmp_path: Path, content: bytes | None, said: str, verify: Verify
) -> None:
    path = tmp_path / "file.wacz"
    if content is not None:
        path.write_bytes(content)
    done = verify(path, "--lang", "fr")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_key_file_that_is_none_is_named_in_french(exhibit: Path, tmp_path: Path, verify: Verify) -> None:
    (tmp_path / "no.pem").write_text("no key")
    done = verify(exhibit, "--key", tmp_path / "no.pem", "--lang", "fr")
    assert done.returncode == 2
    assert "no.pem n’est pas une clé publique" in done.stderr


def test_what_an_exhibit_says_of_itself_steers_no_terminal_in_french_either(
    exhibit: Path, workshop: Workshop, tmp_path: Path, verify: Verify
) -> None:
    files = container.read_zip(exhibit.read_bytes())
    manifest = json.loads(files["datapackage.json"])
    manifest["resources"][0]["name"] = manifest["{error}\x1b[31m"] = "\x1b[31m{name}"
    files["datapackage.json"] = json.dumps(manifest).encode()
    path = tmp_path / "steering.wacz"
    path.write_bytes(workshop.zip(files))
    shown = verify(path, "--lang", "fr").stdout
    assert "inconnues, ou il lui en manque\N{NO-BREAK SPACE}: {error}\\x1b[31m." in shown
    assert "\x1b[31m{" not in shown
    assert "\\x1b[31m{name}" in shown


# What French never has: a mark without its no-break space, a straight apostrophe.
MISPRINT = re.compile(r"(?<!\N{NO-BREAK SPACE})[;?!»]|(?<!\N{NO-BREAK SPACE}):(?= |$)|«(?!\N{NO-BREAK SPACE})|'")


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_all_that_the_verifier_says_has_its_words() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(VERIFIER.glob("*.py"))]
    said = [call for tree in trees for call in _calls(tree) if getattr(call.func, "id", "") == "Said"]
    templates = {str(ast.literal_eval(call.args[0])) for call in said} - {""}
    assert len(templates) > 200
    french = {template: words_in("fr").translated(template) for template in templates}
    assert [template for template, text in french.items() if text == template] == []
    assert [text for text in french.values() if MISPRINT.search(text)] == []
    for template, text in french.items():
        assert set(re.findall(r"\{(\w+)", text)) == set(re.findall(r"\{(\w+)", template))


def test_the_verifier_says_nothing_past_its_templates() -> None:
    # What checks say has to be `Said`: mypy sees to that. What errors say, it cannot see.
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(VERIFIER.glob("*.py"))]
    raised = [node.exc for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    bare = [
        ast.unparse(error)
        for error in raised
        if isinstance(error, ast.Call) and any(isinstance(one, ast.Constant | ast.JoinedStr) for one in error.args)
    ]
    assert bare == []


def test_the_verifier_taken_out_alone_speaks_english_whatever_the_terminal_asks_for(
    exhibit: Path, tmp_path: Path
) -> None:
    shutil.copytree(VERIFIER, tmp_path / "rempart" / "verification")
    (tmp_path / "rempart" / "__init__.py").touch()
    code = (
        "import sys; from pathlib import Path; from rempart.verification import verify_exhibit\n"
        "for check in verify_exhibit(Path(sys.argv[1]).read_bytes()).checks: print(check.text)"
    )
    surroundings = {"PYTHONPATH": str(tmp_path), "REMPART_LANG": "fr", "LC_ALL": "fr_FR.UTF-8"}
    command = [sys.executable, "-c", code, str(exhibit)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings, encoding="utf-8")
    assert done.stdout.splitlines() == [check.text for check in verify_exhibit(exhibit.read_bytes()).checks]
