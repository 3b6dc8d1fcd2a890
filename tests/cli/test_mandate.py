"""A mandate is read and signed from its file alone: no page of the hub, no database, no network in between."""

import errno
import io
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rempart.cli import build_app
from rempart.cli.mandate import NotSignedError
from rempart.cli.signing import FileUnusableError, read_seed, write_secret
from rempart.engines.ledger import public_key_of
from rempart.engines.policy.mandates import (
    Mandate,
    MandateRejectedError,
    MandateSignature,
    holds,
    read_recheck,
    read_signature,
    recheck_holds,
    sign_mandate,
    write_mandate,
    write_signature,
)
from rempart.kernel.hostname import parse_hostname

KEY = bytes([7]) * 32
NOW = datetime.now(UTC)
MANDATE = Mandate(
    order_id="01990000-0000-7000-8000-000000000001",
    number=0,
    hostname=parse_hostname("förum.example"),
    subdomains=True,
    answer="nxdomain",
    legal_basis="court",
    issued_at=NOW,
    expires_at=NOW + timedelta(days=30),
)


def call(words: list[str], typed: str = "") -> Result:
    return CliRunner().invoke(build_app(words), words, input=typed)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    mandate, key = tmp_path / "one.mandate.json", tmp_path / "own.key"
    mandate.write_text(write_mandate(MANDATE), encoding="ascii")
    key.write_text(KEY.hex(), encoding="ascii")
    return mandate, key


def test_whoever_types_the_name_that_the_file_refuses_gets_a_signature_over_it(files: tuple[Path, Path]) -> None:
    mandate, key = files
    made = call(["mandate", "sign", str(mandate), "--key", str(key)], "Förum.example\n")
    assert made.exit_code == 0, made.output
    number, signature = read_signature(made.stdout)
    assert (number, holds(MANDATE, signature)) == (0, True)
    for words in ("xn--frum-5qa.example (förum.example)", "is refused too", "30.0 days", MANDATE.digest):
        assert words in made.stderr


def test_a_recheck_is_signed_by_whoever_names_what_they_looked_at(files: tuple[Path, Path]) -> None:
    words = ["mandate", "recheck", str(files[0]), "--key", str(files[1]), "--name"]
    made = call([*words, "förum.example"])
    looked, signature = read_recheck(made.stdout)
    assert recheck_holds(looked, signature)
    assert (looked.order_id, abs(looked.looked_at - NOW) < timedelta(hours=1)) == (MANDATE.order_id, True)
    assert isinstance(call([*words, "forum.example"]).exception, NotSignedError)
    for wrong in ("", "[]", made.stdout[:-9], made.stdout.replace("+00:00", "")):
        with pytest.raises(MandateRejectedError):
            read_recheck(wrong)


def test_what_is_shown_needs_no_key(files: tuple[Path, Path]) -> None:
    shown = call(["mandate", "show", str(files[0])])
    assert "förum.example" in shown.stderr
    assert shown.stdout == ""


@pytest.mark.parametrize(
    "steering", ["\x1b[4A\x1b[2K", "\x9b2K", "\r", "\n", "\x08" * 40, "\x7f", "\u2028", "\u202e", "\ud800"]
)
def test_no_word_of_the_file_steers_the_terminal_of_whoever_signs(files: tuple[Path, Path], steering: str) -> None:
    """A stolen hub gave the file: it would write other words over those that tell what is signed."""
    plain = call(["mandate", "show", str(files[0])]).stderr
    for name in ("answer", "legal_basis", "order_id"):
        said = f"{getattr(MANDATE, name)}{steering}what lies below it         is answered as before"
        files[0].write_text(write_mandate(replace(MANDATE, **{name: said})), encoding="ascii")  # type: ignore[arg-type]
        shown = call(["mandate", "show", str(files[0])])
        assert shown.exit_code == 0, shown.output
        assert len(shown.stderr.splitlines()) == len(plain.splitlines())
        assert shown.stderr.replace("\n", "").isprintable()
        assert steering[:1].encode("unicode_escape").decode() in shown.stderr


def test_moments_of_another_time_zone_are_not_shown_as_utc(files: tuple[Path, Path]) -> None:
    late = MANDATE.expires_at.astimezone(timezone(timedelta(hours=-14)))
    files[0].write_text(write_mandate(replace(MANDATE, expires_at=late)), encoding="ascii")
    assert isinstance(call(["mandate", "show", str(files[0])]).exception, MandateRejectedError)


@pytest.mark.parametrize("verb", ["sign", "recheck"])
@pytest.mark.parametrize(
    ("key", "problem"),
    [
        (b"no key", "no key in hex"),
        (b"", "has 0 bytes"),
        (KEY.hex()[:-2].encode(), "has 31 bytes"),
        (KEY.hex().encode() * 2, "has 64 bytes"),
        (KEY.hex().encode("utf-16"), "no text in UTF-8"),
    ],
)
def test_a_file_that_holds_no_key_is_said_to_hold_none(
    files: tuple[Path, Path], verb: str, key: bytes, problem: str
) -> None:
    files[1].write_bytes(key)
    made = call(["mandate", verb, str(files[0]), "--key", str(files[1]), "--name", MANDATE.hostname])
    assert isinstance(made.exception, FileUnusableError)
    assert problem in made.exception.message
    assert "`rempart order new-key`" in made.exception.message
    assert made.stdout == ""


def test_a_new_key_is_its_owners_alone_and_written_over_nothing(tmp_path: Path) -> None:
    file = tmp_path / "own.key"
    made = call(["order", "new-key", str(file)])
    assert made.exit_code == 0
    assert made.stdout.strip() == public_key_of(read_seed(file)).hex()
    assert file.stat().st_mode & 0o777 == 0o600
    kept = file.read_text()
    for path, problem in ((file, "File exists"), (tmp_path / "nowhere" / "own.key", "No such file")):
        refused = call(["order", "new-key", str(path)])
        assert isinstance(refused.exception, FileUnusableError)
        assert problem in refused.exception.message
    assert file.read_text() == kept


def test_a_full_disk_leaves_no_half_key_in_the_way_of_the_next_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(io.FileIO):
        def write(self, _content: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def open_on_it(path: Path, mode: str, encoding: str) -> io.TextIOWrapper:
        return io.TextIOWrapper(FullDisk(path, mode), encoding)

    file = tmp_path / "own.key"
    with monkeypatch.context() as full:
        full.setattr(Path, "open", open_on_it)
        with pytest.raises(FileUnusableError, match="No space left"):
            write_secret(file, KEY.hex())
    write_secret(file, KEY.hex())
    assert read_seed(file) == KEY


@pytest.mark.parametrize("option", ["--never-block", "--popular-names"])
def test_a_list_of_one_s_own_that_cannot_be_read_is_said_to_be_none(files: tuple[Path, Path], option: str) -> None:
    own = files[0].with_name("own.txt")
    words = ["mandate", "sign", str(files[0]), "--key", str(files[1]), "--name", MANDATE.hostname, option]
    for missing in (own, own.parent):
        assert call([*words, str(missing)]).exit_code == 2
    own.write_bytes("förum.example\n".encode("latin-1"))
    made = call([*words, str(own)])
    assert isinstance(made.exception, FileUnusableError)
    assert str(own) in made.exception.message
    assert made.stdout == ""


@pytest.mark.parametrize("typed", ["forum.example", "forum", "", "förum.example.test"])
def test_a_file_that_refuses_another_name_than_its_signer_means_is_not_signed(
    files: tuple[Path, Path], typed: str
) -> None:
    """A stolen hub gave the file: its page said one name, the file says another that looks like it."""
    made = call(["mandate", "sign", str(files[0]), "--key", str(files[1]), "--name", typed])
    assert isinstance(made.exception, NotSignedError)
    assert made.stdout == ""


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"hostname": parse_hostname("co.uk")}, "public suffix"),
        ({"hostname": parse_hostname("maps.search.example")}, "very popular"),
        ({"hostname": parse_hostname("hospital.example")}, "never-block"),
        ({"hostname": parse_hostname("town.gouv.example")}, "institutions"),
        ({"expires_at": NOW - timedelta(seconds=1)}, "term is over"),
    ],
)
def test_a_signer_s_own_computer_refuses_what_nobody_should_sign(
    files: tuple[Path, Path], changed: dict[str, object], problem: str
) -> None:
    mandate, key = files
    wanted = replace(MANDATE, **changed)  # type: ignore[arg-type]
    mandate.write_text(write_mandate(wanted), encoding="ascii")
    never, popular = mandate.with_name("never.txt"), mandate.with_name("popular.csv")
    never.write_text("hospital.example\n")
    popular.write_text("1,search.example\n")
    words = ["mandate", "sign", str(mandate), "--key", str(key), "--name", wanted.hostname]
    made = call([*words, "--never-block", str(never), "--popular-names", str(popular)])
    assert isinstance(made.exception, NotSignedError)
    assert problem in made.exception.message
    assert made.stdout == ""


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100_000, '{"hostname": "forum.example"}'])
def test_a_file_that_is_no_mandate_is_said_to_be_none(files: tuple[Path, Path], text: str) -> None:
    files[0].write_text(text, encoding="ascii")
    shown = call(["mandate", "show", str(files[0])]).exception
    assert isinstance(shown, MandateRejectedError | FileUnusableError)
    assert "Expecting value" not in shown.message


def test_a_file_that_is_no_text_is_said_to_be_no_mandate_and_where_one_is_found(files: tuple[Path, Path]) -> None:
    files[0].write_bytes(b"\x80")
    refused = call(["mandate", "show", str(files[0])]).exception
    assert isinstance(refused, FileUnusableError)
    assert "it is no text in UTF-8. Give the file from the order's page" in refused.message


@pytest.mark.parametrize("name", ["number", "recheck_days"])
def test_a_mandate_with_an_endless_number_is_none(name: str) -> None:
    with pytest.raises(MandateRejectedError):
        Mandate.from_json(MANDATE.to_json() | {name: float("inf")})


def test_a_signature_comes_back_from_its_line_and_nothing_else_does() -> None:
    signature = sign_mandate(MANDATE, KEY)
    line = write_signature(MANDATE, signature)
    assert read_signature(line) == (0, MandateSignature(signature.public_key, signature.signature))
    for wrong in ("", "no", "[]", "{}", line[:-9], json.dumps({"number": 1e999}), "[" * 100_000):
        with pytest.raises(MandateRejectedError):
            read_signature(wrong)
