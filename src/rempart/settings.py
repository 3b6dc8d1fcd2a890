"""Django's settings, derived from one `Config`. No layers: what an operator may change is in `rempart.toml`."""

from typing import Any
from urllib.parse import unquote, urlparse

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy

from rempart.config import DatabaseConfig, load_config
from rempart.config_compiled import prepare_compiled_code
from rempart.patience import PatientConnection

REMPART = load_config()
prepare_compiled_code()
REMPART.data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)

# Hooks by dotted path, so that lower rooms can call upward without importing upward.
REMPART_EVENT_SINK = "rempart.pipeline.services.follow"
REMPART_STEP_TASK = "rempart.worker.tasks.run_steps"
REMPART_COMPARISON_PAGES = "rempart.web.comparison_report.render_comparisons"
REMPART_SENTENCES = "rempart.web.words.sentence"

_SECURE = REMPART.web.public_url.startswith("https://")

SECRET_KEY = REMPART.secret_key()
DEBUG = False
ALLOWED_HOSTS = list(REMPART.web.allowed_hosts)
CSRF_TRUSTED_ORIGINS = [REMPART.web.public_url]

STAGES = [
    "rempart.journal",
    "rempart.people",
    "rempart.watchlist",
    "rempart.reports",
    "rempart.sightings",
    "rempart.glances",
    "rempart.captures",
    "rempart.matches",
    "rempart.cases",
    "rempart.orders",
    "rempart.publications",
    "rempart.probes",
    "rempart.referrals",
    "rempart.pipeline",
]

INSTALLED_APPS = [
    *STAGES,
    "rempart.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rempart.web.middleware.SecondFactorMiddleware",
    "rempart.web.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "rempart.web.urls"
WSGI_APPLICATION = "rempart.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rempart.web.context.house",
            ],
        },
    },
]


def _database(config: DatabaseConfig) -> dict[str, Any]:
    if config.url == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "CONN_MAX_AGE": None,
            "NAME": REMPART.data_folder / "rempart.sqlite3",
            "OPTIONS": {
                # A writer takes its lock at BEGIN: two writers queue instead of failing half-way.
                "transaction_mode": "IMMEDIATE",
                "factory": PatientConnection,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA secure_delete=ON",
            },
        }
    url = urlparse(config.url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": _database(REMPART.database)}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "urgent", "alarms", "unhurried"],
    }
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_ADAPTER = "rempart.web.accounts.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "report"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "rempart.web.forms.passkeys.AddPasskeyForm"}
MFA_TOTP_TOLERANCE = 1  # one period: phones' clocks drift, and people type slowly
MFA_TOTP_ISSUER = REMPART.web.organisation
# WebAuthn needs a secure origin; browsers take plain http for localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
# No address of any visitor is kept (hard line 7), not even of one who mistypes a password.
AXES_CLIENT_IP_CALLABLE = "rempart.web.accounts.no_address"
AXES_USERNAME_CALLABLE = "rempart.web.accounts.login_name"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_DISABLE_ACCESS_LOG = True
# allauth's own limits count by address; those that remain count by account.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "", "signup": ""}
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # it asks for the address that is not kept

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
# Django's would stay for a year, and tell whoever uses a reporter's computer next.
CSRF_COOKIE_AGE = None
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
# Not "no-referrer": a browser then hides the origin of our own forms too, and the CSRF check refuses them.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", gettext_lazy("French")), ("en", gettext_lazy("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
