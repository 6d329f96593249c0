from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "用户"

    def ready(self):
        from allauth.mfa.signals import authenticator_added, authenticator_used
        from django.contrib.auth.signals import user_logged_in

        from . import second_factor, sign_in_records, staff_session

        sign_in_records.connect()
        user_logged_in.connect(staff_session.note_sign_in, dispatch_uid="accounts.staff_session")
        authenticator_added.connect(second_factor.note_proof, dispatch_uid="accounts.second_factor")
        authenticator_used.connect(second_factor.note_proof, dispatch_uid="accounts.second_factor")
