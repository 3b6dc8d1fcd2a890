"""Closed sites are entered as people paste them; what cannot be read is said piece by piece, and nothing is lost."""

from typing import Any

import pytest
from django.utils.translation import override

from rempart.web.forms.hostnames import Pasted
from rempart.web.forms.watchlist import EnrolForm, NameForm


def _form(typed: str) -> Any:
    return EnrolForm({"label": "Chat C", "domains": typed, "decision": "a decision", "reason": "it was closed"})


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("chat-c.example\r\nchat-c2.example\r\n", ["chat-c.example", "chat-c2.example"]),
        ("chat-c.example, chat-c2.example;chat-c3.example,", ["chat-c.example", "chat-c2.example", "chat-c3.example"]),
        ("Chat-C.example. chat-c.example", ["chat-c.example"]),
        ("https://chat-c.example/rooms,all?id=1,2 hxxps://chat-c2[.]example/", ["chat-c.example", "chat-c2.example"]),
        ("https://chat-c.example/,https://chat-c2.example/", ["chat-c.example", "chat-c2.example"]),
        ("<https://chat-c.example:8443/x>", ["chat-c.example"]),
        ("chat-é.example", ["xn--chat--fsa.example"]),
    ],
)
def test_names_are_taken_as_they_are_pasted(typed: str, taken: list[str]) -> None:
    form = _form(typed)
    assert form.is_valid(), form.errors
    assert list(form.cleaned_data["domains"].hostnames) == taken


def test_what_is_no_name_is_told_with_what_is_one_and_stays_where_it_was_typed() -> None:
    typed = "chat-c.example, chat\nhttps://192.0.2.1/"
    with override("fr"):
        form = _form(typed)
        assert not form.is_valid()
        (said,) = form.errors["domains"]
    assert "'chat' n’est pas un nom d’hôte" in said
    assert "192.0.2.1" in said
    assert "Compris\N{NO-BREAK SPACE}: chat-c.example." in said
    assert form["domains"].value() == typed


def test_commas_alone_are_no_name() -> None:
    with override("en"):
        assert "no hostname" in str(_form(" , ; ").errors["domains"])


def test_one_more_name_may_be_pasted_as_its_address() -> None:
    form = NameForm({"hostname": "https://chat-c4.example/start", "reason": "seen in the press"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["hostname"] == Pasted(("chat-c4.example",), has_addresses=True)
    with override("en"):
        told = form.cleaned_data["hostname"].told
    assert told == "Taken: chat-c4.example. Of whole addresses only the hostname is kept."
