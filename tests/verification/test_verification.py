import ast
import json
import random
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

import rempart.verification
from rempart.adapters.exhibit import container
from rempart.adapters.exhibit.packaging import write_package
from rempart.adapters.exhibit.warc import Record
from rempart.adapters.timestamp_authority import HttpTimestampAuthority
from rempart.engines import ledger
from rempart.ports.sealing import TimestampUnavailableError
from rempart.verification import Outcome, Report, Trust, verify_exhibit
from rempart.verification.beside import KNOWN_TEXTS, digest_text
from tests.factories.captures import make_varied_capture
from tests.factories.exhibits import ARCHIVE, INDEX, Files, Workshop
from tests.factories.tokens import ESS_V2, signed_anew
from tests.verification.forging.archives import join_members, record_of
from tests.verification.forging.contents import list_again


def outcomes(report: Report) -> dict[str, Outcome]:
    return {check.code: check.outcome for check in report.checks}


def test_a_sound_exhibit_passes_every_check(workshop: Workshop, sealed: bytes) -> None:
    report = verify_exhibit(sealed, workshop.trust)
    assert {check.outcome for check in report.checks} == {Outcome.PASSED}, report.checks
    assert report.exit_code == 0


def test_without_trust_the_checks_of_identity_are_not_possible_and_none_passes_for_them(sealed: bytes) -> None:
    report = verify_exhibit(sealed)
    unknown = {code for code, outcome in outcomes(report).items() if outcome is Outcome.NOT_POSSIBLE}
    assert unknown == {"seal.key", "timestamp.chain", "journal.key"}
    assert report.sound


def test_an_exhibit_without_timestamp_or_journal_says_what_it_cannot_prove(workshop: Workshop) -> None:
    report = verify_exhibit(workshop.sealed(authorities=(), logged=False), workshop.trust)
    assert report.sound
    assert outcomes(report)["timestamp.present"] is Outcome.NOT_POSSIBLE
    assert outcomes(report)["journal.present"] is Outcome.NOT_POSSIBLE


def test_an_unsealed_exhibit_is_not_sound_for_want_of_a_seal_alone(workshop: Workshop) -> None:
    report = verify_exhibit(write_package(workshop.capture).content, workshop.trust)
    assert [check.code for check in report.list_failed()] == ["seal.present", "wacz.signature"]
    assert report.exit_code == 1


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7 a document", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_exhibit_is_unreadable(content: bytes) -> None:
    report = verify_exhibit(content)
    assert report.exit_code == 2
    assert report.unreadable


def test_an_exhibit_of_a_future_version_is_unreadable_and_says_so(workshop: Workshop, files: Files) -> None:
    statement = json.loads(files["seal/statement"])
    changed = json.dumps(statement | {"format": "rempart-seal/2"}, sort_keys=True, separators=(",", ":")).encode()
    report = verify_exhibit(workshop.zip(files | {"seal/statement": changed + b"\n"}), workshop.trust)
    assert report.exit_code == 2
    assert "newer" in report.unreadable


def _with_newer_facts(workshop: Workshop) -> Files:
    files = workshop.package_files()
    facts = files["evidence/facts.json"].replace(b"rempart-facts/2", b"rempart-facts/3")
    return files | {"evidence/facts.json": facts}


def test_facts_of_a_newer_form_under_todays_seal_need_a_newer_verifier(workshop: Workshop) -> None:
    sealed = workshop.from_inside(_with_newer_facts(workshop))
    report = verify_exhibit(sealed, workshop.trust)
    assert report.exit_code == 2
    assert "newer" in report.unreadable


def test_a_newer_form_with_more_files_and_other_texts_needs_a_newer_verifier_too(workshop: Workshop) -> None:
    more = {"evidence/more.json": b"{}", "evidence/check.sh": b"#!/bin/sh\n"}
    report = verify_exhibit(workshop.from_inside(_with_newer_facts(workshop) | more), workshop.trust)
    assert report.exit_code == 2


def test_an_exhibit_of_an_earlier_form_is_no_forgery_and_says_which_verifier_reads_it() -> None:
    report = verify_exhibit((Path(__file__).parents[1] / "golden/exhibit-of-2026-11-22.wacz").read_bytes())
    assert report.exit_code == 2
    assert "needs an earlier verifier: its facts are of the form rempart-facts/1" in report.unreadable


def test_a_newer_form_that_was_put_there_after_sealing_is_a_forgery(workshop: Workshop, files: Files) -> None:
    facts = files["evidence/facts.json"].replace(b"rempart-facts/2", b"rempart-facts/3")
    report = verify_exhibit(workshop.zip(files | {"evidence/facts.json": facts}), workshop.trust)
    assert report.exit_code == 1
    assert {"manifest.hashes", "seal.complete"} <= {check.code for check in report.list_failed()}


def test_the_verifier_knows_the_script_and_the_words_that_are_put_into_exhibits(files: Files) -> None:
    """Whoever changes one of them gives the facts a new form, and the verifier the digest of the new text."""
    for name, known in KNOWN_TEXTS.items():
        assert digest_text(files[name]) in known, name


@pytest.mark.parametrize("seed", range(40))
def test_no_value_in_facts_or_records_makes_the_verifier_stumble(workshop: Workshop, seed: int) -> None:
    chance = random.Random(seed)
    files = workshop.package_files(lambda records: [_scrambled(record, chance) for record in records])
    for name in ("evidence/facts.json", "evidence/case-uco.jsonld", "pages/pages.jsonl"):
        if chance.random() < 0.7:
            lines = [json.dumps(_mutated(json.loads(line), chance)) for line in _documents(files[name])]
            files[name] = "\n".join(lines).encode() + b"\n"
    report = verify_exhibit(workshop.from_inside(files), workshop.trust)
    assert report.exit_code in (0, 1)


def _documents(content: bytes) -> list[bytes]:
    return content.splitlines() if content.count(b"\n{") else [content]


def _scrambled(record: Record, chance: random.Random) -> Record:
    if record.content_type != "application/json" or chance.random() < 0.5:
        return record
    return replace(record, block=json.dumps(_mutated(json.loads(record.block), chance)).encode())


def _mutated(value: object, chance: random.Random) -> object:
    """`value` with something inside it replaced by something of another kind, or gone."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.2:
            return {name: item for name, item in value.items() if name != key}
        return value | {key: _mutated(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return [*value[:at], _mutated(value[at], chance), *value[at + 1 :]]
    odd: tuple[object, ...] = (
        None,
        True,
        -1,
        1.5,
        10**400,
        "",
        "\ud800",
        "x",
        [],
        {},
        [[]],
        [1, 2],
        {"": None},
        [["a", "b"]],
    )
    return chance.choice(odd)


def test_a_wrong_key_is_named_as_the_reason(workshop: Workshop, sealed: bytes) -> None:
    trust = replace(workshop.trust, seal_keys=(workshop.stranger.seal_public_key(),))
    report = verify_exhibit(sealed, trust)
    assert [check.code for check in report.list_failed()] == ["seal.key"]


def test_a_root_of_another_authority_is_named_as_the_reason(workshop: Workshop, sealed: bytes, tmp_path: Path) -> None:
    from tests.fakes.timestamps import OpenSslAuthority

    other = OpenSslAuthority(tmp_path / "other", workshop.now)
    report = verify_exhibit(sealed, replace(workshop.trust, timestamp_roots=(other.root,)))
    assert [check.code for check in report.list_failed()] == ["timestamp.chain"]


def test_two_authorities_give_two_tokens_that_both_hold(workshop: Workshop, tmp_path: Path) -> None:
    from tests.fakes.timestamps import OpenSslAuthority

    second = OpenSslAuthority(tmp_path / "second", workshop.now, name="Authority U", algorithm="sha512")
    content = workshop.sealed(authorities=(workshop.authority, second))
    trust = replace(workshop.trust, timestamp_roots=(workshop.authority.root, second.root))
    report = verify_exhibit(content, trust)
    assert report.sound, report.list_failed()
    assert sum(check.code == "timestamp.chain" for check in report.checks) == 2


def test_a_token_with_its_certificates_unsorted_is_read_all_the_same(workshop: Workshop, tmp_path: Path) -> None:
    from rfc3161_client import decode_timestamp_response

    from rempart.verification import tokens
    from rempart.verification.der import read_value
    from tests.factories.tokens import with_extra_certificate_first

    response = with_extra_certificate_first(workshop.authority, bytes(32))
    with pytest.raises(ValueError, match="InvalidSetOrdering"):
        decode_timestamp_response(response)
    sorted_again = tokens.sort_certificates(response)
    assert read_value(sorted_again).end == len(response)
    assert decode_timestamp_response(sorted_again).tst_info.message_imprint.message == bytes(32)


# 540: a medium that the proxy missed and the last gate before writing found.
@pytest.mark.parametrize("seed", [*range(30), 540])
def test_exhibits_of_all_kinds_of_pages_are_sound(workshop: Workshop, seed: int) -> None:
    capture = make_varied_capture(random.Random(seed), workshop.now)
    report = verify_exhibit(workshop.sealed(capture, authorities=()), workshop.trust)
    assert report.sound, report.list_failed()


def test_a_large_exhibit_is_verified_within_two_seconds(workshop: Workshop) -> None:
    from tests.factories.captures import make_exchange

    noise = random.Random(7)
    bodies = [bytes(noise.choices(b"abcdefghijklmnopqrstuvwxyz <>/", k=40_000)) for _ in range(80)]
    exchanges = tuple(
        make_exchange(f"https://forum.example/{n}", body, started_at=workshop.capture.started_at)
        for n, body in enumerate(bodies)
    )
    content = workshop.sealed(replace(workshop.capture, exchanges=exchanges))
    assert len(content) > 1_900_000
    started = time.process_time()
    report = verify_exhibit(content, workshop.trust)
    assert time.process_time() - started < 2
    assert report.sound, report.list_failed()


def test_an_archive_of_many_small_records_before_much_else_is_settled_at_once(workshop: Workshop) -> None:
    """Whoever has the file can put it there, and no seal is looked at before the archive was read."""
    files = workshop.package_files()
    empty = join_members([record_of(0, number) for number in range(1_500)])
    content = workshop.zip(files | {ARCHIVE: files[ARCHIVE] + empty + bytes(50_000_000)})
    before = time.process_time()
    report = verify_exhibit(content, workshop.trust)
    assert time.process_time() - before < 5
    assert "records.readable" in [check.code for check in report.list_failed()]


def test_an_index_of_many_lines_for_many_records_is_settled_at_once(workshop: Workshop) -> None:
    files = workshop.package_files()
    archive = files[ARCHIVE] + join_members([record_of(0, number) for number in range(15_000)])
    index = b"".join(b"strange line %d\n" % number for number in range(15_000))
    content = workshop.zip(files | {ARCHIVE: archive, INDEX: index})
    before = time.process_time()
    report = verify_exhibit(content, workshop.trust)
    assert time.process_time() - before < 5
    assert "index.complete" in [check.code for check in report.list_failed()]


def test_of_the_view_no_more_is_said_than_was_looked_at(workshop: Workshop, sealed: bytes) -> None:
    said = {check.code: check.text for check in verify_exhibit(sealed, workshop.trust).checks}
    assert said["media.none"].endswith("the view of the page is one PNG, and what it shows was not checked.")
    unseen = verify_exhibit(workshop.sealed(replace(workshop.capture, screenshot=b"")), workshop.trust)
    assert unseen.sound, unseen.list_failed()
    said = {check.code: check.text for check in unseen.checks}
    assert said["media.none"] == "No record holds a picture, film or sound."


def test_bodies_that_decode_to_too_much_are_looked_into_no_further(
    workshop: Workshop, sealed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.verification.media.MAX_IN_ALL", 100)
    failed = verify_exhibit(sealed, workshop.trust).list_failed()
    assert [(check.code, check.text) for check in failed] == [
        ("media.none", "The bodies decode to more than 100 bytes.")
    ]
    monkeypatch.setattr("rempart.verification.story.MAX_IN_ALL", 10)
    failed = verify_exhibit(sealed, workshop.trust).list_failed()
    assert {check.code for check in failed} == {"media.none", "facts.agree"}


def test_the_verifier_imports_nothing_else_of_rempart() -> None:
    folder = Path(rempart.verification.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            strange = [n for n in names if n.startswith("rempart") and not n.startswith("rempart.verification")]
            assert not strange, f"{path.name} imports {strange}"
            assert not [n for n in names if n.split(".")[0] in ("django", "socket", "http", "warcio", "subprocess")]


def test_a_capture_stamped_much_later_than_it_says_is_refused_at_sealing(workshop: Workshop) -> None:
    with pytest.raises(TimestampUnavailableError, match="set the clock"):
        workshop.sealed(now=workshop.now - timedelta(hours=1))


def test_a_token_that_the_verifier_would_refuse_for_ever_seals_nothing(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks takes tokens by other readers, and they do not ask whether the signer's certificate is named."""
    key = load_pem_private_key(workshop.authority.key_file.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    answer = workshop.authority.answer

    def unnamed(_: object, request: bytes) -> bytes:
        return signed_anew(answer(request), key, lambda told: [one for one in told if ESS_V2 not in one])

    monkeypatch.setattr(HttpTimestampAuthority, "_post", unnamed)
    careless = HttpTimestampAuthority("Authority C", "http://stamps.example/", (workshop.authority.root,))
    assert careless.stamp(bytes(32)).response
    with pytest.raises(TimestampUnavailableError, match="do not name the signer's certificate"):
        workshop.sealed(authorities=(careless,))


def test_trust_is_empty_unless_given() -> None:
    assert Trust() == Trust((), (), (), ())


def test_a_witness_that_the_reader_names_must_have_cosigned(workshop: Workshop, sealed: bytes) -> None:
    seed = bytes(range(60, 92))
    key = ledger.encode_witness_key("other.example/witness", ledger.public_key_of(seed))
    trust = replace(workshop.trust, witness_keys=(key,))
    assert [check.code for check in verify_exhibit(sealed, trust).list_failed()] == ["journal.witness"]
    unlogged = verify_exhibit(workshop.sealed(logged=False), trust)
    assert [check.code for check in unlogged.list_failed()] == ["journal.witness"]
    files = container.read_zip(sealed)
    proof = ledger.parse_proof(files["seal/journal-proof"].decode())
    _, cosigned = ledger.cosign(
        ledger.encode_request(0, (), proof.checkpoint),
        logs={workshop.log.origin: ledger.public_key_of(workshop.log.seed)},
        seen={},
        name="other.example/witness",
        private_key=seed,
        at=1_795_000_000,
    )
    text = files["seal/journal-proof"].decode() + cosigned.line + "\n"
    witnessed = list_again(workshop, files | {"seal/journal-proof": text.encode()})
    report = verify_exhibit(workshop.zip(witnessed), trust)
    assert report.sound, report.list_failed()
    assert outcomes(report)["journal.witness"] is Outcome.PASSED
    broken = text.replace(cosigned.line[-8:-4], "AAAA")
    report = verify_exhibit(workshop.zip(list_again(workshop, files | {"seal/journal-proof": broken.encode()})), trust)
    assert [check.code for check in report.list_failed()] == ["journal.witness"]


def test_nothing_in_an_exhibit_steers_the_readers_terminal(workshop: Workshop, files: Files) -> None:
    manifest = json.loads(files["datapackage.json"])
    manifest["resources"].append({"name": "x", "path": "\x1b]0;title\x07\ud800\n", "hash": "", "bytes": 0})
    changed = files | {"datapackage.json": json.dumps(manifest).encode()}
    report = verify_exhibit(workshop.zip(changed), workshop.trust)
    assert not report.sound
    for check in report.checks:
        assert check.text.isprintable()
        check.text.encode()


def test_a_signature_that_begins_as_a_picture_does_is_no_picture(workshop: Workshop, files: Files) -> None:
    changed = files | {"seal/signature": b"\xff\x0a" + bytes(62)}
    report = verify_exhibit(workshop.zip(changed), workshop.trust)
    assert outcomes(report)["media.none"] is Outcome.PASSED
