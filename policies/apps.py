from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = "产业政策"

    def ready(self):
        from notices.models import Notice
        from publishing.related import register

        from .related import policies_of_notice

        register(Notice, policies_of_notice)
