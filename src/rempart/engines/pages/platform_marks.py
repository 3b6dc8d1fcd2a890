"""Marks in addresses, scripts and markup of services whose business is placeholder pages, and of servers' own pages."""


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
            4.5: "/cdn-cgi/challenge-platform _incapsula_resource _cf_chl_opt cf_chl_ sucuri_cloudproxy",
            3.5: "ddos-guard captcha-delivery.com px-captcha awswafintegration challenge.js",
            1.0: "/turnstile/",
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
        {3.0: "&lt;dir&gt;", 4.0: "[to␣parent␣directory] iisstart.png iis-85.png welcome.png␣alt iis-8.png apache_pb"}
    ),
    "error": _marks({4.0: "cf-error-details cf-error-code"}),
}
