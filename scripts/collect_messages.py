"""Gather every sentence of the pages into src/rempart/web/locale, keeping the translations that are there.

Besides what is marked in views and templates, the templates of errors (`template = "…"`) and reasons
(`Reason("code", "…")` or `Reason(template="…")`) are sentences that people read: they are found in the syntax tree. So
are those of the commands that speak the user's language (`say("…")`, `Phrase("…")`, `counted(number, "…")`, and
`problem="…"` of an error), what the verifier says (`Said("…")`), and their help texts.

Needs gettext. Run it after changing any sentence, translate what is new, and let `make` compile.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import typer.core
import typer.rich_utils
from typer.main import get_command

from rempart.cli import build_app
from rempart.cli.doctor import list_programs
from rempart.cli.help import help_texts

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "rempart"
WEB = SOURCE / "web"
GATHERED = WEB / "gathered_sentences.py"
LANGUAGES = ("fr", "en")
# What neither a page nor a command says: the API, letters, and what only they use.
ELSEWHERE = {
    "api",
    "blockpage",
    "config.py",
    "evaluation.py",
    "feed",
    "feeds",
    "hostnames.py",
    "lab",
    "letters.py",
    "migrations",
    "pages.py",
    "server.py",
    "spreading.py",
    "tasks.py",
    "texts.py",
    "watching",
}
# What reads for commands.
TOLD = {
    *("ports/pages.py", "ports/hostnames.py", "ports/spreading.py", "engines/verdict/evaluation.py", "config.py"),
    *("engines/names/evaluation.py", "web/server.py"),
    *(f"lab/{name}.py" for name in ("bind", "hostnames", "postgres", "processes", "server_farm", "websites")),
}
# What the story and its laboratory say where a step fails.
TOLD_BY_DEMO = {"NeverHappenedError", "NotVerifiedError", "PartNotReadyError", "expect", "wait_for"}
GUESS = re.compile(
    r'#, fuzzy(?:, ([^\n]*))?\n(?:#[^\n]*\n)*((?:msgctxt "[^\n]*"\n)?msgid "[^\n]*"(?:\nmsgid_plural "[^\n]*")?)'
    r'((?:\nmsgstr(?:\[\d\])? "[^\n]*"(?:\n"[^\n]*")*)+)'
)
SENTENCE = re.compile(r"[A-Z{“\"](?=[^\n]* )[^\n]*[.!](?: \{\w+\})*")


def find_sentences(source: Path = SOURCE) -> list[str]:
    """Every sentence template of errors and reasons, sorted."""
    found: set[str] = set()
    for path in _told(source):
        found.update(sentences_in(ast.parse(path.read_text(encoding="utf-8"))))
    return sorted(found)


def find_counts(source: Path = SOURCE) -> list[tuple[str, str]]:
    """What is counted: what one and what several of it are called, sorted."""
    found: set[tuple[str, str]] = set()
    for path in _told(source):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name_of(node) == "counted":
                one, *many = (str(ast.literal_eval(word)) for word in node.args[1:])
                found.add((one, many[0] if many else f"{one}s"))
    return sorted(found)


def find_help() -> list[str]:
    """The help texts of all commands, and what programs are for, sorted."""
    found = set(help_texts(get_command(build_app([]))))
    found.update(purpose for *_, purpose in list_programs())  # what the doctor says of each
    return sorted(found)


def find_library_words() -> list[str]:
    """What the library of commands looks up with `gettext`, sorted."""
    found: set[str] = set()
    for module in (typer.core, typer.rich_utils):
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name_of(node) == "_":
                found.update(_text(node.args[0], least=1))
    return sorted(found)


def _told(source: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*.py")):
        inside = path.relative_to(source)
        if inside.parts[0] == "cli" or inside.as_posix() in TOLD or not ELSEWHERE & set(inside.parts):
            yield path


def sentences_in(tree: ast.Module) -> Iterator[str]:
    """The sentence templates of one module."""
    for line in tree.body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
            yield from _sentences_of_table(line.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "template" for t in node.targets):
            yield from _text(node.value)
        elif isinstance(node, ast.Call):
            yield from _template_of_call(node)
        elif isinstance(node, ast.Yield) and node.value is not None:
            yield from filter(SENTENCE.fullmatch, _text(node.value))


def _sentences_of_table(value: ast.expr) -> Iterator[str]:
    """Whole sentences in a module's table, such as {code: sentence}."""
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.fullmatch(node.value):
            yield node.value


def _template_of_call(node: ast.Call) -> Iterator[str]:
    name = _name_of(node)
    for keyword in node.keywords:
        if keyword.arg in ("template", "problem"):
            yield from _text(keyword.value)
        elif keyword.arg in ("part", "awaited", "advice") and name in TOLD_BY_DEMO:
            yield from _text(keyword.value, least=1)
    if name == "Reason" and len(node.args) > 1:
        yield from _text(node.args[1])
    if name in ("say", "Phrase", "Said", "marked") and node.args:
        yield from _text(node.args[0], least=1)


def _name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _text(node: ast.expr, *, least: int = 2) -> Iterator[str]:
    """The text of at least so many words."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) >= least:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _text(node.body, least=least)
        yield from _text(node.orelse, least=least)


def _unguessed(guess: re.Match[str]) -> str:
    """The new sentence without the guess, and with what it says of its values ("python-brace-format")."""
    flags = f"#, {guess[1]}\n" if guess[1] else ""
    return f"{flags}{guess[2]}" + re.sub(r'"[^\n]*"(?:\n"[^\n]*")*', '""', guess[3])


def _set_header(language: str, plural: str) -> None:
    """A header without moments and names, so that a catalogue changes only where a sentence did."""
    path = WEB / "locale" / language / "LC_MESSAGES" / "django.po"
    _, _, sentences = path.read_text(encoding="utf-8").partition("\n\n")
    # gettext guesses a new sentence from one that looks like it; an empty place is better than a wrong sentence.
    sentences = GUESS.sub(_unguessed, sentences)
    fields = (
        "Project-Id-Version: rempart",
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: nplurals=2; plural=({plural});",
    )
    header = "\n".join(f'"{field}\\n"' for field in fields)
    path.write_text(f'msgid ""\nmsgstr ""\n{header}\n\n{sentences}', encoding="utf-8")


def main() -> None:
    english = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
    english.unlink(missing_ok=True)  # it says what the source says, and is made anew each time
    lines = [f"_({sentence!r})" for sentence in sorted({*find_sentences(), *find_help(), *find_library_words()})]
    lines += [f"ngettext({one!r}, {many!r}, 1)" for one, many in find_counts()]
    GATHERED.write_text("\n".join(["from django.utils.translation import gettext as _, ngettext", *lines, ""]), "utf-8")
    try:
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--no-location",
            "--no-obsolete",
            "--no-wrap",
            "-v",
            "0",
        ]
        for language in LANGUAGES:
            command += ["-l", language]
        subprocess.run(command, cwd=WEB, check=True)
    finally:
        GATHERED.unlink()
    subprocess.run(["msgen", "--no-wrap", "-o", english, english], check=True)
    _set_header("fr", "n > 1")
    _set_header("en", "n != 1")


if __name__ == "__main__":
    main()
