"""Where an element leads without a link: what is clicked, and addresses that a script puts together."""

import pytest

from rempart.engines.pages import Kind, PageInput
from rempart.engines.verdict import portrait_of


def contacts(html: str) -> set[str]:
    kinds = {Kind.EMAIL, Kind.HANDLE, Kind.PHONE}
    found = portrait_of(PageInput(html=f"<title>Quay</title>{html}")).signs
    return {sign.value for sign in found if sign.kind in kinds}


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("<button onclick=\"window.open('https://t.me/quay_desk')\">Talk</button>", "t.me/quay_desk"),
        ("<span data-href=https://t.me/quay_desk>Talk</span>", "t.me/quay_desk"),
        ("<div onclick=\"location.href='tel:+33639984127'\">Call</div>", "+33639984127"),
        ("<b data-user=desk data-domain=quay.example>Write</b>", "desk@quay.example"),
        ("<a class=m data-name=desk data-host=quay.example href=#>Write</a>", "desk@quay.example"),
    ],
)
def test_what_is_clicked_leads_to_a_contact_point(element: str, value: str) -> None:
    assert contacts(element) == {value}


@pytest.mark.parametrize(
    "element",
    [
        "<button onclick=\"window.open('https://quay.example/desk')\">No messenger's</button>",
        "<b data-user=desk data-domain=settings>No domain</b>",
        "<b data-user='the desk' data-domain=quay.example>No mailbox</b>",
        "<b style=display:none data-user=desk data-domain=quay.example>Hidden</b>",
    ],
)
def test_nothing_else_is_one(element: str) -> None:
    assert contacts(element) == set()
