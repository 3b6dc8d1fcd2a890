"""What every page knows."""

from django.http import HttpRequest

from rempart.wiring import current_config


def house(_request: HttpRequest) -> dict[str, object]:
    """The name of the organisation that runs this installation."""
    return {"organisation": current_config().web.organisation}
