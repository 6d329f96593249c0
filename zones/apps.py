from django.apps import AppConfig


class ZonesConfig(AppConfig):
    name = "zones"
    verbose_name = "开发区内容"

    def ready(self):
        from publishing.todo import add_provider

        from .todo import empty_sections

        add_provider(empty_sections)
