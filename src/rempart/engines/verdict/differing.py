"""Whether two pages differ in what each gives of who is behind it.

In: what was measured on two pages. Out: yes or no; how much it weighs is told in `opposing`.
"""

from collections.abc import Mapping

APART = ("name_differs", "contact_differs", "account_differs")


def differ_in_what_they_give(measures: Mapping[str, float]) -> bool:
    """Whether two pages give names, contact points, accounts or forms of their own."""
    return any(measures.get(name, 0.0) for name in (*APART, "form_differs"))
