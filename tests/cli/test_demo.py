"""The demonstration tells times: what it measures is as prompt as an installation that serves."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from rempart.cli import demo as command
from rempart.config import use_language
from rempart.demo import installation, performance
from rempart.demo.story import NeverHappenedError, NotVerifiedError
from rempart.kernel.errors import RempartError
from rempart.kernel.phrases import Phrase
from rempart.kernel.reasons import Reason
from rempart.lab.processes import EMPTY, PartNotReadyError


def test_the_story_is_told_once_the_installation_stands_and_is_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []

    class Setting:
        folder = None

    @contextmanager
    def set_up() -> Iterator[Setting]:
        yield Setting()

    @contextmanager
    def install(_setting: Setting) -> Iterator[None]:
        happened.append("installed")
        yield
        happened.append("stopped")

    def perform(_cast: object, _screen: object) -> tuple[()]:
        happened.append("performed")
        return ()

    monkeypatch.setattr("rempart.cli.demo.signal.signal", lambda *_arguments: None)
    monkeypatch.setattr(command, "open_database", lambda: None)
    monkeypatch.setattr(command, "Setting", set_up)
    monkeypatch.setattr(installation, "Installation", install)
    monkeypatch.setattr(performance, "perform", perform)
    monkeypatch.setattr("rempart.demo.cast.Cast", lambda **_parts: SimpleNamespace(take_lines=list))
    monkeypatch.setattr(command, "be_prompt", lambda: happened.append("prompt"))
    command.demo(leave=True, keep=None)
    assert happened == ["installed", "prompt", "performed", "stopped"]


@pytest.mark.parametrize(
    ("said", "french"),
    [
        (
            Phrase("{file}: {checks} checks passed", file="a.wacz", checks=1024),
            "a.wacz : 1\u202f024 contrôles conformes",
        ),
        (
            Phrase("It was sighted {seconds} s after it was logged.", seconds="1.8"),
            "Il a été repéré 1,8 s après son inscription au registre.",
        ),
        (
            Phrase("{hostname}: {reasons}", hostname="a.example", reasons=(Reason("pages.empty", "It has no text."),)),
            "a.example : It has no text.",
        ),
        (
            Phrase("notices prepared for {recipients}", recipients=("police", "search")),
            "notices préparées pour : police, moteur de recherche",
        ),
        (
            Phrase("{stream} ({kind}): {entries} entries, none lost; {lag}", stream="L", kind="names", entries=2,
                   lag=Phrase("none is dated")),
            "L (names) : 2 entrées, aucune perdue ; aucune n’est datée",
        ),
        (
            NotVerifiedError(part="orders", problem="one person signed twice", advice="stop."),
            "ordres : une même personne a signé deux fois. Que faire : stop.",
        ),
        (
            NotVerifiedError(
                part="matches",
                problem=Phrase("{hostname} is judged: {verdict}", hostname="velmora.example", verdict=("unclear",)),
                advice="see its log.",
            ),
            "rapprochements : velmora.example est jugé : incertain. Que faire : voyez son journal.",
        ),
        (
            NeverHappenedError(
                part="streams",
                awaited="the end of the list",
                seconds=30.0,
                advice="see its log.",
            ),
            "flux : la fin de la liste n’est pas venu en 30 s. Que faire : voyez son journal.",
        ),
        (
            PartNotReadyError(part="bind", problem="it ended", log=EMPTY,
            advice="run it alone."),
            "bind n’est pas prêt : fini de lui-même. Que faire : lancez-le seul. La fin de son journal : (vide)",
        ),
    ],
)  # fmt: skip
def test_what_a_step_showed_is_told_in_french(
    said: Phrase | RempartError, french: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REMPART_LANG", "en")  # given back as it was, whatever is spoken meanwhile
    use_language("fr")
    assert command._told(said).replace("\xa0", " ") == french
