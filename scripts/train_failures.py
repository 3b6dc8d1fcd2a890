"""Trains the weights by which a page's sentence is told to say that what was asked for cannot be shown.

    python scripts/collect_open_pages.py DIR
    python scripts/train_failures.py DIR src/rempart/engines/pages/placeholders/failures-1.bin

Read are the catalogues of translations of Django and of the openly licensed packages under DIR/messages, and sentences
of the generated sites and placeholders of this repository. Which message says so is told by its English (`FAILS`), and
holds for its translations into a hundred languages; one that speaks of errors within a program (`UNSURE`) is left out.
A logistic regression with a ridge weighs hashes of words, of beginnings of words and of pairs. The same inputs give the
same bytes. What is written holds weights of hashes, and neither a message nor a word.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import django
import numpy as np
from build_menu_words import language_of, messages_of
from numpy.typing import NDArray
from page_families.placeholders import KINDS, make_placeholder
from page_families.sites import Look, make_brand, make_template, render
from page_families.words import LANGUAGES

from rempart.engines.pages.placeholders.failures import BITS, UNITS, FailureWeights, hashes_in
from rempart.engines.pages.placeholders.states import split_sentences
from rempart.engines.pages.reading.markup import read_markup

FAILS = re.compile(
    r"^(?:sorry,|oops|uh oh|the (?:requested )?(?:page|resource|url|link|address)\b.*(?:not|n't|no longer|expired)|"
    r"this page\b.*(?:not|n't|no longer)|page (?:was )?(?:not|unavailable)|page you|"
    r"you (?:don't|do not|are not|must not|may not) (?:have|allowed|authori[sz]ed|permitted) "
    r"(?:permission|access|sufficient|enough|the (?:right|necessary)|to (?:access|view|see|open|visit))|"
    r"access (?:is )?(?:denied|forbidden)|permission denied|"
    r"an? (?:internal |unexpected |unknown )?(?:server )?error (?:has )?(?:occur|happen)|something (?:went|is) wrong|"
    r"internal server error|server error|bad request|forbidden$|unauthori[sz]ed$|not found$|service unavailable|"
    r"too many requests|.*(?:site|service|server|application) is (?:currently |temporarily )?(?:down|unavailable)|"
    r".*could not be found|.*does not exist(?: or)?|.*link (?:is|has) (?:invalid|expired|no longer)|invalid link|"
    r"(?:your|the) session (?:has )?expired)",
    re.IGNORECASE,
)
OF_A_PROGRAM = re.compile(
    r"user|file|object|group|plugin|field|query|dataset|component|translation|key|token|image|folder|directory|email|"
    r"ticket|order|record|template|type|value|repository|project|organi[sz]ation|list|message|question|event|language|"
    r"name",
    re.IGNORECASE,
)
NOT_THERE = re.compile(
    r"(?:was|were|could|can) ?not (?:be )?found|(?:could not|cannot|couldn.t|can.t|unable to) find\b|"
    r"does not exist|\bnot found\W*$|"
    r"(?:don't|do not) have (?:the |sufficient |enough )?(?:permission|right)|(?:not|n't) (?:allowed|permitted) to",
    re.IGNORECASE,
)
UNSURE = re.compile(
    r"error|fail|invalid|cannot|can't|could not|couldn't|unable|denied|missing|not |n't|wrong|sorry|oops|problem|"
    r"forbidden|unauthori|expired|unavailable|maintenance|timeout|timed out|does not exist|blocked|disabled|unknown|"
    r"unexpected|requir",
    re.IGNORECASE,
)
_FILLED_IN = re.compile(r"[{}]|%[^ ]")
_TAG = re.compile(r"<[^>]+>")
WORDS = range(1, 41)
OTHERS = 200_000  # messages that say something else
GENERATED = range(30_000, 30_400)  # in no development set, and not in the background
WEIGHT = 4.0  # of a message that says so, beside one that does not
RIDGE, ROUNDS, BATCH, RATE = 2e-6, 12, 4096, 0.3


def labelled(folders: Iterable[Path]) -> tuple[set[str], set[str]]:
    """The sentences of all catalogues that say so, and those that say something else."""
    fails: set[str] = set()
    others: set[str] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*.mo")):
            if not language_of(path):
                continue
            for message, translated in messages_of(path).items():
                said, told = (" ".join(_TAG.sub("", text).split()) for text in (message.split("\x04")[-1], translated))
                if len(said.split()) not in WORDS or _FILLED_IN.search(said) or not told:
                    continue
                if NOT_THERE.search(said) or (FAILS.search(said) and not OF_A_PROGRAM.search(said)):
                    fails |= {said, told}
                elif not FAILS.search(said) and not UNSURE.search(said):
                    others |= {said, told}
    return fails, others - fails


def generated() -> tuple[set[str], set[str]]:
    """Sentences of generated error pages, and of generated sites."""
    fails = {said for number in range(len(KINDS["error"])) for said in _sentences(make_placeholder("error", number))}
    others: set[str] = set()
    for number in GENERATED:
        template = make_template(number)
        brand = make_brand(f"failures {number}", template.genre)
        others.update(_sentences(render(template, brand, Look(language=LANGUAGES[number % len(LANGUAGES)]))))
    return fails, others - fails


def _sentences(page: str) -> Iterator[str]:
    markup = read_markup(page)
    for block in (markup.title, *markup.headings, *markup.blocks):
        yield from filter(None, split_sentences(block))


def fit(sentences: list[str], fails: NDArray[np.float64]) -> FailureWeights:
    """Weights of every hash, by steps of Adagrad in an order that is always the same."""
    rows = [hashes_in(said) for said in sentences]
    lengths = np.array([len(row) for row in rows])
    starts = np.concatenate([[0], np.cumsum(lengths)])
    columns = np.concatenate(rows).astype(np.int64)
    order = np.random.default_rng(1)
    weights, squares, bias = np.zeros(1 << BITS), np.full(1 << BITS, 1e-6), 0.0
    for _ in range(ROUNDS):
        for batch in np.array_split(order.permutation(len(rows)), max(1, len(rows) // BATCH)):
            at = np.concatenate([np.arange(starts[row], starts[row + 1]) for row in batch])
            owner = np.repeat(np.arange(len(batch)), lengths[batch])
            worth = 1.0 / np.sqrt(np.maximum(lengths[batch], 1))
            odds = bias + worth * np.bincount(owner, weights[columns[at]], len(batch))
            wrong = (1.0 / (1.0 + np.exp(-odds)) - fails[batch]) * np.where(fails[batch] > 0, WEIGHT, 1.0)
            step = np.bincount(columns[at], (wrong * worth)[owner], 1 << BITS) / len(batch) + RIDGE * weights
            squares += step**2
            weights -= RATE * step / np.sqrt(squares)
            bias -= RATE * float(wrong.mean())
    return FailureWeights(np.clip(np.round(weights * UNITS), -127, 127).astype(np.int8), round(bias, 4))


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    packages = sorted((arguments.packages / "messages").iterdir())
    said, other = labelled([Path(str(django.__file__)).parent, *packages])
    made, made_other = generated()
    fails = sorted(said | made)
    others = sorted((other | made_other) - set(fails))
    others = Random(1).sample(others, min(OTHERS, len(others)))
    told = f"{len(fails):,} messages of {len(packages) + 1} packages that cannot show what was asked for, "
    told += f"{len(others):,} others"
    found = fit([*fails, *others], np.array([1.0] * len(fails) + [0.0] * len(others)))
    weights = FailureWeights(found.weights, found.bias, f"scripts/train_failures.py: {told}")
    arguments.target.write_bytes(weights.to_bytes())
    print(told)


if __name__ == "__main__":
    main()
