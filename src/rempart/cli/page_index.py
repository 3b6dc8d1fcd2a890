"""`rempart pages index …`: which of many captured pages may be of the same site? Needs no database.

Exit codes: 0 done; 2 a file cannot be used; 3 no Ray where one was asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.compare import VERDICTS, verdict_as_json
from rempart.cli.crews import CoresChoice, Engine, EngineChoice, RayAddress, crew_for
from rempart.cli.language import figure, label, say, sentence
from rempart.cli.output import counted, err, print_json, print_line, print_table
from rempart.cli.page_reading import read_given
from rempart.engines.pages import Background, PageFeatures
from rempart.engines.pages.index import index_keys
from rempart.engines.verdict import VerdictKind, judge
from rempart.kernel.chances import chance_text
from rempart.kernel.errors import InputRejectedError
from rempart.ports.pages import CollectionPart, PageIndex, PageReader
from rempart.ports.spreading import Crew
from rempart.wiring import build_page_reader, open_page_index, part_worker

app = typer.Typer(no_args_is_help=True, help="An index of many pages, found by the rare signs that they share.")
REPORT_EVERY = 500

IndexFile = Annotated[Path, typer.Argument(metavar="INDEX", help="The index file.")]
Pages = Annotated[
    Path, typer.Argument(help="A folder of .wacz and .html, one such file, or Parquet with url and html.")
]
BackgroundFile = Annotated[Path | None, typer.Option(help="A background model of your own.")]


class NothingEnteredError(InputRejectedError):
    """An index of no page would find nothing, and take the place of one that does."""

    code = "pages.nothing_entered"
    template = (
        "{path} holds no page that an index can find ({placeholders}, {unreadable}); the "
        "index stays as it was. Give a folder with .wacz or .html below it, or Parquet with the columns url "
        "and html."
    )


@dataclass(slots=True)
class _Tally:
    """What was met in a collection: `offered` to the index, and `unreadable`, of all `read`."""

    read: int = 0
    unreadable: int = 0
    offered: int = 0

    @property
    def placeholders(self) -> int:
        return self.read - self.unreadable - self.offered


@app.command()
def build(
    index: IndexFile,
    pages: Pages,
    background: BackgroundFile = None,
    engine: EngineChoice = Engine.LOCAL,
    ray_address: RayAddress = None,
    cores: CoresChoice = 0,
) -> None:
    """Begin a new index with every page of a collection."""
    _enter(index, pages, background, partial(crew_for, engine=engine, address=ray_address, cores=cores), create=True)


@app.command()
def add(
    index: IndexFile,
    pages: Pages,
    background: BackgroundFile = None,
    engine: EngineChoice = Engine.LOCAL,
    ray_address: RayAddress = None,
    cores: CoresChoice = 0,
) -> None:
    """Enter further pages; those that are there already stay as they are."""
    _enter(index, pages, background, partial(crew_for, engine=engine, address=ray_address, cores=cores), create=False)


@app.command()
def query(
    index: IndexFile,
    page: Annotated[Path, typer.Argument(metavar="PAGE", help="A .wacz exhibit or an HTML file, or -.")],
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many candidates are compared.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines, best first.")] = False,
    background: BackgroundFile = None,
    url: Annotated[str, typer.Option(metavar="URL", help="Where PAGE stood, if it is an HTML file.")] = "",
) -> None:
    """Find pages that share rare signs with this one, and compare each exactly.

    In the reasons the first page is that of the index, the second is PAGE.
    """
    reader, model = _tools(background)
    portrait = read_given(reader, page, url)
    if portrait.kind.says_nothing:
        kind = label(f"page.{portrait.kind.kind}")
        print_line(say("{page} is a placeholder ({kind}): what it shares tells nothing.", page=page, kind=kind), err)
    with open_page_index(str(index), create=False) as opened:
        _tell_other_background(opened, model)
        candidates = opened.find(index_keys(portrait, model), limit)
    found = [(judge(candidate.features, portrait, model), candidate) for candidate in candidates]
    found.sort(key=lambda item: (item[0].kind is not VerdictKind.SAME, -item[0].probability, item[1].label))
    if as_json:
        for verdict, candidate in found:
            print_json({"page": candidate.label, **verdict_as_json(verdict, candidate.features, portrait)})
        return
    if not found:
        print_line(say("No page of {index} shares a rare sign with {page}.", index=index, page=page), err)
        return
    rows = [
        (
            figure(chance_text(verdict.probability, 3)),
            say(VERDICTS[verdict.kind]),
            candidate.label,
            sentence(verdict.reasons[0]),
        )
        for verdict, candidate in found
    ]
    print_table((say("probability"), say("verdict"), say("page"), say("because")), rows)


def _tools(background: Path | None) -> tuple[PageReader, Background]:
    reader = build_page_reader()
    return reader, reader.read_background(str(background) if background else "")


def _enter(
    index: Path, pages: Path, background: Path | None, hire: Callable[[Sequence[CollectionPart]], Crew], *, create: bool
) -> None:
    reader, model = _tools(background)
    parts = list(reader.split_collection(str(pages)))
    with closing(hire(parts)) as crew, open_page_index(str(index), create=create, background=model.sha256) as opened:
        _tell_other_background(opened, model)
        met = _Tally()
        added = opened.add(_entries(parts, model, crew, met))
        if not met.offered:  # here, so that an older index is not replaced
            unreadable = counted(met.unreadable, "file that cannot be read", "files that cannot be read")
            placeholders = counted(met.placeholders, "placeholder")
            raise NothingEnteredError(path=pages, placeholders=placeholders, unreadable=unreadable)
    print_line(say("{pages} entered into {index}", pages=counted(added, "page"), index=index), err)
    if known := met.offered - added:
        print_line(say("{known} were there already", known=known), err)
    if met.placeholders:
        placeholders = counted(met.placeholders, "placeholder")
        print_line(say("Left out, since it tells nothing of a site: {placeholders}", placeholders=placeholders), err)
    if met.unreadable:
        files = counted(met.unreadable, "file holds", "files hold")
        print_line(say("{files} no page that can be read", files=files), err)


def _tell_other_background(index: PageIndex, model: Background) -> None:
    if index.background not in ("", model.sha256):
        told = say(
            "The index was built by another background (SHA-256 {sha256} …), by which other keys are chosen, so some "
            "pages are not found. Give that one with --background, or build the index anew.",
            sha256=index.background[:12],
        )
        print_line(told, err)


def _entries(
    parts: Sequence[CollectionPart], model: Background, crew: Crew, met: _Tally
) -> Iterator[tuple[str, PageFeatures, Sequence[int]]]:
    told = 0
    for part in crew.map(part_worker(), parts, model):
        met.offered += len(part.entries)
        met.read, met.unreadable = met.read + part.pages, met.unreadable + part.unreadable
        yield from part.entries
        if met.read - told >= REPORT_EVERY:
            told = met.read
            print_line(say("{pages} read", pages=counted(met.read, "page")), err)
