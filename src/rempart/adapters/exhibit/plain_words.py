"""The pages in plain words, in French and English: what the exhibit proves, and what it does not."""

from datetime import UTC
from html import escape

from rempart.adapters.exhibit.records import choose_payload
from rempart.ports.capturing import PageCapture

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{heading}</title>
<style>:root{{color-scheme:light dark}}body{{font:1.05rem/1.5 serif;max-width:44rem;margin:2rem auto;padding:0 1rem}}
dt{{font-weight:bold}}code{{overflow-wrap:anywhere}}
h2{{break-after:avoid}}li,p{{break-inside:avoid}}</style>
</head>
<body>
<h1>{heading}</h1>
<dl>
{facts}
</dl>
{body}
</body>
</html>
"""

_ENGLISH = """<h2>What this exhibit proves</h2>
<ul>
<li>This record existed at the time stated by its timestamps, and has not changed by a single bit since.</li>
<li>It was sealed by the holder of the key whose public half lies in <code>seal/public-key</code>.</li>
<li>If it carries a journal proof: the sealing organisation's public log named this record, and cannot unname it.</li>
</ul>
<h2>What it does not prove</h2>
<ul>
<li>That the server sent these bytes: the encryption of the web (TLS) leaves no proof for third parties. The
certificates seen on each connection are kept, and others may have captured the same address.</li>
<li>That any other visitor saw the same page.</li>
<li>What a picture, film or sound showed: none is kept. Where a hash is kept, it identifies the file, not its
content.</li>
<li>Without a timestamp: the time. It then rests on the clock of the machine that sealed it.</li>
<li>That the authority’s certificates are good today: <code>seal/revocation-*</code> holds what their issuers told
when the exhibit was sealed. Ask them again.</li>
</ul>
<h2>Media, and their hashes</h2>
<p>Each medium that was met leaves a line in <code>evidence/facts.json</code>, and no byte. Under the policy
<code>never-fetch</code>, which stands there too, none has a hash: what the page marks as a medium was not even asked
for. Under <code>hash-and-forget</code> a medium has its hashes where it was read from its first byte to its last.
Where it was not, <code>problem</code> says why: it was cut at a limit, nothing tells where it ends, or the time for
hashing was over. What nobody can recognise in a text is counted and has none.</p>
<h2>How to check it</h2>
<p>With Rempart: <code>rempart verify EXHIBIT.wacz --key KEY.pem --roots ROOTS.pem</code>. Without any program of
ours: unpack the file and run <code>sh evidence/check.sh --key KEY.pem --roots ROOTS.pem</code>; the script is short
and explains each step. Get the key from the organisation and the roots from the timestamp authority, never out of
the exhibit.</p>
<h2>What lies where</h2>
<ul>
<li><code>archive/</code>: every exchange with the servers (WARC 1.1), the page and its frames after loading, the text,
a view of it in which every medium is a grey box, name lookups, certificates, the registries' records</li>
<li><code>evidence/facts.json</code>: the same facts for programs; <code>case-uco.jsonld</code>: for forensic tools;
<code>capture-log.txt</code>: what was done</li>
<li><code>datapackage.json</code>: the manifest, with the hash of every file</li>
<li><code>seal/</code>: the sealed statement, its signature, the timestamps and what was told of the certificates
behind them, the journal proof, and the list of all files</li>
</ul>"""

_FRENCH = """<h2>Ce que prouve cette pièce</h2>
<ul>
<li>Cet enregistrement existait au moment indiqué par ses horodatages, et pas un bit n’en a changé depuis.</li>
<li>Il a été scellé par le détenteur de la clé dont la partie publique se trouve dans
<code>seal/public-key</code>.</li>
<li>S’il porte une preuve de journal : le registre public de l’organisation l’a nommé et ne peut plus
l’effacer.</li>
</ul>
<h2>Ce qu’elle ne prouve pas</h2>
<ul>
<li>Que le serveur a envoyé ces octets : le chiffrement du web (TLS) ne laisse aucune preuve aux tiers. Les
certificats vus sur chaque connexion sont conservés, et d’autres ont pu capturer la même adresse.</li>
<li>Qu’un autre visiteur a vu la même page.</li>
<li>Ce que montrait une image, un film ou un son : aucun n’est conservé. Une empreinte, quand il y en a une,
identifie le fichier, pas son contenu.</li>
<li>Sans horodatage : le moment. Il repose alors sur l’horloge de la machine qui a scellé.</li>
<li>Que les certificats de l’autorité sont bons aujourd’hui : <code>seal/revocation-*</code> contient ce que leurs
émetteurs ont dit au moment du scellement. Interrogez-les de nouveau.</li>
</ul>
<h2>Les médias et leurs empreintes</h2>
<p>Chaque média rencontré laisse une ligne dans <code>evidence/facts.json</code>, et pas un octet. Sous la règle
<code>never-fetch</code>, indiquée au même endroit, aucun n’a d’empreinte : ce que la page désigne comme média n’a pas
même été demandé. Sous <code>hash-and-forget</code>, un média a ses empreintes s’il a été lu du premier au dernier
octet. Sinon, <code>problem</code> dit pourquoi : il a été coupé à une limite, rien ne dit où il finit, ou le temps des
empreintes était écoulé. Ce que personne ne peut reconnaître dans un texte est compté et n’en a pas.</p>
<h2>Comment la vérifier</h2>
<p>Avec Rempart : <code>rempart verify PIECE.wacz --key CLE.pem --roots RACINES.pem</code>. Sans aucun de nos
programmes : décompressez le fichier et lancez <code>sh evidence/check.sh --key CLE.pem --roots RACINES.pem</code> ;
le script est court et explique chaque étape. Obtenez la clé auprès de l’organisation et les racines auprès de
l’autorité d’horodatage, jamais dans la pièce.</p>
<h2>Où se trouve quoi</h2>
<ul>
<li><code>archive/</code> : chaque échange avec les serveurs (WARC 1.1), la page et ses cadres après chargement, le
texte, une vue où chaque média est un rectangle gris, les résolutions de noms, les certificats, les fiches des
registres</li>
<li><code>evidence/facts.json</code> : les mêmes faits pour les programmes ; <code>case-uco.jsonld</code> : pour les
outils d’enquête ; <code>capture-log.txt</code> : ce qui a été fait</li>
<li><code>datapackage.json</code> : le manifeste, avec l’empreinte de chaque fichier</li>
<li><code>seal/</code> : la déclaration scellée, sa signature, les horodatages et ce qui a été dit de leurs
certificats, la preuve de journal et la liste de tous les fichiers</li>
</ul>"""

_WORDS = {
    "en": (
        "Exhibit of a web page",
        _ENGLISH,
        (
            "Address asked for",
            "Address reached",
            "Captured (UTC)",
            "Exchanges",
            "Media met, none kept",
            "Of these with a hash",
            "Cut short",
        ),
    ),
    "fr": (
        "Pièce : une page web",
        _FRENCH,
        (
            "Adresse demandée",
            "Adresse atteinte",
            "Capturée (UTC)",
            "Échanges",
            "Médias rencontrés, aucun gardé",
            "Dont avec une empreinte",
            "Interrompu",
        ),
    ),
}


def write_plain_words(capture: PageCapture) -> dict[str, str]:
    """File name to page: ``README.en.html`` and ``README.fr.html``. Addresses are text, never links."""
    found = [(choose_payload(one).media, *one.removed) for one in capture.exchanges]
    media = [fact for facts in found for fact in facts if fact is not None]
    met = len(media) + sum(refusal.rule == "media" for refusal in capture.refusals)
    values = (
        capture.url,
        capture.final_url or "—",
        capture.finished_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        str(len(capture.exchanges)),
        str(met),
        str(sum("sha256" in fact.hashes for fact in media)),
        "; ".join(capture.truncations) or "—",
    )
    pages = {}
    for language, (heading, body, labels) in _WORDS.items():
        rows = zip(labels, values, strict=True)
        facts = "\n".join(f"<dt>{escape(label)}</dt><dd><code>{escape(value)}</code></dd>" for label, value in rows)
        pages[f"README.{language}.html"] = _PAGE.format(language=language, heading=heading, facts=facts, body=body)
    return pages
