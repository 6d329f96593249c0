from django.core.management.base import BaseCommand, CommandError

from publishing.append_only import SHORTEST_DAYS, delete_old_entries


class Command(BaseCommand):
    """What the worker does daily with AUDIT_KEPT_DAYS, by hand. The only way in which audit entries go."""

    help = f"删除到期的审计记录（默认按 AUDIT_KEPT_DAYS，至少 {SHORTEST_DAYS} 天），并记下删除了多少条。"

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, help="保留最近多少天")

    def handle(self, *, days, **options):
        try:
            number = delete_old_entries(days)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已删除 {number} 条。")
