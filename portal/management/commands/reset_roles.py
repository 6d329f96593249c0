from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, transaction

from portal.role_groups import existing
from portal.roles import ROLES, permissions_of


class Command(BaseCommand):
    help = "把六个角色组的权限恢复为程序里的权限表（portal/roles.py），撤销在后台所作的增减；成员不变。"

    @transaction.atomic
    def handle(self, **options):
        for role in ROLES:
            wanted = existing(apps, DEFAULT_DB_ALIAS, permissions_of(role))
            Group.objects.get_or_create(name=role)[0].permissions.set(wanted.values())
            self.stdout.write(f"{role}：{len(wanted)} 项权限")
