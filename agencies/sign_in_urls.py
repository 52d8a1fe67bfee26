"""Where one signs in: allauth's routes, after those of ours that stand in for or beside one of them."""

from django.urls import include, path

from agencies.views import account

urlpatterns = [
    path("sessions/stay/", account.stay_signed_in, name="stay_signed_in"),
    path("sessions/end/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("2fa/webauthn/keys/<int:pk>/remove/", account.remove_passkey, name="mfa_remove_webauthn"),
    path("email/", account.not_offered, name="account_email"),
    path("3rdparty/", account.not_offered, name="socialaccount_connections"),
    path("", include("allauth.urls")),
]
