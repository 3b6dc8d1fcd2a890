"""For commands that need the database: start Django, and bring the tables up to date."""

import os


def open_database() -> None:
    """Set Django up from `rempart.toml` and migrate. Safe to call twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rempart.settings")  # noqa: TID251 (Django is told this way only)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
