"""Shops that take no orders for a while and sites whose plan has ended, beside doors that are shut for holidays."""

import pytest

from rempart.engines.pages import PageInput, page_features


def kind_of(*lines: str) -> str:
    return page_features(PageInput(html="<title>Pier</title>" + "".join(f"<p>{line}</p>" for line in lines))).kind.kind


@pytest.mark.parametrize(
    "lines",
    [
        ("We are taking a short break", "Our shop is on holiday until 14 August. Orders are paused."),
        ("Shop-Pause", "Wir machen Betriebsferien. Ab dem 3. Januar könnt ihr wieder bestellen."),
        ("La boutique est en vacances", "Les commandes reprennent bientôt."),
        ("Tienda en pausa", "No aceptamos pedidos en este momento."),
        ("Sklep ma przerwę", "Zamówienia przyjmujemy ponownie wkrótce."),
        ("Магазин в отпуске", "Заказы не принимаются."),
    ],
)
def test_a_shop_that_takes_no_orders_for_a_while_says_nothing_else(lines: tuple[str, ...]) -> None:
    assert kind_of(*lines) == "default"


@pytest.mark.parametrize(
    "said",
    [
        "The free trial of this store has ended.",
        "Der Testzeitraum dieses Shops ist abgelaufen.",
        "L’abonnement de ce site a expiré.",
        "La suscripción de esta tienda ha caducado.",
    ],
)
def test_a_site_whose_plan_has_ended_is_shut(said: str) -> None:
    assert kind_of("Pier", said) == "error"


def test_a_surgery_on_holiday_and_a_shop_with_prices_are_sites() -> None:
    assert (
        kind_of("Practice of Dr Ashby", "On holiday from 3 to 14 August; Dr Thornley of Mill Lane stands in.") == "site"
    )
    assert kind_of("Our shop", "Orders are paused for the holidays", "Lamp of brass €49", "Table of oak €190") == "site"


def test_a_project_that_its_service_paused_is_away() -> None:
    assert kind_of("Project paused", "Its owner can wake it up.") == "error"


def test_lessons_on_trial_and_works_that_rest_are_no_states_of_a_site() -> None:
    lessons = "Trial lessons have ended for this term; new courses start in March. Site map below."
    assert kind_of("Velmora", lessons) == "site"
    assert kind_of("Projekt pausiert wegen Regen", "Die Bauarbeiten am Steg ruhen, der Verein trifft sich.") == "site"
