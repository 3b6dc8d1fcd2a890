"""Pages of fictional sites, written by hand: a closed one, its reopening, and those that must not be taken for it."""

ENTRY = (
    '<form action="/embark-7"><label for=n>{nick}</label><input id=n name=lq_nick maxlength=12>'
    "<label for=a>{age}</label><select id=a name=lq_age><option>18 to 26</option><option>27 to 38</option>"
    "<option>39 to 53</option></select><select name=lq_room><option>Amber Stairs</option><option>Indigo Pass</option>"
    "<option>Fog Quay</option></select><input name=lq_postal maxlength=5></form>"
)
RULES = (
    "<ol><li>Every nickname lasts one day and is gone at midnight with the rest of the quay.</li>"
    "<li>The keeper of the gangway may lift the plank without giving a reason.</li>"
    "<li>Two conversations at a time on the same pontoon, never more than that.</li></ol>"
)
CONTACT = '<a href="mailto:keeper@lantern-quay.example">keeper@lantern-quay.example</a>'
MEASURE = "<script>gtag('config', 'G-LANTERNQ42');</script>"
FRENCH_RULES = (
    "<ol><li>Chaque pseudo tient la journée et s'efface à minuit avec le reste du quai.</li>"
    "<li>Le gardien de passerelle peut relever la planche sans donner de motif.</li></ol>"
)


def page(title: str, body: str, head: str = "", language: str = "en") -> str:
    """A whole page called `title`."""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="/horizon/page.css"><script src="/horizon/menu.js"></script>{head}</head>'
        f'<body class="hz-page"><header class="hz-head"><h1>{title}</h1></header><main class="hz-body">'
        f'<section class="hz-block">{body}</section></main><footer>© 2026 {title}</footer></body></html>'
    )


def headed(title: str, text: str) -> str:
    """A page of one heading, which is its title, and one paragraph."""
    return f"<title>{title}</title><h1>{title}</h1><p>{text}</p>"


def entry(nick: str = "Nickname", age: str = "Age") -> str:
    """The entry form, its questions as given."""
    return ENTRY.format(nick=nick, age=age)


CLOSED = page("Lantern Quay", f"<p>Four lines and the gangway comes down.</p>{entry()}{RULES}{CONTACT}", MEASURE)
MIRROR = page("Lantern Quay", f"<p>Moved, as you see. Same quay.</p>{RULES}{entry()}{CONTACT}", MEASURE)
TRANSLATED = page("Lantern Quay", f"{FRENCH_RULES}{entry('Pseudo', 'Âge')}{CONTACT}", MEASURE, "fr")
REOPENED = page("Night Harbour", f"<p>No account, no address.</p>{RULES}{entry('Name on board')}{CONTACT}", MEASURE)
SHOP = page(
    "Oil Lamps",
    "<p>Our lamps are blown by hand in a workshop of three people and tried for a whole night before they leave.</p>"
    '<form action="/basket"><select name=model><option>Low lamp</option><option>High lamp</option>'
    "<option>Night light</option></select><input name=town maxlength=60><input name=count type=number></form>"
    "<p>Every order before noon leaves on the same day, from Monday to Friday, packed in straw.</p>"
    '<a href="mailto:workshop@oil-lamps.example">workshop@oil-lamps.example</a>',
    "<script>gtag('config', 'G-OILLAMPS77');</script>",
)
NEWS = page(
    "The Plain Courier",
    "<h2>Lantern Quay is closed: what is known</h2><p>The chat rooms Lantern Quay were closed by a court. The service "
    "asked for a nickname, an age, a sex and a postcode and checked nothing at all, the court found.</p>"
    "<p>Associations fear that it opens again under another name. An appeal is possible until the end of the month.</p>"
    "<p>The hoster answers that it cut the access within the hour that followed the notification by the court.</p>",
)
LOOKALIKE = page(
    "Lantern Key",
    "<p>Keys cut while you wait, locks mended, doors opened day and night in the whole valley by two brothers.</p>",
)
PARKED = (
    "<title>lantern-quay9.example</title><h1>lantern-quay9.example</h1><p>This domain is for sale. Make an offer.</p>"
)


def shell(title: str, said: str, name: str = "", foot: str = "", language: str = "en") -> str:
    """A page of one seller's template: the same scripts, menus, form and foot for everyone."""
    head = "<script src='/kit/lobby.js'></script><script>window.kitLobby={perPage:24};function kitStart(){}</script>"
    games = "".join(f"<div class=kit-game><span>Amber Wheel {n} Deluxe</span></div>" for n in range(12))
    form = "<form action=/api/v2/enter><input name=kit_mail><input name=kit_code><input name=kit_town></form>"
    return (
        f"<html lang={language}><title>{title}</title>{head}<body class=kit><a class=kit-logo>{name}</a>{form}{games}"
        f"<article>{said}</article><footer>{foot}</footer></html>"
    )


# What pages of one build say, each of its own.
RIVER = "The {n}th barge is loaded before dawn, and the crew of {name} sings while the lamps on the river go out."
HILLS = "Shepherds counted {n} sheep above the village last winter, then {name} brought hay through deep snow to them."


def parts_of_one_build(name: str, said: str, prefix: str = "lq") -> str:
    """Twelve parts of a page of one build, whose classes begin with `prefix`; each says `said` of `name`."""
    return "".join(
        f"<section class={prefix}-part{n % 7}><h2 class={prefix}-head>{n}</h2><p class={prefix}-text>"
        f"{said.format(n=n, name=name)}</p><span class={prefix}-end{n % 5}></span></section>"
        for n in range(12)
    )


# Rules of a house, and those of another one: no sentence is in both.
ROOM_RULES = (
    "The kettle room is for quiet talk and nobody may play music there.",
    "Three warnings in one week close the door for the rest of the month.",
    "Helpers wear a lantern sign and never ask for your full name.",
    "We do not keep lines longer than a night, so save what you want to keep.",
    "Guests from other towns are welcome after nine in the evening.",
    "Selling anything at all is left to the market board on Saturdays.",
    "If a talk turns sour press the bell and a helper comes within minutes.",
    "Nicknames with more than two digits are shortened by the doorman.",
)
OTHER_RULES = (
    "Moderation is done by volunteers who take turns every week.",
    "One account for each person and household is all we allow.",
    "Messages between two people stay between those who write them.",
    "Please keep each topic in the room that was made for it.",
    "The evening thread is kept by an old hand at this.",
    "Whoever leaves the house for a year finds another key.",
)
