"""The page on blocking prints the table that the program obeys, and names what there is."""

from pathlib import Path

from rempart.engines.policy import describe_table
from rempart.engines.zonefile import FORMATS
from rempart.engines.zonefile.recipes import RECIPES

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "blocking.md").read_text(encoding="utf-8")


def test_the_table_of_an_order_s_life_is_the_code_s_own() -> None:
    printed = PAGE.partition("<!-- table:begin -->\n")[2].partition("<!-- table:end -->")[0]
    assert printed == describe_table()


def test_every_form_and_every_recipe_is_named() -> None:
    assert ", ".join(FORMATS) in PAGE
    assert "|".join(RECIPES) in PAGE
