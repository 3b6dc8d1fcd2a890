"""What the people of the story write follows the language that it is told in."""

import pytest

from rempart.demo.spoken import called, list_label, log_label, say
from rempart.kernel.actors import Role


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("legal officer C", "Certificate log", "New registrations", "the reasons hold")),
        ("fr", ("juriste C", "Registre de certificats", "Nouveaux enregistrements", "les motifs tiennent")),
    ],
)
def test_people_streams_and_reasons_are_called_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, language: str, said: tuple[str, ...]
) -> None:
    monkeypatch.setenv("REMPART_LANG", language)
    assert (called(Role.LEGAL_OFFICER, "C"), log_label(), list_label(), say("the reasons hold")) == said
