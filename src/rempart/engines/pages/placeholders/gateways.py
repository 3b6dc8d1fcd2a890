"""What an access point, a router or another box of a network says to whoever wants onto it or into it.

Such a page is the machine's, under whatever name a firm writes above it. In: the page's forms and words. Out: what told
it, or "". Never: products; a machine is known by what it alone knows of its visitor (the hardware address of his
device, the challenge for his password, where he was going), or by the things that it has (a WAN, a DHCP, an SSID).
"""

import re
from collections.abc import Iterable, Sequence

from rempart.engines.pages.placeholders.entrances import LONG_DOOR, names_a_network
from rempart.engines.pages.placeholders.shape import DOOR
from rempart.engines.pages.reading.markup import Form, Markup
from rempart.engines.pages.words.text import words_of

# Fields by which a gateway tells the page behind it, or is told back, who comes: each alone …
_ITS_OWN_TEXT = (
    "chapid chapchallenge linkorig linkorigesc linklogin linkloginonly linklogout macesc clientmac usermac devicemac "
    "stamac uamip uamport uamsecret gwaddress gwid gwport authaction authvoucher wlanuserip wlanacname"
)
_ITS_OWN = frozenset(_ITS_OWN_TEXT.split())
# … and in twos: where a device is and where it was going, where to go on and that a window of its state may open.
_IN_TWOS_TEXT = "mac+ip mac+ap mac+ssid mac+dst mac+url mac+redirurl mac+hostname dst+popup redirurl+zone"
_IN_TWOS = tuple(frozenset(pair.split("+")) for pair in _IN_TWOS_TEXT.split())
_PLAIN = re.compile(r"[^a-z]+")
_DEVICE_TEXT = (
    "firmware wan lan wlan dhcp ddns dns ssid wpa wpa2 wpa3 wep wps nat upnp qos vlan pppoe adsl vdsl mac ipv4 ipv6 "
    "subnet gateway router modem firewall ethernet repeater nvr dvr"
)
_DEVICE = frozenset(_DEVICE_TEXT.split())
_THINGS = 4  # of those that a box has, not the same …
_SHARE = 0.05  # … and so much of what it says
_AGREED_TEXT = (
    "agree accept terms policy akzeptier nutzungsbedingungen zustimm conditions accepte acepto condiciones términos "
    "accetto condizioni termini termos aceito voorwaarden akkoord regulamin akceptuj podmín souhlas feltétel elfogad "
    "termeni accept правил услов согла умов погодж şartlar koşul kabul villkor godkän vilkår betingels ehdot hyväks "
    "όρους syarat ketentuan điều khoản الشروط"
)
_AGREED = tuple(_AGREED_TEXT.split())
_ASKED = frozenset({"text", "email", "tel", "number", "textarea", "password", "select", "radio", "date", ""})


def passes_on(forms: Iterable[Form], size: int) -> str:
    """What `forms` pass on of their visitor that only a gateway between him and the net knows.

    Whoever reopens a site can pass on whatever he likes: so they ask for nothing else, among few words (`size`).
    """
    fields = [item for form in forms for item in form.fields]
    if size > DOOR or any(item.kind in _ASKED for item in fields):
        return ""
    names = {_PLAIN.sub("", item.name.lower()) for item in fields}
    if own := names & _ITS_OWN:
        return min(own)
    return next((" + ".join(sorted(pair)) for pair in _IN_TWOS if pair <= names), "")


def speaks_of_a_box(forms: Iterable[Form], words: Sequence[str]) -> str:
    """What a page that asks for a secret, and says `words`, names of what a box of a network has, "" where it is about
    more."""
    secret = any(item.kind == "password" for form in forms for item in form.fields)
    things = _DEVICE.intersection(words) if secret and len(words) <= LONG_DOOR else frozenset()
    known = len(things) >= _THINGS and sum(map(_DEVICE.__contains__, words)) >= _SHARE * len(words)
    return ", ".join(sorted(things))[:60] if known else ""


def opens_a_network(markup: Markup, title: str, words: Sequence[str]) -> str:
    """The title or heading that names a network for guests, above a form that asks for nothing but that its terms are
    agreed to: a café with such a network has none."""
    asks = [item for form in markup.forms for item in form.fields]
    if not asks or len(words) > LONG_DOOR or any(item.kind in _ASKED for item in asks):
        return ""
    heads = (words_of(head) for head in (title, *markup.headings[:1]))
    named = next((" ".join(head) for head in heads if names_a_network(head)), "")
    return named if named and any(word.startswith(_AGREED) for word in words) else ""
