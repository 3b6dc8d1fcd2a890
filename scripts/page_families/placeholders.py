"""Pages that say nothing of who is behind them, in the wordings and shapes of many fictional registrars and servers."""

# ruff: noqa: E501  (lines of HTML and of word lists stay whole)

from random import Random

from page_families.words import make_name

KINDS: dict[str, tuple[str, ...]] = {
    "parked": (
        "<title>{host}</title><body><h1>{host}</h1><p>This domain may be for sale. Related searches:</p><ul><li>Garden tools<li>Travel<li>Insurance</ul>",
        "<title>{host} is for sale</title><body><h1>The domain name {host} is for sale!</h1><p>Make an offer. Secure transfer, buyer protection, 24 hour answer.</p><form><input name=offer><button>Submit</button></form>",
        "<title>{host}</title><body><center><h2>{host}</h2><p>This domain has been registered at {registrar}. The owner has not yet uploaded a site.</p></center>",
        "<html lang=fr><title>{host}</title><body><h1>{host}</h1><p>Ce nom de domaine a été enregistré par {registrar}. Il est réservé par un client.</p>",
        "<html lang=de><title>{host}</title><body><p>Diese Domain steht zum Verkauf. Anfragen an {registrar}.</p>",
        "<html lang=es><title>{host}</title><body><p>Este dominio está en venta. Haga su oferta en {registrar}.</p>",
        "<html lang=ru><title>{host}</title><body><p>Домен продаётся. Срок регистрации домена истекает. {registrar}</p>",
        "<html lang=et><title>{host}</title><body><p>See domeen on pargitud. Domeen on registreeritud: {registrar}.</p>",
        "<title>Parked Domain name on {registrar} DNS system</title><body><h1>Parked Domain</h1><p>{host} is parked free, courtesy of {registrar}.</p>",
        "<title>{host}</title><body><div id=lander></div><script src='https://cdn.{registrar}.example/parking-lander/main.js'></script><script>window.park='x'</script>",
    ),
    "default": (
        "<title>Welcome to nginx!</title><body><h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>",
        "<title>Apache2 Debian Default Page: It works</title><body><div>It works!</div><p>This is the default welcome page used to test the correct operation of the Apache2 server after installation.</p>",
        "<html><body><h1>It works!</h1></body></html>",
        "<title>Index of /</title><h1>Index of /</h1><table><tr><td>Parent Directory<td>-<tr><td>cgi-bin/<td>2026-01-02</table>",
        "<title>{host}</title><body><h1>Coming soon</h1><p>{host} is under construction.</p>",
        "<html lang=fr><title>Site en construction</title><body><p>Site en construction. Revenez bientôt.</p>",
        "<html lang=de><title>{host}</title><body><p>Hier entsteht eine neue Internetpräsenz.</p>",
        "<html lang=ru><title>Сайт только что создан</title><body><p>Сайт только что создан. {registrar}</p>",
        "<title>Default page</title><body><h1>Your hosting account is ready</h1><p>Upload your website to public_html and delete this file. {registrar} control panel: Plesk.</p>",
        "<title>IIS Windows Server</title><body><div id=container><a href='http://go.microsoft.com/fwlink/?linkid=66138'><img src=iis-85.png alt=IIS></a></div>",
        "",
    ),
    "error": (
        "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>",
        "<title>403 Forbidden</title><h1>Forbidden</h1><p>You don't have permission to access this resource.</p><address>Apache Server at {host} Port 443</address>",
        "<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center>",
        "<title>Account Suspended</title><h1>This Account has been suspended.</h1><p>Contact your hosting provider for more information.</p>",
        "<html lang=fr><title>Erreur 404</title><h1>Page introuvable</h1><p>La page demandée n'existe pas sur {host}.</p>",
        "<html lang=de><title>Fehler 404</title><h1>Seite nicht gefunden</h1>",
        "<html lang=ru><title>Ошибка 404</title><h1>Страница не найдена</h1>",
        "<title>Error</title><p>Error establishing a database connection</p>",
        "<title>Site not found</title><h1>Site not found</h1><p>No web site is configured at {host}.</p>",
        "<title>503 Service Temporarily Unavailable</title><h1>503 Service Temporarily Unavailable</h1>",
    ),
    "consent": (
        "<title>Just a moment...</title><body><h1>{host}</h1><p>Checking your browser before accessing {host}. Enable JavaScript and cookies to continue.</p>",
        "<title>{host}</title><h1>Before you continue</h1><p>We use cookies and your consent is needed. Accept all. Reject all. Manage your choices.</p><button>Accept all</button>",
        "<html lang=fr><title>{host}</title><p>Nous respectons votre vie privée. Tout accepter. Tout refuser.</p>",
        "<title>{host}</title><h1>Age verification</h1><p>You must be 18 to enter. Confirm your age.</p><button>I am over 18</button>",
    ),
    "login": (
        "<title>Login</title><form method=post action=/login><label>User<input name=user></label><label>Password<input type=password name=pass></label><button>Log in</button></form><a href=/lost>Forgot your password?</a>",
        "<html lang=fr><title>Connexion</title><form method=post><input name=u><input type=password name=p><button>Se connecter</button></form><p>Mot de passe oublié</p>",
        "<html lang=de><title>Anmelden</title><form method=post><input name=u><input type=password name=p><button>Anmelden</button></form><p>Passwort vergessen?</p>",
        "<title>Webmail</title><div id=login-form><form><input name=_user><input name=_pass type=password><button>Login</button></form></div>",
    ),
}


def make_placeholder(kind: str, number: int) -> str:
    """A placeholder page of `kind`; numbers beyond the wordings vary shape around the same words."""
    random = Random(f"{kind} {number}")
    wording = KINDS[kind][number % len(KINDS[kind])]
    host = f"{''.join(c for c in make_name(random).lower() if c.isalnum())}{random.randrange(99)}.example"
    page = wording.format(host=host, registrar=f"Registrar {random.choice('ABCDEF')}")
    shell = random.choice(("", "<!DOCTYPE html>", "<!-- built by a machine -->"))
    extra = random.choice(
        (
            "",
            "<style>body{font-family:sans-serif;background:#eee}</style>",
            "<meta name=viewport content='width=device-width'>",
        )
    )
    footer = random.choice(("", "", f"<p>© 2026 {host}</p>", "<p>Privacy policy</p>")) if page else ""
    return shell + extra + page + footer
