"""Every setting, read from the environment alone and documented in `.env.example`.

`MAPPA_MODE` chooses between `demonstration` (the default: loopback only, invented people, no second factor asked) and
`production`, where anything missing or unsafe stops the start. Each variable may be given as `NAME` or, for secrets,
as `NAME_FILE` holding a path.
"""

import os
import secrets
import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF  # noqa: F401  (NONCE is used by the admin's policy only)
from django.utils.translation import gettext_lazy as _

from mappa.checks import faults, refusal
from mappa.environment import Environment
from mappa.schedule import SCHEDULE

env = Environment()

BASE_DIR = Path(__file__).resolve().parent.parent
MODE = env.str("MAPPA_MODE", "demonstration")
DEMONSTRATION = MODE == "demonstration"
PRODUCTION = MODE == "production"
HOME = Path(env.str("MAPPA_HOME", str(BASE_DIR / ".local"))).resolve()


def _kept_secret(name: str) -> str:
    """A secret made at the first start of a demonstration and kept, readable by its owner only, in the data folder."""
    path = HOME / name
    if not path.exists():
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
                handle.write(secrets.token_urlsafe(64))
        except FileExistsError:
            pass
    return path.read_text().strip()


if not (DEMONSTRATION or PRODUCTION):
    sys.exit(f"MAPPA_MODE is {MODE!r}: it must be 'demonstration' or 'production'.")

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", _kept_secret("secret_key") if DEMONSTRATION else "")
MFA_ENCRYPTION_KEYS = env.list("MFA_ENCRYPTION_KEYS", default=[SECRET_KEY] if DEMONSTRATION else [])
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if DEMONSTRATION else env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where people find the service: links in emails that no visitor's request has asked for begin with it.
_own_address = f"http://127.0.0.1:{env.str('PORT', '8000')}" if DEMONSTRATION else f"https://{(*ALLOWED_HOSTS, '')[0]}"
PUBLIC_ADDRESS = env.str("PUBLIC_ADDRESS", _own_address).rstrip("/")

# --- what the project is made of ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "pgtrigger",
    "pghistory",
    "guardian",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "pagekit",
    "agencies",
    "cases",
    "reporting",
    "mappa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "agencies.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "agencies.middleware.SessionLimitsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "agencies.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "agencies.middleware.EvidenceMiddleware",
]

ROOT_URLCONF = "mappa.urls"
WSGI_APPLICATION = "mappa.wsgi.application"
AUTH_USER_MODEL = "agencies.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "pagekit.renderer.GovukRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pagekit.context.page",
            ],
            "builtins": ["pagekit.templatetags.pagekit"],
        },
    }
]
NAVIGATION = "mappa.navigation.navigation"
ACCOUNT_SUMMARY = "agencies.views.account.account_summary"
SERVICE_NAME = _("MAPPA case management")

# --- database, cache, broker ----------------------------------------------------------------------------------------
APPLICATION_ROLE = "mappa_app"
AS_OWNER = env.str("MAPPA_DB_ROLE", "application") == "owner"
_application_url = env.str("DATABASE_URL", "")
_owner_url = env.str("DATABASE_OWNER_URL", "")
DATABASES = {"default": env.db_url_config((AS_OWNER and _owner_url) or _application_url or "postgres:///mappa")}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A socket's folder is given as `?host=`, which every PostgreSQL client understands; `dbshell` looks for it here.
DATABASES["default"]["HOST"] = DATABASES["default"].get("OPTIONS", {}).pop("host", DATABASES["default"]["HOST"])
if not AS_OWNER and not _owner_url:
    # One login for both jobs: the application still gives up the owner's rights as it connects.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = f"-c role={APPLICATION_ROLE}"

REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL or "redis://127.0.0.1:6379/0",
        "KEY_PREFIX": "mappa",
    }
}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TASK_SOFT_TIME_LIMIT = 1740
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/London"
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", False)
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BEAT_SCHEDULE_FILENAME = str(HOME / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = SCHEDULE

# --- signing in -----------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "agencies.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "pagekit.account_forms.LoginForm",
    "reauthenticate": "pagekit.account_forms.ReauthenticateForm",
    "add_email": "pagekit.account_forms.AddEmailForm",
    "change_password": "pagekit.account_forms.ChangePasswordForm",
    "set_password": "pagekit.account_forms.SetPasswordForm",
    "reset_password": "pagekit.account_forms.ResetPasswordForm",
    "reset_password_from_key": "pagekit.account_forms.ResetPasswordKeyForm",
}
# By account, never by address: a whole council may sit behind one.
ACCOUNT_RATE_LIMITS = {
    "login": False,
    "login_failed": "5/15m/key",
    "reset_password": "5/h/key",
    "reset_password_from_key": False,  # its page knows no account yet; the link's key cannot be guessed
    "change_password": "5/h/user",
    "reauthenticate": "10/15m/user",
}
MFA_ADAPTER = "agencies.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "MAPPA case management"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "pagekit.account_forms.AuthenticateForm",
    "reauthenticate": "pagekit.account_forms.ReauthenticateCodeForm",
    "activate_totp": "pagekit.account_forms.ActivateTOTPForm",
    "add_webauthn": "pagekit.account_forms.AddWebAuthnForm",
    "edit_webauthn": "pagekit.account_forms.EditWebAuthnForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", True) if DEMONSTRATION is False else False
SOCIALACCOUNT_ADAPTER = "agencies.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": env.str("OIDC_ID", "sso"),
                "name": env.str("OIDC_NAME", "single sign-on"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET", ""),
                "settings": {
                    "server_url": env.str("OIDC_SERVER_URL", ""),
                    # Email domains that the provider answers for although it does not say `email_verified`.
                    "verified_email": env.list("OIDC_VERIFIED_DOMAINS", default=[]),
                },
            }
        ]
        if env.str("OIDC_CLIENT_ID", "")
        else [],
    }
}
# The values of the identity provider's `amr` or `acr` claim that prove a second factor; empty: none is believed.
OIDC_SECOND_FACTOR_VALUES = env.list("OIDC_SECOND_FACTOR_VALUES", default=[])

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 30 * 60)
SESSION_ABSOLUTE_SECONDS = env.int("SESSION_ABSOLUTE_SECONDS", 12 * 60 * 60)
SESSION_WARNING_SECONDS = env.int("SESSION_WARNING_SECONDS", 5 * 60)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = env.bool("SESSION_COOKIE_SECURE", PRODUCTION)
CSRF_COOKIE_SECURE = env.bool("CSRF_COOKIE_SECURE", PRODUCTION)
CSRF_COOKIE_HTTPONLY = True
DORMANT_AFTER_DAYS = env.int("DORMANT_AFTER_DAYS", 90)
DORMANT_WARNING_DAYS = env.int("DORMANT_WARNING_DAYS", 14)
INVITATION_VALID_DAYS = env.int("INVITATION_VALID_DAYS", 7)
CONFIRM_ACCOUNTS_WITHIN_DAYS = env.int("CONFIRM_ACCOUNTS_WITHIN_DAYS", 28)

# --- guardian: one door, teams only ---------------------------------------------------------------------------------
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
# Its backend answers `user.has_perm(permission, nominal)`: a second door. `cases.access` is the only one.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

# --- history --------------------------------------------------------------------------------------------------------
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
# The triggers follow the models after every `migrate`: as several hundred migration operations they took minutes.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True

# --- the interface for other systems --------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["agencies.api.permissions.SignedInWithSecondFactor"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "PAGE_SIZE": 25,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "MAPPA case management",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["agencies.api.permissions.SignedInWithSecondFactor"],
}

# --- pages ----------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "build" / "collected")))
STATICFILES_DIRS = [BASE_DIR / "build" / "static"]
WHITENOISE_USE_FINDERS = DEMONSTRATION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMONSTRATION
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = Path(env.str("DOCUMENTS_ROOT", "") or HOME / "documents")
DOCUMENT_MAX_MB = env.int("DOCUMENT_MAX_MB", 25)
# Where clamd listens: tcp://host:3310 or unix:///path. Empty: nothing is scanned, and pages say so.
CLAMD_URL = env.str("CLAMD_URL", "")
EXPORT_KEPT_DAYS = env.int("EXPORT_KEPT_DAYS", 7)
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- security of the transport --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31536000 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
BEHIND_TLS_PROXY = env.bool("BEHIND_TLS_PROXY", PRODUCTION)
if BEHIND_TLS_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- email ----------------------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="filemail://" if DEMONSTRATION else "consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_FILE_PATH = str(HOME / "outbox")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "mappa@mappa.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- logs: references and ids, never names ----------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING" if DEMONSTRATION else "INFO")},
}

# --- production starts safe or not at all -----------------------------------------------------------------------------
if PRODUCTION and (found := faults(vars())):
    sys.exit(refusal(found))
