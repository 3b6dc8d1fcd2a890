"""Marks in addresses, scripts and markup of services whose business is placeholder pages, and of servers' own pages."""

from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray


def _marks(by_weight: dict[float, str]) -> tuple[tuple[str, float], ...]:
    """Marks between white space, listed under their weight; ``␣`` stands for a space within a mark."""
    return tuple((mark.replace("␣", " "), weight) for weight, text in by_weight.items() for mark in text.split())


# Looked for in addresses and scripts of every page.
PLATFORM_MARKS: dict[str, tuple[tuple[str, float], ...]] = {
    "parked": _marks(
        {
            6.0: """
                parkingcrew sedoparking bodiscdn bodis.com parklogic hugedomains.com parking-lander adsense/domains
                dsparking domainsponsor cashparking cdnpark.com sk-jspark d38psrni17bvxu parkingpage.namecheap
                parking-page- /parking-page/ parkpage. /parkpage sedo.com/search afternic.com dan.com/buy cdn0.dan.com
                domainmarket.com undeveloped.com skenzo rookmedia namedrive.com parked-content above.com/marketplace
                uniregistry.com/buy //voodoo.com domain_parking /domain-parking lander_system window.park=
                window.park␣= iseaskies ap:"parking" ztomy.com parking.reg.ru //smartname.com //fabulous.com
                domainnamesales trafficz.com searchmagnified tonic.com/parking internettraffic.com domainprofi dopark
                giantpanda trellian.com //parked.com nameshift.com perfectdomain.com squadhelp.com/name atom.com/name
                brandbucket.com/names //buydomains.com //www.buydomains.com domainagents.com escrow.com/domain
                godaddy.com/domainsearch porkbun.com/marketplace epik.com/marketplace //sav.com //www.sav.com
                dynadot.com/market namesilo.com/marketplace dropcatch.com //www.gname.com //www.4.cn/ aliyun.com/trade
                juming.com ename.com/auction
            """,
            4.0: """
                /afs/ads caf.js /caf/ domainpark trafficclub parkweb parkiert domains/forsale /for-sale-domain
                /domain-for-sale domain-for-sale /lander?
            """,
            3.5: "parkingpage parking_page /parking/ /parked/ forsale.",
            2.5: "sedo- uniregistry",
            2.0: "bpbid",
            1.5: "forsale",
        }
    ),
    "default": _marks(
        {
            5.0: """
                /fwlink/?linkid=66138 /fwlink/?linkid=8180 defaultwebpage.cgi hostinger-default /hosting-default-page
                pleskdefaultpage default-page.plesk
            """,
            # What WordPress is given to stand in a site's place.
            3.2: """
                /plugins/under-construction-page/ /plugins/nifty-coming-soon-and-under-construction-page/
                /plugins/maintenance/ /plugins/ultimate-coming-soon-page/ /plugins/coming-soon-wp/
                /plugins/rocket-maintenance-mode/ /plugins/minimal-coming-soon-maintenance-mode/
                /plugins/wp-maintenance-mode/ /plugins/cmp-coming-soon-maintenance/ /plugins/maintenance-page/
                /plugins/easy-maintenance-mode/ /plugins/under-construction-wp/ /plugins/coming-soon-page/
                /plugins/site-offline/ /plugins/simple-maintenance/ /plugins/construction-light/
                /plugins/lightstart/ underconstructionpage␣plugin coming␣soon␣&␣maintenance␣mode␣plugin
            """,
            1.0: "/plugins/coming-soon/",  # builds other pages, too
            3.0: "/ubuntu/+source/ plesk.com/ directadmin.com ispconfig.org ispsystem isp-config hestiacp aapanel.com",
            2.5: "/en/docs/welcome cpanel.net cpanel.com plesk hestiacp",
            1.5: "/docs/2.4/ nginx.org nginx.com httpd.apache.org",
        }
    ),
    "error": _marks({5.0: "suspendedpage.cgi /cgi-sys/suspend", 3.5: "cf-error cf.errors.css cf-wrapper"}),
    "consent": _marks(
        {
            # What stands in a page's place, and not what the same services add to every page.
            4.5: """
                /orchestrate/chl /orchestrate/jsch /orchestrate/captcha /orchestrate/managed _cf_chl_opt cf_chl_enter
                cf_chl_prog sucuri_cloudproxy _incapsula_resource?cwudnsai _incapsula_resource?swudnsai
                awswafintegration.checkforce awswafintegration.forcerefresh gokuprops /.within.website/ sgcaptcha
                /.lsrecap/ sec-if-cpt-container __qrator validate.perfdrive.com
            """,
            3.5: "ddos-guard/js-challenge check.ddos-guard.net captcha-delivery.com px-captcha",
            1.0: "/turnstile/ challenge.js _incapsula_resource",
        }
    ),
    "login": _marks({2.5: "wp-login.php?action=lostpassword"}),
}

# Looked for in the whole source, of short pages only.
SOURCE_MARKS: dict[str, tuple[tuple[str, float], ...]] = {
    "parked": _marks(
        {
            6.0: """
                location.href="/lander" location.href='/lander' location="/lander" data-adblockkey= tr_uuid= /?fp=
                ?fp= &fp= ch=1&js= subid1= window.__park domain_name&quot;:&quot;parked parking_type id="sale-link
                class="domain-sale id="domain-sale parkedpage parked_domain parked-domain
                domain-parked //ww1. //ww16. //ww25. //ww38. //ww17. //ww12. //ww7. //ww8. ?usid= &utid=
            """,
            3.0: 'class="parking id="parking id="lander class="lander domain-name" class="domainname id="domainname',
        }
    ),
    "default": _marks(
        {
            3.0: "&lt;dir&gt;",
            4.0: "[to␣parent␣directory] iisstart.png iis-85.png welcome.png␣alt iis-8.png",
            1.5: "apache_pb",  # a badge that keepers of sites show, too
        }
    ),
    "error": _marks({4.0: "cf-error-details cf-error-code"}),
}


def marks_in(
    source: str, marks: dict[str, tuple[tuple[str, float], ...]]
) -> Iterator[tuple[str, list[tuple[float, str]]]]:
    """For each kind of `marks` those that stand in `source` (lower case), each behind its weight, the heaviest
    first."""
    begun = np.zeros(1 << 16, np.bool_)
    begun[_runs_of_four(source)] = True
    is_begun = begun.tobytes()
    for kind, platforms in marks.items():
        found = [(weight, mark) for mark, weight in platforms if is_begun[_BEGINNINGS[mark]] and mark in source]
        yield kind, sorted(found, reverse=True)


def _runs_of_four(text: str) -> NDArray[np.uint32]:
    """A number below 65,536 for each run of four letters: hardly any mark's first four stand in a page."""
    letters = text.encode("utf-8", "replace") + b"\0\0\0"
    runs = np.ndarray(len(letters) - 3, "<u4", letters, strides=(1,))
    return (runs * np.uint32(2654435761)) >> np.uint32(16)


_BEGINNINGS = {
    mark: int(_runs_of_four(mark)[0])
    for marks in (PLATFORM_MARKS, SOURCE_MARKS)
    for mark, _ in chain.from_iterable(marks.values())
}
