"""Signed notes and checkpoints against the published example, and against those who would bend them."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.ledger import (
    EMPTY_ROOT,
    Checkpoint,
    CheckpointRejectedError,
    NoteRejectedError,
    encode_verifier_key,
    parse_checkpoint,
    parse_verifier_key,
    public_key_of,
    sign_checkpoint,
    sign_note,
    verify_checkpoint,
    verify_note,
)

SEED = bytes(range(32))
OTHER_SEED = bytes(range(1, 33))
KEY = public_key_of(SEED)
NAME = "log.example/rempart"

# The example of Go's sumdb/note package, which the C2SP specification took over.
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_published_note_verifies_with_the_published_key() -> None:
    name, key = parse_verifier_key(PUBLISHED_KEY)
    assert encode_verifier_key(name, key) == PUBLISHED_KEY
    assert verify_note(PUBLISHED_NOTE, name, key).startswith("If you think")


def test_a_checkpoint_comes_back_as_it_was_signed() -> None:
    checkpoint = Checkpoint(origin=NAME, size=42, root=EMPTY_ROOT)
    note = sign_checkpoint(checkpoint, NAME, SEED)
    assert note.startswith(f"{NAME}\n42\n{base64.b64encode(EMPTY_ROOT).decode()}\n\n— {NAME} ")
    assert verify_checkpoint(note, NAME, KEY) == checkpoint
    assert parse_checkpoint(note) == checkpoint


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_note_with_any_character_changed_is_refused(at: int, shift: int) -> None:
    note = sign_checkpoint(Checkpoint(origin=NAME, size=42, root=EMPTY_ROOT), NAME, SEED)
    at %= len(note)
    changed = note[:at] + chr((ord(note[at]) + shift) % 0x3000) + note[at + 1 :]
    with pytest.raises((NoteRejectedError, CheckpointRejectedError)):
        verify_checkpoint(changed, NAME, KEY)


def test_the_signature_of_another_key_under_the_same_name_is_no_signature() -> None:
    note = sign_checkpoint(Checkpoint(origin=NAME, size=1, root=EMPTY_ROOT), NAME, OTHER_SEED)
    with pytest.raises(NoteRejectedError, match="no signature"):
        verify_checkpoint(note, NAME, KEY)


def test_a_witness_signature_beside_the_log_s_own_does_not_disturb() -> None:
    note = sign_note("text\n", NAME, SEED)
    witness = sign_note("text\n", "witness.example", OTHER_SEED).split("\n\n")[1]
    assert verify_note(note + witness, NAME, KEY) == "text\n"
    assert verify_note(note + witness, "witness.example", public_key_of(OTHER_SEED)) == "text\n"


def test_a_second_broken_signature_of_the_same_key_rejects_the_note() -> None:
    other = sign_note("another text\n", NAME, SEED).split("\n\n")[1]
    with pytest.raises(NoteRejectedError, match="does not hold"):
        verify_note(sign_note("text\n", NAME, SEED) + other, NAME, KEY)


def test_an_origin_with_a_line_break_cannot_smuggle_another_size() -> None:
    with pytest.raises(CheckpointRejectedError):
        sign_checkpoint(Checkpoint(origin="log.example\n999", size=1, root=EMPTY_ROOT), NAME, SEED)


@pytest.mark.parametrize("text", ["only\ntwo\n", "a\n007\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\nAAAA\n", "a\n1\n!\n"])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(CheckpointRejectedError):
        verify_checkpoint(sign_note(text, NAME, SEED), NAME, KEY)


@pytest.mark.parametrize(
    "note",
    ["", "text\n", "text\n\n", "text\n\nno dash\n", "text\n\n— name notbase64!\n", "bell\x07\n\n— n AAAA\n"],
)
def test_what_is_no_signed_note_is_refused(note: str) -> None:
    with pytest.raises(NoteRejectedError):
        verify_note(note, NAME, KEY)


@pytest.mark.parametrize("name", ["", "two words", "plus+sign"])
def test_a_key_name_that_would_break_the_line_is_refused(name: str) -> None:
    with pytest.raises(NoteRejectedError):
        sign_note("text\n", name, SEED)


@pytest.mark.parametrize("key", ["name", "name+00000000+AQ==", PUBLISHED_KEY.replace("c74f20a3", "c74f20a4")])
def test_a_verifier_key_that_does_not_fit_itself_is_refused(key: str) -> None:
    with pytest.raises(NoteRejectedError):
        parse_verifier_key(key)
