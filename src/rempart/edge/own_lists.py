"""Names that somebody refuses to have blocked, on nobody's word: a subscriber's agent, a signer's own computer.

In: files of names on this machine. Out: lists that the safeguards ask; with them always the public suffixes that the
program brings and the names that registries keep for institutions.
"""

from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from rempart.engines.policy import NameList, SafeguardLists, Suffixes
from rempart.engines.policy.lists import list_entries, list_ranked
from rempart.kernel.hostname import parse_hostname


def read_own_lists(
    never_block: Iterable[str] = (), never_block_file: Path | None = None, popular_names_file: Path | None = None
) -> SafeguardLists:
    """The lists; in a ranked list of popular names odd entries are passed over, in the others they are no entry.

    Raises OSError, UnicodeDecodeError, and NotAHostnameError: a misspelt safeguard is none.
    """
    suffixes = resources.files("publicsuffixlist").joinpath("public_suffix_list.dat").read_text(encoding="utf-8")
    return SafeguardLists(
        suffixes=Suffixes(suffixes.splitlines()),
        never_block=NameList(map(parse_hostname, (*never_block, *_entries(never_block_file)))),
        popular=NameList(list_ranked(_entries(popular_names_file))),
    )


def _entries(path: Path | None) -> list[str]:
    return [] if path is None else [text for _, text in list_entries(path.read_text(encoding="utf-8").splitlines())]
