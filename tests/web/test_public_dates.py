"""Whoever comes to a public page reads days in words; the desk keeps the form that sorts."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils.translation import override

from rempart.web.templatetags.words import by_the_minute, day, moment

AT = datetime(2026, 12, 1, 10, 26, 36, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("fr", "1er décembre 2026", "2 décembre 2026"), ("en", "1 December 2026", "2 December 2026")],
)
def test_a_day_is_said_in_words_of_the_language(language: str, first: str, second: str) -> None:
    with override(language):
        assert [day(date(2026, 12, at)) for at in (1, 2)] == [first, second]
        assert by_the_minute(AT) == f'<time datetime="2026-12-01T10:26:36+00:00">{first}, 10:26 UTC</time>'
        assert "2026-12-01 10:26:36 UTC" in moment(AT)


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "due"), [("/recours/", "due pour le"), ("/en/recours/", "due by")])
def test_whoever_contests_a_block_reads_in_words_by_when_an_answer_is_due(client: Client, path: str, due: str) -> None:
    page = client.post(path, {"hostname": "mine.example", "text": "The name is mine."}).content.decode()
    assert re.search(due + r"\s+<time [^>]*>\d{1,2}(?:er)? \w+ 20\d\d, \d\d:\d\d UTC</time>", page)
