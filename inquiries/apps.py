from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    name = "inquiries"
    verbose_name = "立即沟通"

    def ready(self):
        from accounts.me_parts import add_part
        from publishing.jobs import run_daily
        from publishing.todo import add_provider

        from .own import inquiries_of
        from .retention import delete_old_inquiries
        from .todo import inquiry_tasks

        add_part("inquiries/own.html", inquiries_of)
        run_daily(delete_old_inquiries)
        add_provider(inquiry_tasks)
