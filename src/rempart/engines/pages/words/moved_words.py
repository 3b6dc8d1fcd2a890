"""What sites say when they move, by beginnings of words of some fifty languages.

In: a line of a page. Out: whether it says that a site moved, or may say so where it names a host. Never: where to.
"""

import re

# A new address, or that somebody moved: said of an address or of whoever writes.
_MOVED_TEXT = r"""
new (?:address|domain|site|home|url|link|location)
\b(?:we|have|has|site|domain|chat|forum) (?:moved|migrated)
we.re moving
we are now at
find us at
moved to (?:a new|our new)
nouve(?:au|lle|l)s? (?:adresse|domaine|site|nom|lien|url|maison)
d[ée]m[ée]nag
chang(?:ement|é|er|e) (?:d.adresse|d.url|de nom de domaine|de domaine)
neue[rns]? (?:adresse|domain|seite|name|link|url)
umgezogen
nueva (?:direcci|p[áa]gina|web)
nuevo (?:dominio|sitio|enlace)
nos (?:mudamos|hemos mudado)
(?:cambi\w{0,6}|mudou|mudámos) (?:de |o )?(?:direcci|dominio|indirizzo|endere)
nuovo (?:indirizzo|dominio|sito)
ci siamo spostati
novo (?:endere|dom[íi]nio|site|link)
nova morada
mud[aá]mos
nieuwe? (?:adres|domein|site)
verhuisd
now[yae] (?:adres|domena|strona)
przenie
przenosimy
нов(?:ый|ая|ое|ым|ому) (?:адрес|домен|сайт|ссылк)
переехал
yeni (?:adres|site|alan|link|giri|[üu]nvan)
g[üu]ncel (?:giri|adres)
ta[şs][ıi]nd
nov[áéý] (?:adres|dom[ée]n|web|str[áa]nk)
p[řr]est[ěe]hoval
pres[ťt]ahoval
[úu]j (?:c[íi]m|oldal|domain|weboldal|honlap)
(?:el|[áa]t)k[öo]lt[öo]z
no(?:ua|ul|u[ăa]) (?:adres|site|domeni|link)
ne-am mutat
ν[έε](?:α|ο) (?:διε[ύυ]θυνση|σελ[ίι]δα|site|domain|σ[άα]ιτ)
μετακομ[ίι]σαμε
μεταφερθ[ήη]καμε
\bny(?:a|e|tt)? (?:adress|hemsida|hjemmeside|nettside|dom[äæe]n|sida|side|l[äe]nk)
\bflytt?et? (?:til|over)
(?:har|er|vi) flytt?(?:at|et)
uusi (?:osoite|sivu|verkko)
muutimme
muuttaneet
siirryimme
нов(?:а|ий|е) (?:адрес|домен|сайт|посилан|страниц)
переїха
\bнов(?:ият)? (?:адрес|домейн|сайт)
премест
пресел
nova (?:adres|stranic|domen|adre[çc])
nov(?:i)? naslov
preselili
nauj(?:as|a) (?:adres|svetain|domen)
persik[ėe]l
jaun(?:ā|a|ais) (?:adres|vietn|dom[ēe]n)
p[āa]rc[ēe]l
uus (?:aadress|leht|domeen)
kolisi
adres[aë] e re
anwani mpya
helbide berri
alamat (?:yang )?bah?a?ru
situs baru
pindah ke
bagong (?:address|site|link)
lumipat
(?:địa chỉ|trang|tên miền) mới
(?:العنوان|الرابط|الموقع) الجديد
(?:عنوان|رابط|موقع) جديد
انتقلنا
(?:آدرس|سایت|دامنه) جدید
نقل مکان
نیا پتہ
(?:כתובת|אתר) חדש
עברנו ל
(?:नया|नए) (?:पता|लिंक|साइट)
नई साइट
নতুন ঠিকানা
புதிய முகவரி
ที่อยู่ใหม่
ย้ายไป
新(?:しい)?(?:アドレス|サイト|url|网址|網址|域名|地址)
最新(?:网址|網址|地址)
搬(?:家|到|遷|迁)
移転
引っ越し
새 (?:주소|사이트|도메인)
이전했
이사했
ახალი მისამართი
նոր հասցե
"""
# … and what notices and trades say too ("if you moved money", "moving made easy"), or any page of where it is.
_ALSO_TEXT = r"""
new name
moved
moving
relocat
migrat
renamed
bookmark
\b(?:are|is|now) (?:now )?(?:at|on|called) \S
continues? (?:at|on)\b
retrouve[zr]
rejoigne[zr]
notre adresse
(?:d[ée]sormais|maintenant) (?:sur|sous|[àa]|c.est)
continue sur
chang[ée]\w{0,3} de nom
umzug
(?:jetzt|ab sofort|k[üu]nftig) (?:auf|unter|bei)
findet (?:ihr )?uns
(?:hei(?:ß|ss)en|hei(?:ß|ss)t) jetzt
mudado
ahora (?:estamos )?en
seguimos en
trasferit
(?:ora|adesso) (?:siamo )?su
ci trovate
agora (?:estamos )?(?:em|no)
(?:nu|voortaan) (?:op|te vinden)
teraz (?:jesteśmy )?(?:na|pod)
теперь (?:мы )?(?:на|тут|здесь)
зеркал
дзеркал
"""


def _any_of(*texts: str) -> re.Pattern[str]:
    """Of small letters: where letters' case is left open, a hundred words take ten times as long to look for."""
    return re.compile("|".join(line for text in texts for line in text.split("\n") if line))


def _small(text: str) -> str:
    return text.replace("İ", "i").lower()  # of which Python makes an "i" and a point apart


_MOVED, _ANNOUNCING = _any_of(_MOVED_TEXT), _any_of(_MOVED_TEXT, _ALSO_TEXT)


def says_it_moved(text: str) -> bool:
    """Whether a text says of itself that it moved, or gives a new address."""
    return bool(_MOVED.search(_small(text)))


def announces(text: str) -> bool:
    """Whether a text may announce the host that it names: it says that it moved, or speaks as notices do too."""
    return bool(_ANNOUNCING.search(_small(text)))
