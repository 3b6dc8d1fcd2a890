"""The one router: an address that both reads and acts must be registered in one place."""

from ninja import Router

router = Router()
