"""Sentences in four languages out of aligned word lists, so that a text has a translation. All invented and harmless."""

# ruff: noqa: E501  (lines of HTML and of word lists stay whole)

from random import Random

LANGUAGES = ("en", "fr", "de", "es")
NOUNS = {
    "en": "lantern harbour meadow bridge ladder garden window bottle mirror carpet river stone kettle basket wheel "
    "tower pocket island candle feather orchard saddle curtain hammer village blanket compass ribbon anchor barrel",
    "fr": "lanterne port prairie pont échelle jardin fenêtre bouteille glace tapis rivière pierre bouilloire panier roue "
    "tour poche île bougie plume verger selle rideau marteau village couverture boussole ruban ancre tonneau",
    "de": "Laterne Hafen Wiese Brücke Leiter Garten Fenster Flasche Spiegel Teppich Fluss Stein Kessel Korb Rad "
    "Turm Tasche Insel Kerze Feder Obstgarten Sattel Vorhang Hammer Dorf Decke Kompass Band Anker Fass",
    "es": "farol puerto prado puente escalera jardín ventana botella espejo alfombra río piedra tetera cesta rueda "
    "torre bolsillo isla vela pluma huerto silla cortina martillo aldea manta brújula cinta ancla barril",
}
ADJECTIVES = {
    "en": "quiet amber narrow winter hollow silver gentle distant wooden early painted crooked patient bright folded "
    "northern careful little forgotten round",
    "fr": "calme ambré étroit hivernal creux argenté doux lointain boisé matinal peint tordu patient clair plié "
    "nordique prudent petit oublié rond",
    "de": "ruhig bernsteinfarben schmal winterlich hohl silbern sanft fern hölzern früh bemalt krumm geduldig hell "
    "gefaltet nördlich sorgsam klein vergessen rund",
    "es": "tranquilo ámbar estrecho invernal hueco plateado suave lejano leñoso temprano pintado torcido paciente claro "
    "doblado norteño cuidadoso pequeño olvidado redondo",
}
VERBS = {
    "en": "opens carries follows keeps leaves holds paints turns crosses finds mends counts shares gathers lifts "
    "measures crowns borrows answers hides",
    "fr": "ouvre porte suit garde quitte tient peint tourne traverse trouve répare compte partage rassemble lève "
    "mesure couronne emprunte répond cache",
    "de": "öffnet trägt folgt behält verlässt hält malt dreht kreuzt findet flickt zählt teilt sammelt hebt "
    "misst krönt leiht beantwortet versteckt",
    "es": "abre lleva sigue guarda deja sostiene pinta gira cruza encuentra arregla cuenta comparte reúne levanta "
    "mide corona presta responde esconde",
}
FRAMES = {
    "en": (
        "the {a} {n} {v} the {m}",
        "whoever {v} a {n} {w} the {a} {m}",
        "no {n} {v} after the {m} {w} it",
        "your {n} {v} {k} {m} and the {b} {o}",
    ),
    "fr": (
        "le {n} {a} {v} la {m}",
        "qui {v} un {n} {w} la {m} {a}",
        "aucun {n} ne {v} une fois que le {m} le {w}",
        "votre {n} {v} {k} {m} et le {o} {b}",
    ),
    "de": (
        "der {n} ist {a} und {v} die {m}",
        "wer einen {n} {v} der {w} die {m} und ist {a}",
        "kein {n} {v} nachdem die {m} ihn {w}",
        "Ihr {n} {v} {k} {m} und ist {b} für den {o}",
    ),
    "es": (
        "el {n} {a} {v} la {m}",
        "quien {v} un {n} {w} la {m} {a}",
        "ningún {n} {v} después de que la {m} lo {w}",
        "su {n} {v} {k} {m} y el {o} {b}",
    ),
}
LABELS = {
    "nick": ("Nickname", "Pseudo", "Spitzname", "Apodo"),
    "age": ("Age", "Âge", "Alter", "Edad"),
    "sex": ("I am", "Je suis", "Ich bin", "Soy"),
    "post": ("Postcode", "Code postal", "Postleitzahl", "Código postal"),
    "mail": ("E-mail address", "Adresse électronique", "E-Mail-Adresse", "Correo electrónico"),
    "word": ("Password", "Mot de passe", "Passwort", "Contraseña"),
    "room": ("Room", "Salon", "Raum", "Sala"),
    "go": ("Enter", "Entrer", "Eintreten", "Entrar"),
    "rules": ("House rules", "Règles de la maison", "Hausordnung", "Normas de la casa"),
    "new": ("New today", "Nouveautés du jour", "Heute neu", "Novedades de hoy"),
    "home": ("Home", "Accueil", "Startseite", "Inicio"),
    "help": ("Help", "Aide", "Hilfe", "Ayuda"),
    "rights": (
        "All rights reserved",
        "Tous droits réservés",
        "Alle Rechte vorbehalten",
        "Todos los derechos reservados",
    ),
}
_SYLLABLE_TEXT = (
    "ba bel cor da den fa gil ho jor ka lim lo mar mi nel or pa quin ra ros sa tel ti vel vo wen xa yor zel zu"
)
_SYLLABLES = _SYLLABLE_TEXT.split()

Sentence = tuple[int, ...]


def make_sentence(random: Random) -> Sentence:
    """A sentence as choices, sayable in every language."""
    return (
        random.randrange(4),
        *(random.randrange(30) for _ in range(3)),
        *(random.randrange(20) for _ in range(4)),
        random.randrange(900),
    )


def say(sentence: Sentence, language: str) -> str:
    """The sentence in a language."""
    nouns, adjectives, verbs = NOUNS[language].split(), ADJECTIVES[language].split(), VERBS[language].split()
    frame, n, m, o, a, b, v, w, k = sentence
    text = FRAMES[language][frame].format(
        n=nouns[n], m=nouns[m], o=nouns[o], a=adjectives[a], b=adjectives[b], v=verbs[v], w=verbs[w], k=k + 2
    )
    return text[0].upper() + text[1:] + "."


def label(key: str, language: str) -> str:
    """A short text of forms and menus in a language."""
    return LABELS[key][LANGUAGES.index(language)]


def make_name(random: Random) -> str:
    """An invented name of two or three syllables, sometimes with a plain word behind it."""
    stem = "".join(random.choice(_SYLLABLES) for _ in range(random.choice((2, 3, 3)))).capitalize()
    tail = random.choice(
        ("", "", "", " Club", " Bet", " Casino", " Chat", " Store", " Online", "24", " Room", " Direct")
    )
    return stem + tail
