"""Whether a page speaks to whoever set its software up: the start page of a framework, a panel, a server or a stack.

Such pages come in a new wording with every product. But they say to their reader that it stands ("you have installed",
"your application is ready"), or which file or command changes what is seen, and lead to the maker's pages alone. Who
visits a site is told none of that; a project's own page says how to install it, and not that it is.
"""

import re
from collections.abc import Sequence

from rempart.engines.pages.page import PageInput, host_of, names_a_host
from rempart.engines.pages.placeholders.state_terms import Role
from rempart.engines.pages.placeholders.states import sentences_in, tells
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.naming import SIDES, bears, own_label
from rempart.engines.pages.reading.owned import leads_to_tools
from rempart.engines.pages.words.text import plain_names, words_of

_VERSION = re.compile(r"([a-z][\w .+-]{1,40}) v?\d{1,4}(?:\.\d{1,6}){2,3}[\w.+-]{0,20}")
_OF_ITS_LANGUAGE = re.compile(
    r"([a-z][\w .+-]{1,40}?) v?\d{1,4}(?:\.\d{1,6}){0,3} \((?:php|python|node|ruby|java) ?v?\d"
)
# A program's name and version as a server writes them in its answers, and as one says on a page of few words.
_TOKEN = re.compile(r"[a-z][\w.+-]{1,30}/\d{1,4}(?:\.\d{1,6}){0,3}")
_NO_PROGRAM = r"(?!(?:version|release|build|update|edition|chapter|section|issue|part|ver)\b)"
_WITH_VERSION = re.compile(rf"\b{_NO_PROGRAM}[a-z][\w+-]{{2,30}}[/ ]v?\d{{1,3}}(?:\.\d{{1,6}}){{1,3}}\b(?!\s*[$€£%])")
# What runs there, line by line: "Quayprint version: 8.1.0".
_VERSION_LINE = re.compile(
    r"[a-z][\w .+-]{1,30}(?: version)?:? v?\d{1,3}(?:\.\d{1,6}){2,3}[\w.+-]{0,20}", re.IGNORECASE
)
# A folder from which servers show pages, by the names that these have everywhere.
_FOLDER = re.compile(
    r"\b(?:public_html|httpdocs|htdocs|wwwroot|webroot|docroot|document[ _]?root|html_public|inetpub)\b|/var/www\b|"
    r"(?<![\w.])/(?:html|www|public|httpdocs|htdocs)(?![\w./])",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"\bget /\S{0,80} http/\d")  # what a test of a container gives back
_RUNS = re.compile(r"\b(?:serv(?:ing|es|ed)|running|runs|works|working|ready|listening|server|started|up and)\b")
_ADMINISTERED = re.compile(r"/?admin(?:istration)?(?:[/.?]|$)")
_MANUAL = re.compile(r"(?:^|[/:.])(?:docs?|documentation|manual|help|faq|guide|wiki|handbook|support)\b", re.IGNORECASE)
STATED = 160  # lines that are looked at
LEADS = 2  # links from which a page leads to its maker's pages
READ = 4_000  # letters that are looked at
MOST = 600  # words of a page up to which it may be one …
FULL = 300.0  # … and from which that fades
FEW = 60  # words of a page that may say no more than whose software it is, and where to read on
TINY = 12  # words of one that says no more than which program runs there
_SPOKEN, _SAID, _WORD, _WORDS = 2.2, 0.9, 0.25, 1.5
OWNED = 0.6  # what is left where the page leads to further pages of its own host, or asks for something
_NEW = r"(?:new |very |own |first )*"
_WORDED = r"(?:[\w+#-]{1,24}(?:\.\w{1,12})? ){0,3}?"  # bounded, as all that repeats: a page may be made to be slow
_MADE = (
    rf"{_WORDED}(?:apps?|applications?|projects?|sites?|websites?|homepage|installation|install|setup|set-up|framework|"
    r"environment|server|stack|instance|container|service|blog|store|shop|cms|package)\b"
)
_NO_CASE = r"(?<!if )(?<!when )(?<!once )(?<!after )(?<!until )(?<!that )"
_DONE = r"(?:installed|set ?up|deployed|launched|created|configured|started|running|spun up|scaffolded|booted)"
_STANDS = r"(?:(?:is|are|has been|was) )?(?:now |up and |all |fully )*"
_GREETED = r"(?:welcome|congrat\w+|congrats|hooray|yay|hurray|well done|success\w*|ready|thank\w*|enjoy)"
_EDIT = r"(?:edit\w*|modify\w*|modif\w+|replac\w+|renam\w+|customi[sz]\w+|overrid\w+|delet\w+)"
_CHANGED = (
    rf"(?:{_EDIT}|chang\w+|open\w*|creat\w+|remov\w+|updat\w+|put|upload\w*|found|located|generated|rendered|served|"
    r"looking at|see(?:ing)?|add\w*)"
)
_SHOWN = r"(?:pages?|files?|views?|template|controller|route|app|application|homepage|text|content)"
_FILE = (
    r"(?:(?:(?:[\w$%.~-]{1,30}[/\\]){1,8}[\w.-]{0,40}|\b(?!(?:node|next|vue|nuxt|react|express|ember|three|asp|alpine|socket)\.)[\w-]{1,40})"
    r"\.(?:php|phtml|jsx?|mjs|tsx?|vue|svelte|astro|py|rb|erb|exs?|heex|html?|twig|tt|ejs|pug|hbs|haml|tpl|cshtml|razor|"
    r"jsp|go|rs|kt|java|scala|conf|ini|ya?ml|env|toml|htaccess|p[lm]|sh|bat)\b|"
    r"\b(?:src|apps?|public|public_html|htdocs|www|templates?|views?|controllers?|config|routes|pages|themes?)"
    r"[/\\][\w./\\*-]{0,60})"
)
_FURTHER = (
    r"\binstallée? avec succès|\bvotre application (?:est|fonctionne)|\bya tienes instalado|\berfolgreich eingerichtet|"
    r"\binstalad[oa] (?:con éxito|correctamente|com sucesso)|\berfolgreich installiert|\binstallat[oa] con successo|"
    r"успешно установлен|установлен\w* успешно|\bpomyślnie zainstalowan|\bbaşarıyla (?:kuruldu|yüklendi)|"
    r"cài đặt thành công|(?:安装|安裝|部署|配置|搭建)成功|成功(?:安装|安裝|部署)|インストール(?:が|に)?(?:成功|完了)|"
    r"설치(?:가)? ?(?:완료|성공)"
)
_TO_FINISH = (
    r"\bto (?:finish|complete|publish) (?:setting up )?your (?:own |new )?(?:web )?"
    r"(?:sites?|pages?|website|address|domain|store|shop|blog)\b"
)
_TOLD_TO_PUT = (
    r"\b(?:place|put|copy|drop|save|store|upload|move|publish)\b[^.!?]{0,40}?\b(?:index|default|home)\.\w{2,5}\b"
    r"[^.!?]{0,40}?\b(?:folder|directory|root|share|web ?space)\b"
)
_ONCE_YOU = (
    r"\b(?:appear|appears|show up|shows up|be shown|be displayed|be visible|be listed) (?:here|on this page)\b"
    r"[^.!?]{0,20}?\b(?:once|when|after|as soon as) you(?:'ve| have)? (?:add|publish|creat|upload|post|writ)\w*"
)
_IS_YOUR_NEW = (
    r"\bthis is your (?:new|first|own|very|brand) (?:\w+ )?(?:home ?page|page|site|website|blog|shop|store|post)\b"
)
_TO_ITS_OWNER = (
    _TOLD_TO_PUT,
    _IS_YOUR_NEW,
    _ONCE_YOU,
    rf"{_NO_CASE}\byou(?:'ve| have|'re| are)?(?: now| just| already| officially)* (?:success\w+ )?{_DONE}\b",
    rf"\bsuccess\w* (?:\w+ )?{_DONE}\b|\b{_DONE} (?:\w+ )?success\w*",
    rf"\byour {_NEW}{_MADE}(?:\W+\w+){{0,4}}?\W+{_STANDS}(?:ready|{_DONE}|works|working|up)\b",
    rf"\b{_GREETED}(?:\W+\w+){{0,3}}?\W+your {_NEW}{_MADE}",
    _TO_FINISH,
    r"\bthank(?:s| you) for installing\b|\bit(?:'s| is)? (?:works|working|running|alive) ?!",
    r"\blog ?(?:in ?)?to your (?:\w+ )?(?:droplet|server|vps|instance|machine)\b",
    rf"\b(?:to|before you|once you(?:'re| are)) (?:get started|start|begin|ready)\b[^.!?]{{0,60}}?{_FILE}",
    rf"{_FILE}[^.!?]{{0,20}}? to (?:get started|start|begin)\b",
    rf"\b(?:this|default|welcome|home) (?:\w+ ){{0,2}}?{_SHOWN}\b[^!?]{{0,60}}?\b{_CHANGED}\b[^!?]{{0,50}}?{_FILE}",
    rf"\b{_EDIT}\b[^.!?]{{0,30}}?\bth(?:is|ese) (?:\w+ )?(?:page|files?|view|template|app|application|skeleton)\b",
    rf"\blooking at[^.!?]{{0,40}}?{_FILE}",
    r"\byour version of (?:php|python|node(?:\.js)?|ruby|perl) is\b",
    r"\bremov\w+ (?:this|the) (?:\w+ )?(?:welcome|default|start|placeholder) page\b",
    r"\b(?:add|create) your first (?:page|post)\b|\byou already ran\b",
    r"\bgenerated in this new (?:app|application|project)\b",
    _FURTHER,
)
_OWNERS = [(re.compile(pattern), _FILE in pattern) for pattern in _TO_ITS_OWNER]
_NAMES_FILE = re.compile(_FILE)
_EDITED = re.compile(rf"\b{_CHANGED}\b[^!?]{{0,60}}?{_FILE}|{_FILE}[^!?]{{0,40}}?\b{_CHANGED}\b")
_RUN = re.compile(
    r"\b(?:npm|npx|yarn|pnpm|bun|composer|artisan|rails|sudo|docker(?:[- ]compose)?|cargo|mix|dotnet|vagrant|systemctl|"
    r"lando|ddev|flask|bundle|symfony|sails|meteor|ionic|ember|ng|expo|gatsby|hugo|jekyll|php) (?:-?-?\w+:)?"
    r"(?:run|install|start|create|require|make|generate|serve|up|add|new|restart|build|lift|artisan|dev)\b"
)
_GREETS = re.compile(
    rf"^\W*{_GREETED}\b|\bwelcome to (?:the |your )?[\w.]+|^my (?:\w+ )?app(?:lication)?$|^new \w+ app$", re.MULTILINE
)
_TELLS_HOW = re.compile(
    r"\bhow (?:to|do)\b|\btutorial\b|\binstalling\b|\bblog\b|\bcomment installer\b|\binstallieren\b"
)
_START_TEXT = (
    "framework documentation docs tutorial tutorials guide guides quickstart cookbook community forum forums discord "
    "irc github gitlab slack source starter skeleton boilerplate scaffold debug environment controller controllers "
    "views routes routing template templates database plugins version phpmyadmin phpinfo opcache localhost deploy "
    "middleware mvc cli api orm configure configuration app developer developers"
)
_STARTS = frozenset(_START_TEXT.split())


def start_score(markup: Markup, page: PageInput, said: Sequence[str], size: int, *, owned: bool) -> tuple[float, str]:
    """How strongly a page of `size` words speaks to whoever set it up (0 where it does not), and in which words; `said`
    are its first words, `owned` tells whether it is somebody's (`owned.Leads`)."""
    title = (page.title or markup.title).lower()
    if size > MOST or _TELLS_HOW.search(title):
        return 0.0, ""
    if version := _version_of_its_own(markup, page, title):
        return (_SPOKEN + 2 * _SAID) * min(1.0, FULL / max(size, 1)), version[:60]
    text = " ".join(markup.blocks[:400])[:READ].replace("’", "'").lower()
    if size <= FEW and (brief := _told_in_few_words(markup, text, size, owned=owned)):
        return _SPOKEN + _SAID, brief[:60]
    if not owned and (stands := _installed_by_its_maker(markup, page, text)):
        return (_SPOKEN + 2 * _SAID) * min(1.0, FULL / max(size, 1)), stands[:60]
    heads = "\n".join([title, *markup.headings[:3], text[:300]]).lower()
    files = bool(_NAMES_FILE.search(text))
    spoken = _spoken(text, files)
    greets = bool(_GREETS.search(heads))
    told = (files and bool(_EDITED.search(text))) + (bool(_RUN.search(text)) or leads_to_tools(markup))
    words = len(_STARTS.intersection(said))
    if not spoken and not (greets and (told or (words > 1 and size <= FEW and not owned))):
        return 0.0, ""
    elsewhere = not owned and any(map(names_a_host, markup.links))
    score = _SPOKEN * bool(spoken) + _SAID * (greets + told + elsewhere) + min(_WORDS, words * _WORD)
    left = (OWNED if owned else 1.0) * min(1.0, FULL / max(size, 1))
    return score * left, (spoken or heads.partition("\n")[0] or text)[:60]


def _told_in_few_words(markup: Markup, text: str, size: int, *, owned: bool) -> str:
    """What a page of few words says that no visitor of a site is told, whatever the language: which program runs there,
    and no more; the folder from which a server shows pages; or, in two lines, which programs run there in which
    version."""
    if size <= TINY and not markup.links and _RUNS.search(text) and (program := _WITH_VERSION.search(text)):
        return program[0]
    if owned:
        return ""
    if request := _REQUEST.search(text):
        return request[0]
    if named := next((block for block in markup.blocks if _FOLDER.search(block)), ""):
        return named
    shown = [block for block in markup.blocks if _VERSION_LINE.fullmatch(block.strip())]
    return shown[0] if len(shown) >= LEADS else ""


def _installed_by_its_maker(markup: Markup, page: PageInput, text: str) -> str:
    """The sentence with which a page begins that says in any language that a program is installed, if it leads nowhere
    but to hosts that are called like that program, or to its manual: a firm that installs heaters leads to itself."""
    outward = [link for link in markup.links if names_a_host(link)]
    if len(outward) < LEADS or len(outward) < len(markup.links):
        return ""
    makers = {label for label in (own_label(host_of(link)) for link in outward) if label}
    if len(makers) > 1 + len(outward) // LEADS or (page.host and own_label(page.host) in makers):
        return ""
    told = next((said for said in sentences_in(text)[:2] if tells(words_of(said), Role.INSTALLED)), "")
    named = any(maker in words_of(told) for maker in makers)
    return told if told and (named or sum(map(bool, map(_MANUAL.search, outward))) >= LEADS) else ""


def _version_of_its_own(markup: Markup, page: PageInput, title: str) -> str:
    """What a program calls itself on the page that it brings along: a side of its title is a name with a version in
    three parts ("Quayprint 2.4.2"), its first heading says that last, and it leads to where it is administered; or a
    line says it with the language that it runs on, under its name alone. "" of other pages, and at a host that is
    called so, which is its maker's."""
    heading = " ".join(markup.headings[0].lower().split()) if markup.headings else ""
    shown = (_OF_ITS_LANGUAGE.match(block[:100].lower()) for block in markup.blocks[:STATED])
    told = next((match for match in shown if match and match[1] == title.strip()), None)
    sides = (_VERSION.fullmatch(" ".join(side.split())) for side in SIDES.split(title))
    found = told or next((side for side in sides if side and heading.endswith(side[0])), None)
    if not found and (token := _TOKEN.fullmatch(title.strip())) and heading == token[0]:
        return token[0]
    if not found or (page.host and bears(own_label(page.host), frozenset(plain_names(words_of(found[1]))))):
        return ""
    if told:
        return told[0]
    paths = (link.partition("://")[2].partition("/")[2] or link for link in markup.links)
    return found[0] if any(map(_ADMINISTERED.match, paths)) else ""


def _spoken(text: str, files: bool) -> str:
    """The first words that say to whoever set it up that it stands, or what changes it; "" where none do. A question
    asks somebody else. Without names of `files` most need not be looked for."""
    for pattern, names in _OWNERS:
        found = pattern.search(text) if files or not names else None
        if found and not text[found.end() :].lstrip().startswith("?"):
            return found[0]
    return ""
