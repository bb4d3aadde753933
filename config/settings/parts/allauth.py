"""django-allauth: sign-in by e-mail code, second factors, and e-ID over OpenID Connect."""

from urllib.parse import urlsplit

from config.environment import variable

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts_home"
STAFF_LOGIN_REDIRECT_URL = "cases:workspace"
ACCOUNT_ADAPTER = "medverkan.foundation.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "medverkan.foundation.accounts.adapters.SecondFactorAdapter"
SOCIALACCOUNT_ADAPTER = "medverkan.foundation.accounts.adapters.EIdAdapter"

# Nobody has a password: a code by e-mail is the way in, the account's and a new one's.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}

# Per address ("key") a handful of codes, per network many: a school or a library shares one.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "signup": "60/m/ip",
    "request_login_code": "60/m/ip,5/10m/key",
    "login_failed": "60/m/ip,10/10m/key",
    "confirm_email": "5/10m/key",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = variable(
    "TRUSTED_PROXY_COUNT", "int", 0,
    "Proxies in front whose X-Forwarded-For is believed when requests are counted.",
)  # fmt: skip

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
SECOND_FACTOR_ROLES = variable(
    "SECOND_FACTOR_ROLES", "list", ["administrator"],
    "Roles that are given only to a session with a second factor.",
)  # fmt: skip

SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False

PERSON_KEY = variable(
    "PERSON_KEY", "str", "insecure-for-development-only",
    "Turns e-ID subjects and personal identity numbers into hashes nobody else can make.",
    secret=True,
)  # fmt: skip
EID = {
    "name": variable("EID_NAME", "str", "", "Name of the e-ID on the sign-in button."),
    "server_url": variable(
        "EID_SERVER_URL", "str", "",
        "Issuer or discovery address of the OpenID Connect provider; empty for no e-ID.",
    ),
    "client_id": variable("EID_CLIENT_ID", "str", "", "Client id at the provider."),
    "secret": variable("EID_SECRET", "str", "", "Client secret at the provider."),
    "scopes": variable(
        "EID_SCOPES", "list",
        ["openid", "https://id.oidc.se/scope/naturalPersonNumber"],
        "Scopes asked for when somebody must be identified; signing in asks for less.",
    ),
    "acr_values": variable(
        "EID_ACR_VALUES", "list", ["http://id.elegnamnden.se/loa/1.0/loa3"],
        "Levels of assurance asked for, best first.",
    ),
    "number_claims": variable(
        "EID_NUMBER_CLAIMS", "list",
        [
            "https://id.oidc.se/claim/personalIdentityNumber",
            "https://id.oidc.se/claim/coordinationNumber",
        ],
        "Claims that may hold the personal identity number, first found taken.",
    ),
    "level_claim": variable(
        "EID_LEVEL_CLAIM", "str", "acr", "Claim that holds the level of assurance."
    ),
    "levels": variable(
        "EID_LEVELS", "dict", {},
        "Levels of a provider that has its own names for them: name=3,other=2.",
    ),
}  # fmt: skip
_server = urlsplit(EID["server_url"])
EID_ORIGINS = variable(
    "EID_ORIGINS", "list",
    [f"{_server.scheme}://{_server.netloc}"] if _server.netloc else [],
    "Where the provider's sign-in pages are; our forms may lead there.",
)  # fmt: skip
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "medverkan.foundation.accounts.eid.EIdProvider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "eid",
                "name": EID["name"],
                "client_id": EID["client_id"],
                "secret": EID["secret"],
                "settings": {
                    "server_url": EID["server_url"],
                    "scope": ["openid"],
                    "auth_params": {"acr_values": " ".join(EID["acr_values"])},
                    "fetch_userinfo": False,
                },
            }
        ]
        if EID["server_url"]
        else [],
    },
}
_FORMS = "medverkan.foundation.accounts.forms."
ACCOUNT_FORMS = {
    "login": f"{_FORMS}SignInForm",
    "signup": f"{_FORMS}SignUpForm",
    "add_email": f"{_FORMS}NewEmailForm",
    "confirm_login_code": f"{_FORMS}SignInCodeForm",
    "confirm_email_verification_code": f"{_FORMS}EmailCodeForm",
}
SOCIALACCOUNT_FORMS = {"signup": f"{_FORMS}EIdSignUpForm"}
MFA_FORMS = {
    "authenticate": f"{_FORMS}SecondFactorForm",
    "reauthenticate": f"{_FORMS}SecondFactorAgainForm",
    "activate_totp": f"{_FORMS}AppForm",
    "add_webauthn": f"{_FORMS}PasskeyForm",
    "edit_webauthn": f"{_FORMS}PasskeyNameForm",
}
