"""Every setting in one file; what differs between machines comes from the environment (.env.example lists it).

Nothing needs to be set for a start on loopback: SQLite, media, mail and a secret key live under var/.
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.csp import CSP
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)

# --- Addresses. SITE_URL is the base of every absolute link, QR code and mail; the Host header never is.
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
SITE_IS_HTTPS = SITE_URL.startswith("https://")
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
# Loopback is always among them: health checks ask by it, and no link is made from the Host header.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=[SITE_HOST]), *LOOPBACK_HOSTS]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_IS_HTTPS else []


def local_secret_key():
    """The key of a site on loopback: made once, readable by its owner only, kept under var/."""
    kept = VAR_DIR / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="ascii")


SECRET_KEY_IS_LOCAL = "SECRET_KEY" not in env.ENVIRON
SECRET_KEY = local_secret_key() if SECRET_KEY_IS_LOCAL else env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # former keys: still read, never written

INSTALLED_APPS = [
    "modeltranslation",  # before the admin: it patches the admin's forms
    "unfold.apps.BasicAppConfig",  # before the admin: its templates come first; the site is portal.admin_site
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.import_export",
    "portal",
    "search",
    "inquiries",
    "accounts",
    "policies",
    "notices",
    "zones",
    "publishing",
    "portal.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django_filters",
    "django_prose_editor",
    "import_export",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "portal.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "portal.middleware.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.LanguageFromPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.middleware.SessionAuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.CachePolicyMiddleware",
    "portal.middleware.AdminContentSecurityMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "notices.templatetags.notice_validity",
                "portal.templatetags.ui",
                "portal.templatetags.measures",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
            ],
        },
    }
]

# --- Database. SQLite as measured in docs/decisions: IMMEDIATE transactions and one lasting connection a thread.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # A network that swallows packets is noticed within seconds (libpq's names and units; the last in ms).
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 2,
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
        **DATABASES["default"].get("OPTIONS", {}),
    }
    if env.bool(
        "SERVES_PAGES", default=False
    ):  # wsgi.py: a page must end; a migration or a backup may take its time
        DATABASES["default"]["OPTIONS"]["options"] = " ".join(
            f"-c {name}={value}"
            for name, value in {
                "statement_timeout": "15s",
                "lock_timeout": "5s",
                "idle_in_transaction_session_timeout": "60s",
            }.items()
        )
# --- Links that readers may follow: whether the worker looks if they still lead anywhere.
CHECK_LINKS = env.bool("CHECK_LINKS", default=SITE_IS_HTTPS)
CHECK_LINKS_PRIVATE = False  # tests alone ask servers of their own machine

PG_BIN = env("PG_BIN", default="")  # where pg_dump, pg_restore and psql are; else PATH
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache: rate limits only. Without CACHE_URL a table holds them, for memory would count per worker.
CACHE_URL = env("CACHE_URL", default="")
if CACHE_URL:
    CACHES = {
        "default": {
            "BACKEND": "portal.cache.FailOpenRedisCache",
            "LOCATION": CACHE_URL,
            "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "publishing_cache",
        }
    }
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
HAS_STATIC_MANIFEST = (STATIC_ROOT / "staticfiles.json").exists() and not DEBUG
WHITENOISE_USE_FINDERS = not HAS_STATIC_MANIFEST
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
PRIVATE_MEDIA_ROOT = Path(env("PRIVATE_MEDIA_ROOT", default=str(VAR_DIR / "private")))
DEMO_MEDIA_ROOT = BASE_DIR / "fixtures" / "media"
STATIC_BROTLI = env.bool("STATIC_BROTLI", default=False)
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
STORAGES = {
    "default": {"BACKEND": "publishing.storage.PublicMediaStorage"},
    "private": {"BACKEND": "publishing.storage.PrivateFileStorage"},
    "staticfiles": {
        "BACKEND": "portal.static_storage.StaticStorage"
        if HAS_STATIC_MANIFEST or env.bool("COLLECTING_STATIC", default=False)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FIXTURE_DIRS = [
    BASE_DIR / "fixtures" / app for app in ("publishing", "zones", "notices", "policies", "accounts")
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Language and time. LANGUAGES decides database columns: it is part of the code, never of a deployment.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
MODELTRANSLATION_DEFAULT_LANGUAGE = "zh-hans"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("zh-hans",)
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- Accounts
# 等保 asks for composition rules and rotation, which OWASP ASVS 5.0 (6.2.5, 6.2.10) forbids: only who must have them
# sets DENGBAO_PROFILE to 2 or 3 (docs/decisions/0017).
DENGBAO_PROFILE = env("DENGBAO_PROFILE", default="").strip()
HAS_DENGBAO_PROFILE = DENGBAO_PROFILE != ""
STAFF_MFA = DENGBAO_PROFILE == "3" or env.bool("STAFF_MFA", default=SITE_IS_HTTPS)
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=10 if HAS_DENGBAO_PROFILE else 30)
STAFF_SESSION_HOURS = env.int("STAFF_SESSION_HOURS", default=12)
STAFF_PASSWORD_DAYS = 90 if HAS_DENGBAO_PROFILE else 0  # 0: a password has no age
AUDIT_KEPT_DAYS = env.int("AUDIT_KEPT_DAYS", default=365)
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if HAS_DENGBAO_PROFILE:
    AUTH_PASSWORD_VALIDATORS += [
        {"NAME": "accounts.password_rules.ThreeKindsValidator"},
        {"NAME": "accounts.password_rules.AnotherPasswordValidator"},
    ]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:me"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupDetailsForm"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "signup": "accounts.sign_in_forms.SignUpForm",
    "confirm_email_verification_code": "accounts.sign_in_forms.ConfirmCodeForm",
    "reset_password": "accounts.sign_in_forms.ResetForm",
    "reset_password_from_key": "accounts.sign_in_forms.NewPasswordForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "accounts.sign_in_forms.SetPasswordForm",
    "add_email": "accounts.sign_in_forms.ChangeEmailForm",
    "reauthenticate": "accounts.sign_in_forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # the only way not to tell whether an address has an account
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}  # three tries
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True  # one address each; the new one counts once its code is entered
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_IS_HTTPS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
if HAS_DENGBAO_PROFILE:  # otherwise five failures lock an account name for five minutes
    ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/30m/key"}
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "accounts.second_factor_forms.CodeForm",
    "reauthenticate": "accounts.second_factor_forms.ConfirmWithCodeForm",
    "activate_totp": "accounts.second_factor_forms.SetUpForm",
}

# --- Mail: pages only ever write to the outbox; `manage.py work` hands it to the "delivery" mailer.
MAIL_DIR = VAR_DIR / "mail"
MAIL_URL = env("MAIL_URL", default="")
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default=f"noreply@{SITE_HOST or 'localhost'}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL


def delivery_mailer(url):
    """MAIL_URL, e.g. smtp+tls://user:password@mail.example.cn:587, as a Django mailer; without one, files in var/mail/."""
    if not url:
        return {
            "BACKEND": "publishing.demo_mail.DemoMailBackend",
            "OPTIONS": {"file_path": str(MAIL_DIR)},
        }
    found = environ.Env.email_url_config(url)
    options = {
        "host": found["EMAIL_HOST"],
        "port": found["EMAIL_PORT"],
        "username": found["EMAIL_HOST_USER"] or "",
        "password": found["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": found.get("EMAIL_USE_TLS", False),
        "use_ssl": found.get("EMAIL_USE_SSL", False),
        "timeout": 10,
    }
    return {"BACKEND": found["EMAIL_BACKEND"], "OPTIONS": options}


MAILERS = {
    "default": {"BACKEND": "publishing.mail.OutboxBackend"},
    "delivery": delivery_mailer(MAIL_URL),
}

# --- Security
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
SESSION_COOKIE_NAME = "__Host-session" if SITE_IS_HTTPS else "session"
SESSION_COOKIE_SECURE = SITE_IS_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # the privacy statement says so of both cookies
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
CSRF_COOKIE_NAME = "__Host-csrf" if SITE_IS_HTTPS else "csrf"
CSRF_COOKIE_SECURE = SITE_IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie
CSRF_FAILURE_VIEW = "portal.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = SITE_IS_HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SITE_IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SITE_IS_HTTPS and env.bool("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
# The admin's frame runs Alpine.js, which evaluates its attributes, and prints styles and an import map inline.
ADMIN_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-ancestors": [CSP.SELF],
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"] if not SITE_IS_HTTPS else []

# --- Workflow: on a site that is reached by https somebody else than the author approves, unless told otherwise.
ALLOW_SELF_APPROVAL = env.bool("ALLOW_SELF_APPROVAL", default=not SITE_IS_HTTPS)
PREVIEW_DAYS = env.int("PREVIEW_DAYS", default=7)

# --- Admin: one menu for everybody, less what one may not see (portal/desk.py)
JQUERY_UI_URL = (
    "vendor/jquery-ui-1.14.2/jquery-ui.min.js"  # read by modeltranslation; the default is a foreign host
)
UNFOLD = {
    "SITE_TITLE": "管理后台",
    "SITE_HEADER": "管理后台",
    "SITE_SYMBOL": "forest",
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/png", "href": "portal.desk.icon"}],
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "portal.desk.start_page",
    "STYLES": ["portal.desk.style_sheet"],
    "SCRIPTS": ["portal.desk.script"],
    "SIDEBAR": {"show_search": True, "show_all_applications": False, "navigation": "portal.desk.menu"},
    "COLORS": {
        "primary": {
            "50": "#eef6f1", "100": "#d8eae0", "200": "#b3d5c3", "300": "#84b99e", "400": "#57997a", "500": "#397c5e",
            "600": "#2a644b", "700": "#1d4a38", "800": "#183d2e", "900": "#143226", "950": "#0a1d16",
        },
    },
}  # fmt: skip

# --- Tables: publishing.tables writes them itself; this is for whoever uses the library's own formats
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

# --- History (registered in each app's translation.py, after modeltranslation has added its columns)
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# --- Logs, to standard error: readable lines, or LOG_FORMAT=json with one line for each request as well
LOG_FORMAT = env("LOG_FORMAT", default="line")
LOG_LEVEL = env("LOG_LEVEL", default="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "portal.logs.LineFormatter"}, "json": {"()": "portal.logs.JsonFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_FORMAT == "json" else "line",
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"portal.requests": {"level": "INFO" if LOG_FORMAT == "json" else LOG_LEVEL}},
}
