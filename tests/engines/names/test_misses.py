import pytest

from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.forms import label_form
from rempart.engines.names.misses import Miss, kind_of_miss


@pytest.mark.parametrize(
    ("former", "label", "kind"),
    [
        ("zeltapirun.test", "zelta-pirun7", Miss.SAME_LETTERS),
        ("x77.test", "x1902", Miss.SAME_LETTERS),
        ("x77.test", "q1902", Miss.DIGITS),
        ("zeltapirun.test", "zeltapiran", Miss.TYPING_STEP),
        ("zeltapirun.test", "mypirun", Miss.PART),
        ("zeltapirun.test", "zpn", Miss.INITIALS),
        ("zpn.test", "zeltapirun", Miss.INITIALS),
        ("zeltapirun.test", "qovarm", Miss.NOTHING),
        ("zeltapirun.test", "pzn", Miss.NOTHING),
    ],
)
def test_a_missed_name_is_of_the_kind_that_keeps_most(former: str, label: str, kind: Miss) -> None:
    assert kind_of_miss(label_form(label), open_dossier("forum", (former,))) is kind
