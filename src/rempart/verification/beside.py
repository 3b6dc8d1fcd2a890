"""What lies beside the archive for people and for other tools: script, plain words, log, CASE graph.

A judge runs the script and reads the pages; whoever holds the key could seal others. So the script has to be one that
this verifier knows, the pages may differ from the known ones in the values of this capture alone, and log and graph
have to tell what the facts tell. A text that is not known belongs to an exhibit of another form.
"""

import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rempart.verification.documents import DocumentError, read_object
from rempart.verification.graph import tells_the_facts
from rempart.verification.manifest import ARCHIVE
from rempart.verification.report import Findings
from rempart.verification.said import Said, fault

SCRIPT, LOG, GRAPH = "evidence/check.sh", "evidence/capture-log.txt", "evidence/case-uco.jsonld"
PLAIN_WORDS = ("evidence/README.en.html", "evidence/README.fr.html")
# SHA-256 of each text of the form `rempart-facts/2`, values of the capture left out.
KNOWN_TEXTS: Mapping[str, frozenset[str]] = {
    SCRIPT: frozenset(
        {
            "fc79bf6ee5f035a095fb3c98ccf3770f209785a67ce0caca28be74194abf6b90",
            "86713bdb2d5668e5ba481a3f254ad4fe58186a3e9379664fa4260db2a4f70154",
        }
    ),
    PLAIN_WORDS[0]: frozenset({"d225d400e1812e41e3d77e9e4e854da6a532a992c6cedf9988fd9cf851265673"}),
    PLAIN_WORDS[1]: frozenset({"4aad1a651202d07754e5f8aba8011a57bb1b173f0ce34887aa92f782242c9689"}),
}
_VALUE = re.compile(rb"(?<=<dd><code>)[^<]*(?=</code></dd>)")
_TOLD = re.compile(r"\S+ refused |cut short: ")
_LEFT_OUT = re.compile(r"\S+ left out of ")


def check_beside(files: Mapping[str, bytes], facts: Mapping[str, Any], findings: Findings) -> None:
    """Script and plain words are known ones; plain words, log and graph tell what `facts` tell."""
    unknown = [name for name in (SCRIPT, *PLAIN_WORDS) if digest_text(files.get(name, b"")) not in KNOWN_TEXTS[name]]
    problems = [
        Said("{file} is none that Rempart has ever put into an exhibit: do not trust it.", file=name)
        for name in unknown
    ]
    try:
        problems += _plain_words(files, facts)
        problems += _log(files.get(LOG, b""), facts)
        if not tells_the_facts(read_object(files.get(GRAPH, b"")), facts, files.get(ARCHIVE, b"")):
            problems.append(Said("{file} tells something else than the facts.", file=GRAPH))
    except DocumentError as error:
        problems.append(Said("{file} cannot be used: {error}.", file=GRAPH, error=error))
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        problems.append(Said("The facts have another form than what lies beside them: {fault}.", fault=fault(error)))
    findings.judge(
        "beside.agree", problems, Said("Script and plain words are known; log and CASE graph tell the same.")
    )


def digest_text(content: bytes) -> str:
    """SHA-256 in hex of a text without the values that differ from capture to capture."""
    return hashlib.sha256(_VALUE.sub(b"", content)).hexdigest()


def _plain_words(files: Mapping[str, bytes], facts: Mapping[str, Any]) -> Iterator[Said]:
    media = [one["media"] for one in facts["exchanges"] if "media" in one]
    media += [medium for one in facts["exchanges"] for medium in one.get("removed_inline", ())]
    met = len(media) + sum(refusal["rule"] == "media" for refusal in facts["refusals"])
    expected = [
        facts["url"],
        facts["final_url"] or "—",
        facts["finished_at"][:19].replace("T", " "),
        str(len(facts["exchanges"])),
        str(met),
        str(sum("sha256" in medium["hashes"] for medium in media)),
        "; ".join(facts["truncations"]) or "—",
    ]
    for name in PLAIN_WORDS:
        told = [html.unescape(value.decode(errors="replace")) for value in _VALUE.findall(files.get(name, b""))]
        if told != expected:
            yield Said("{file} tells something else than the facts.", file=name)


def _log(content: bytes, facts: Mapping[str, Any]) -> Iterator[Said]:
    lines = content.decode(errors="replace").split("\n")
    end = [
        *(f"{one['at']} refused {one['url']}: {one['rule']}: {one['detail']}" for one in facts["refusals"]),
        *(f"cut short: {truncation}" for truncation in facts["truncations"]),
        f"{facts['finished_at']} ended at {facts['final_url'] or 'no page'}",
    ]
    wanted = [" ".join(line.split()) for line in end] + [""]
    rest = lines[1 : -len(wanted)]
    more = [line for line in rest if _TOLD.match(line)]
    # Exhibits of older versions have no such line: what they leave out, their look-ups tell.
    left_out = [line for line in rest if _LEFT_OUT.match(line)]
    more += [] if left_out in ([], list(_left_out(facts))) else left_out
    if lines[0] != f"{facts['started_at']} began {facts['url']}" or lines[-len(wanted) :] != wanted or more:
        yield Said("{file} tells something else than the facts.", file=LOG)


def _left_out(facts: Mapping[str, Any]) -> Iterator[str]:
    """A line for each address that a name was answered with and that was not asked."""
    for one in facts["dns"]:
        for rule in one["refused"].split("; ") if one["refused"] else ():
            yield " ".join(f"{one['at']} left out of {one['name']}: {rule}".split())
