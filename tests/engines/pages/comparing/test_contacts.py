"""How far contact points of two pages contradict each other."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import judge, portrait_of
from tests.factories.pages import HILLS, RIVER, page

BACKGROUND = PageFiles().read_background()


@pytest.mark.parametrize(
    ("name", "mails", "phones", "apart"),
    [
        ("Velmora", ("crew@velmora.example", "info@velmora24.test"), ("", ""), 0.4),
        ("Velmora", ("crew@velmora.example", "info@velmora24.test"), ("+3312345678", "+4412345678"), 1.0),
        ("Velmora", ("crew@velmora.example", "info@harbour.test"), ("", ""), 1.0),
        ("Velmora", ("crew@velmora.example", "info@velmora.example"), ("", ""), 1.0),
        ("Velmora", ("crew@velmora-ashby.example", "info@velmora-thornley.test"), ("", ""), 1.0),
        ("Lantern", ("crew@lantern.example", "info@lantern24.test"), ("", ""), 1.0),
    ],
    ids=["each its own", "and a telephone", "another's", "one domain", "two houses", "an everyday word"],
)
def test_mirrors_give_addresses_at_their_own_domains(
    name: str, mails: tuple[str, str], phones: tuple[str, str], apart: float
) -> None:
    pages = []
    for said, mail, phone in zip((RIVER, HILLS), mails, phones, strict=True):
        reached = f"<a href='mailto:{mail}'>{mail}</a>" + (f"<a href='tel:{phone}'>{phone}</a>" if phone else "")
        pages.append(portrait_of(PageInput(html=page(name, said.format(n=3, name=name) + reached))))

    one, other = pages
    assert judge(one, other, BACKGROUND).comparison.contacts_apart == apart
    assert judge(one, other, BACKGROUND, version="16").comparison.contacts_apart == 1.0
