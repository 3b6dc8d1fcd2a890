"""Days and moments are read in words, with the month in full on public pages; programs find them exact beside."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.test import Client
from django.utils.translation import override

from rempart.kernel.reasons import Reason
from rempart.web.templatetags.words import by_the_minute, day, day_in_short, moment
from rempart.web.wording import words_in

AT = datetime(2026, 12, 1, 10, 26, 36, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("fr", "1er décembre 2026", "2 décembre 2026"), ("en", "1 December 2026", "2 December 2026")],
)
def test_a_day_is_said_in_words_of_the_language(language: str, first: str, second: str) -> None:
    with override(language):
        assert [day(date(2026, 12, at)) for at in (1, 2)] == [first, second]
        assert by_the_minute(AT) == f'<time datetime="2026-12-01T10:26:36+00:00">{first}, 10:26 UTC</time>'


@pytest.mark.parametrize(("language", "said"), [("fr", "1er déc. 2026"), ("en", "1 Dec 2026")])
def test_the_desk_tells_a_moment_to_the_second_and_breaks_no_day_in_two(language: str, said: str) -> None:
    unbroken = said.replace(" ", "\N{NO-BREAK SPACE}")
    with override(language):
        exact = f"{unbroken}, 10:26:36\N{NO-BREAK SPACE}UTC"
        assert moment(AT) == f'<time datetime="2026-12-01T10:26:36+00:00">{exact}</time>'
        elsewhere = AT.astimezone(timezone(timedelta(hours=5)))
        assert f">{exact}<" in moment(elsewhere)
        assert day_in_short(AT.date()) == f'<time datetime="2026-12-01">{unbroken}</time>'


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"day": "2026-12-29"}, "le 29 déc. 2026."),
        ({"day": "some day"}, "le some day."),
        ({"day": "2026-12-29 07:00 UTC"}, "le 29 déc. 2026, 07:00 UTC."),
        ({"at": "2026-12-29T07:00:12.5+00:00"}, "le 29 déc. 2026, 07:00 UTC."),
        ({"at": "2026-12-29 07:00"}, "le 29 déc. 2026, 07:00."),
        ({"at": "2026-19-29 07:00 UTC"}, "le 2026-19-29 07:00 UTC."),
        ({"at": "2026-12-29"}, "le 2026-12-29."),  # what a page calls itself may look like a day
    ],
)
def test_a_sentence_tells_a_day_or_a_moment_that_it_holds_in_words(values: dict[str, str], said: str) -> None:
    (name,) = values
    told = words_in("fr").sentence(Reason("x", f"le {{{name}}}.", dict(values)))
    assert told.replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "due"), [("/recours/", "au plus tard le"), ("/en/recours/", "due by")])
def test_whoever_contests_a_block_reads_in_words_by_when_an_answer_is_due(client: Client, path: str, due: str) -> None:
    page = client.post(path, {"hostname": "mine.example", "text": "The name is mine."}).content.decode()
    assert re.search(due + r"\s+<time [^>]*>\d{1,2}(?:er)? \w+ 20\d\d, \d\d:\d\d UTC</time>", page)
