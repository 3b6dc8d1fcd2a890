"""Commands speak the language of whoever types: the same words as the pages, the same codes, the same JSON."""

import ast
import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from rich.console import Console

from rempart.cli import COMMANDS, build_app, main
from rempart.cli.help import arguments, speak_help
from rempart.cli.language import LanguageNotSpokenError, say, take_language
from rempart.cli.output import counted, out, plain, print_table
from rempart.config import find_language
from rempart.kernel.errors import RempartError
from rempart.kernel.reasons import Reason
from rempart.web.argument_words import ARGUMENTS
from rempart.web.wording import words_in
from tests.factories import pages

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parents[1] / "golden"
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def collected() -> ModuleType:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        return importlib.import_module("collect_messages")
    finally:
        sys.path.pop(0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("CLOSED", "REOPENED", "PARKED", "SHOP"):
        (tmp_path / f"{name.lower()}.html").write_text(getattr(pages, name))
    rows = [
        {"a": "closed.html", "b": "reopened.html", "same": False, "group": "wrongly labelled"},
        {"a": "closed.html", "b": "shop.html", "same": True, "group": "wrongly labelled"},
        {"a": "closed.html", "b": "lost.html", "same": True, "group": "lost"},
    ]
    (tmp_path / "list.jsonl").write_text('{"site": "a", "domains": ["salon"]}\n')
    (tmp_path / "labels.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + '\n{"a": 1}\n')
    return tmp_path


def told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str, *words: object
) -> tuple[int, str, str]:
    for name in ("REMPART_LANG", "LANGUAGE"):
        monkeypatch.setenv(name, language)
    monkeypatch.setattr(sys, "argv", ["rempart", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        main()
    shown = capsys.readouterr()
    return int(stopped.value.code or 0), shown.out, shown.err


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA"}, "fr"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_BE@euro", "LC_ALL": ""}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "REMPART_LANG": "fr"}, "fr"),
    ],
)
def test_the_terminal_says_which_language(
    monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], language: str
) -> None:
    for name in ("REMPART_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    assert find_language() == language


@pytest.mark.parametrize(
    ("words", "left", "language"),
    [
        (["--lang", "fr", "compare", "A"], ["compare", "A"], "fr"),
        (["compare", "A", "--lang=fr"], ["compare", "A"], "fr"),
        (["compare", "--lang", "en", "A"], ["compare", "A"], "en"),
        (["compare", "--", "--lang", "fr"], ["compare", "--", "--lang", "fr"], "en"),
    ],
)
def test_an_option_says_it_wherever_it_stands(
    monkeypatch: pytest.MonkeyPatch, words: list[str], left: list[str], language: str
) -> None:
    monkeypatch.setenv("REMPART_LANG", "en")
    assert take_language(words) == left
    assert find_language() == language


@pytest.mark.parametrize("words", [["--lang", "de", "compare"], ["compare", "--lang="], ["compare", "--lang"]])
def test_a_language_that_is_not_spoken_is_refused(words: list[str]) -> None:
    with pytest.raises(LanguageNotSpokenError, match="en, fr"):
        take_language(words)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_comparison_reads_as_it_was_agreed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path, language: str
) -> None:
    background = folder / "background.bin"
    for host in ("a", "b", "c"):
        (folder / "ordinary" / host).mkdir(parents=True)
        (folder / "ordinary" / host / "page.html").write_text(pages.SHOP)
    told(monkeypatch, capsys, "en", "background", "build", folder / "ordinary", "-o", background)
    compared = (folder / "closed.html", folder / "reopened.html", "--verdict-version", 22, "--background", background)
    code, shown, _ = told(monkeypatch, capsys, language, "compare", *compared)
    assert (code, shown) == (0, (GOLDEN / f"compare-{language}.txt").read_text(encoding="utf-8"))


def test_json_is_the_same_to_the_byte(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    monkeypatch.chdir(folder)
    told(monkeypatch, capsys, "en", "pages", "index", "build", "index", ".")
    for words in (
        ("compare", "closed.html", "shop.html", "--json"),
        ("pages", "classify", "parked.html"),
        ("pages", "evaluate", "labels.jsonl", "--json"),
        ("pages", "index", "query", "index", "closed.html", "--json"),
    ):
        english, french = (told(monkeypatch, capsys, language, *words) for language in ("en", "fr"))
        assert english[:2] == french[:2]
        assert english[1]


def test_an_evaluation_tells_its_figures_and_confusions_in_french(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(out, "_width", 200)
    _, shown, _ = told(monkeypatch, capsys, "fr", "pages", "evaluate", "labels.jsonl")
    assert "toutes" in shown
    assert f"erreur de calibration 0,{shown.partition('calibration 0,')[2][:1]}" in shown
    assert f"dites différentes, mais d’un même site{NO_BREAK}: closed.html et shop.html" in shown
    assert f"dites du même site, mais de deux{NO_BREAK}: closed.html et reopened.html" in shown
    assert "Les deux disent «" in shown
    assert "laissé de côté, avec 1 paire" in shown
    assert f"ligne 4{NO_BREAK}: il n’y a pas de «{NO_BREAK}same{NO_BREAK}» dedans." in shown
    assert f"lost.html{NO_BREAK}: ce fichier n’existe pas. Donnez" in " ".join(shown.split(" "))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("compare", "closed.html", "lost.html"), "pages.missing", "ce fichier n’existe pas. Donnez"),
        (("compare", "closed.html", "shop.html", "--url-b", "/x"), "pages.address", "'/x' ne nomme aucun hôte"),
        (("compare", "closed.html", "shop.html", "--verdict-version", "1"), "compare.version_not_kept", "version 1 du"),
        (("pages", "index", "query", "lost", "closed.html"), "pages.index_unreadable", "Construisez-en un avec"),
        (("pages", "index", "build", ".", "."), "pages.index_unwritable", "c’est un dossier"),
        (("pages", "index", "build", "index", "parked.html"), "pages.nothing_entered", "(1 page d’attente, 0 fichier"),
        (("background", "build", "closed.html", "-o", "shop.html"), "cli.place_taken", "existe déjà et reste"),
        (("recompute", "closed.html"), "recompute.record_unusable", "l’enregistrement d’une comparaison"),
        (("recompute", "lost.html"), "recompute.record_unusable", "ce fichier n’existe pas"),
        (
            ("pages", "classify", "parked"),
            "pages.missing",
            "parked\N{NO-BREAK SPACE}: ce fichier",
        ),  # a label's code too
        (("screen", "closed.html", "-"), "names.watchlist", "ce n’est pas du JSON, au caractère 1."),
        (("screen", "list.jsonl", "-"), "names.watchlist", "dans 'domains', 'salon' n’est pas un nom d’hôte"),
        (("evaluate", "names", "list.jsonl", "-"), "names.succession", "il y manque at, domain, former."),
        (("serve", "--host", "192.0.2.1"), "web.port_taken", "cette machine n’a pas cette adresse"),
    ],
)
def test_an_error_keeps_its_code_and_speaks_french(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    words: tuple[str, ...],
    code: str,
    said: str,
) -> None:
    monkeypatch.chdir(folder)
    english, french = (told(monkeypatch, capsys, language, *words) for language in ("en", "fr"))
    assert english[0] == french[0]
    assert english[2].startswith(f"{code}: ")
    assert french[2].startswith(f"{code}: ")
    assert said in french[2]
    assert said not in english[2]


def test_the_doctor_speaks_french(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    found = "/usr/bin/program"
    monkeypatch.setattr("rempart.cli.doctor.find_program", lambda name: None if name == "openssl" else found)
    code, shown, _ = told(monkeypatch, capsys, "fr", "doctor")
    assert code == 3
    said = shown.replace(NO_BREAK, " ").splitlines()
    openssl = "manque  openssl : introuvable ; il le faut pour la démonstration : son autorité d’horodatage"
    assert [line for line in said if line.startswith(openssl)]
    assert f"présent bind9 : {found}" in said
    english, french = (told(monkeypatch, capsys, language, "doctor", "--json") for language in ("en", "fr"))
    assert english == french


def test_help_is_told_in_french(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = told(monkeypatch, capsys, "fr", "compare", "--help")
    assert code == 0
    assert "Dire si deux pages capturées sont du même site" in shown
    assert "Une pièce .wacz ou un fichier HTML, ou -" in shown


def test_help_stays_as_it_is_in_english(monkeypatch: pytest.MonkeyPatch, collected: ModuleType) -> None:
    monkeypatch.setenv("REMPART_LANG", "en")
    before = collected.find_help()
    root = collected.get_command(build_app([]))
    speak_help(root)
    assert {str(command.help) for command in root.commands.values()} <= set(before)


def test_a_french_comparison_needs_no_framework(folder: Path) -> None:
    code = "import sys; from rempart.cli import main\ntry: main()\nfinally: print('django' in sys.modules)"
    pair = [str(folder / "closed.html"), str(folder / "shop.html")]
    command = [sys.executable, "-c", code, "--lang", "fr", "compare", *pair]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    assert "sites différents, probabilité" in shown
    assert shown.endswith("False\n")


def test_no_line_of_a_table_begins_with_a_mark_that_belongs_to_the_word_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    narrow = Console(width=20, soft_wrap=True, markup=False)
    monkeypatch.setattr("rempart.cli.output.out", narrow)
    print_table(("motif",), [(f"les deux disent «{NO_BREAK}oil{NO_BREAK}»{NO_BREAK}; rare",)] * 2)
    shown = capsys.readouterr().out
    assert f"«{NO_BREAK}oil{NO_BREAK}»{NO_BREAK};" in shown
    assert (
        plain(f"1\N{NARROW NO-BREAK SPACE}459 %{NO_BREAK}\u200b") == f"1\N{NARROW NO-BREAK SPACE}459 %{NO_BREAK}\\u200b"
    )


def test_counts_and_figures_carry_the_marks_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMPART_LANG", "fr")
    narrow = "\N{NARROW NO-BREAK SPACE}"
    assert say("{pages} read", pages=counted(1459, "page")) == f"Lecture{NO_BREAK}: 1{narrow}459 pages"
    assert say("{pages} read", pages=counted(0, "page")) == f"Lecture{NO_BREAK}: 0 page"


# What reads alike in both languages: lists of formats and programs.
_ALIKE = re.compile(r"[\w-]+(?:, [\w-]+)*")


def test_all_that_commands_say_has_its_words(collected: ModuleType) -> None:
    french = words_in("fr")
    for one, many in collected.find_counts():
        assert french.say("{count}", count=counted(2, one, many)) != f"2 {many}" or one in ("page", "site", "capture")
    for name in sorted(set(COMMANDS.values())):
        module = importlib.import_module(f"rempart.cli.{name}")
        own = [
            one
            for one in vars(module).values()
            if isinstance(one, type) and issubclass(one, RempartError) and one.__module__ == module.__name__
        ]
        assert [one.template for one in own if one.template not in collected.find_sentences()] == []


def test_no_help_of_any_command_stays_english(collected: ModuleType) -> None:
    texts = collected.find_help()
    assert len(texts) > 300
    french = words_in("fr")
    assert [text for text in texts if french.translated(text) == text and not _ALIKE.fullmatch(text)] == []


def test_no_word_of_the_library_stays_english(collected: ModuleType) -> None:
    texts = collected.find_library_words()
    assert {"Options", "Missing command.", "[required]"} <= set(texts)
    french = words_in("fr")
    assert [text for text in texts if french.translated(text) == text] == ["Arguments", "Options"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("compare a.html", "Il manque l’argument « B »."),
        ("compare a.html b.html --prior x", "Valeur refusée pour '--prior' : un nombre est attendu."),
        ("compare a.html b.html --prior 7", "Valeur refusée pour '--prior' : ce doit être 0.9999 au plus."),
        ("compare a.html b.html --nope", "Il n’y a pas d’option --nope"),
        ("compare a.html b.html c.html", "Des arguments sont en trop (c.html)"),
        ("compare a.html b.html --prior", "L’option « --prior » demande une valeur."),
        ("compre", "Il n’y a pas de commande 'compre'. Vouliez-vous dire 'compare', 'recompute', 'capture' ?"),
        ("screen a b --format xml", "Valeur refusée pour '--format' : 'xml' n’est pas l’un de 'jsonl', 'table'."),
        ("screen a b --threads x", "Valeur refusée pour '--threads' : un nombre entier est attendu."),
        ("probe x", "un identifiant est attendu, tel que les listes les montrent (un UUID)."),
        ("mandate show lost.json", "Valeur refusée pour 'fichier' : lost.json n’existe pas."),
        ("screen a b --keep x", "--keep et --address vont avec --engine ray"),
        ("background write", "Il manque l’option « --output / -o »."),
        ("order propose", "Il manque l’argument « affaire »."),
    ],
)
def test_what_is_wrong_with_an_option_is_told_in_french(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    english, french = (told(monkeypatch, capsys, language, *line.split()) for language in ("en", "fr"))
    assert (english[0], french[0]) == (2, 2)
    shown = " ".join(re.sub("[│╭╮╰╯─]", " ", french[2]).split())
    assert said in shown
    assert "Erreur " in shown
    assert ("Usage : rempart" in shown) == ("Usage: rempart" in english[2])
    assert bool(re.search("Pour l’aide, tapez « rempart.* --help »", shown)) == ("Try 'rempart" in english[2])
    assert not re.search("Invalid|Missing|No such|Try |should|Got ", french[2])


def test_what_is_given_in_a_place_is_called_in_french(collected: ModuleType) -> None:
    places = {place.name for place in arguments(collected.get_command(build_app([])))}
    assert places == ARGUMENTS.keys()
    assert "order propose [OPTIONS] {affaire} {nom}" in _run("order propose --help", "fr").stdout
    assert "order propose [OPTIONS] {case} {hostname}" in _run("order propose --help", "en").stdout


def test_a_help_page_is_french_to_its_frames() -> None:
    shown = _run("order propose --help", "fr").stdout
    for told in ("Usage", "Options", "obligatoire", "par défaut", "variable", "Montrer cette aide et finir."):
        assert told in shown
    assert not re.search("required|default|env var|Show this", shown)
    root = _run("", "fr").stdout
    assert "COMMANDE [ARGUMENTS]…" in root
    assert "Commandes" in root


@pytest.mark.parametrize(
    ("language", "text", "number", "path", "moment"),
    [("en", "TEXT", "NUMBER", "PATH", "MOMENT"), ("fr", "TEXTE", "NOMBRE", "CHEMIN", "MOMENT")],
)
def test_a_help_page_says_in_words_what_an_option_takes(
    language: str, text: str, number: str, path: str, moment: str
) -> None:
    proposing = _run("order propose --help", language).stdout
    assert re.search(rf"--necessity +{text} ", proposing)
    assert re.search(rf"--days +{number} ", proposing)
    assert re.search(rf"--removal-asked-at +{moment} ", proposing)
    assert re.search(r"--emergency  +[A-Z]", proposing)  # takes nothing, and has no opposite
    adding = _run("user add --help", language).stdout
    assert "reporter-desk | analyst | reviewer" in adding
    assert not re.search(r"<\w+", proposing + adding + _run("compare --help", language).stdout)
    assert re.search(rf"--background +{path} ", _run("compare --help", language).stdout)


def test_no_name_of_an_option_is_cut_off_in_a_narrow_terminal() -> None:
    shown = _run("order propose --help", "fr", columns=80).stdout
    assert re.search("--removal-notified-at +MOMENT", shown)


def _run(line: str, language: str, columns: int = 140) -> "subprocess.CompletedProcess[str]":
    """In a process of its own: the library looks some of its words up when it is loaded."""
    command = [sys.executable, "-m", "rempart", "--lang", language, *line.split()]
    environment = {**os.environ, "COLUMNS": str(columns)}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)


_PRINTS = {"print_line", "print_table", "print", "BadParameter", "add_task", "status"}
_SPEAKS = {"say", "sentence", "label", "figure", "percentage", "counted", "marked", "translated", "print_json"}


def _unspoken(tree: ast.AST) -> list[str]:
    """The words that a module prints without translating them."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    found = []
    for call in calls:
        if (getattr(call.func, "attr", None) or getattr(call.func, "id", None)) in _PRINTS:
            found += [text for argument in call.args for text in _bare(argument)]
    return [text for text in found if re.search("[a-z]{2}", text) and text not in ("AUC", "SHA-256")]


def _bare(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.Call) and (getattr(node.func, "attr", None) or getattr(node.func, "id", None)) in _SPEAKS:
        return []
    return [text for child in ast.iter_child_nodes(node) for text in _bare(child)]


def test_nothing_is_printed_past_the_catalogue(collected: ModuleType) -> None:
    modules = [f"cli/{path.name}" for path in (ROOT / "src/rempart/cli").glob("*.py") if path.stem != "__init__"]
    said = {path: _unspoken(ast.parse((ROOT / "src/rempart" / path).read_text(encoding="utf-8"))) for path in modules}
    assert {path: texts for path, texts in said.items() if texts} == {}
    assert _unspoken(ast.parse('print_line(f"{say(1)} more")')) == [" more"]


def test_each_sentence_of_a_comparison_that_names_a_page_does_so_in_french() -> None:
    """The adjective goes with "page", as its label has it and the bare code does not."""
    sources = "".join(path.read_text(encoding="utf-8") for path in Path("src/rempart/engines/verdict").glob("*.py"))
    codes = set(re.findall(r'Reason\("(verdict\.[a-z_]+)", template, \{"side"', sources))

    assert codes >= {"verdict.words_alone", "verdict.unread", "verdict.posted", "verdict.in_a_folder"}
    assert {words_in("fr").sentence(Reason(code, "{side}", {"side": "second"})) for code in codes} == {"seconde"}
