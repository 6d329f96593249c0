"""The fields by which rights are given: groups with what they may do, permissions in words that a clerk knows."""

from django import forms
from django.contrib.auth.models import Permission

from .rights import DUTIES

LIBRARIES = ("account", "admin", "contenttypes", "mfa", "sessions")  # nobody works with their tables here
VERBS = {"add": "新增", "change": "修改", "delete": "删除", "view": "查看", "publish": "发布"}


class GroupsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        duty = DUTIES.get(group.name)
        return f"{group.name}：{duty}" if duty else group.name


class PermissionsField(forms.ModelMultipleChoiceField):
    """开发区内容 · 厂房 · 发布. The tables of history have no rights of their own to give."""

    def label_from_instance(self, permission):
        model = permission.content_type.model_class()
        if model is None:  # of an app that is no longer installed
            return permission.name
        opts = model._meta
        verb = permission.codename.partition("_")[0]
        return f"{opts.app_config.verbose_name} · {opts.verbose_name} · {VERBS.get(verb, permission.name)}"


def permissions_to_give():
    kept = Permission.objects.select_related("content_type").exclude(content_type__app_label__in=LIBRARIES)
    kept = kept.exclude(content_type__model__startswith="historical")
    return kept.order_by("content_type__app_label", "content_type__model", "pk")
