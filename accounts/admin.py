from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from publishing.audit import Action, AuditedAdmin, named, record_request

from .models import User
from .rights import groups_to_give, may_manage
from .second_factor import remove_second_factor

RIGHTS = ("is_active", "is_staff", "groups")
SUPERUSER_ONLY = ("is_superuser", "user_permissions")


@admin.register(User)
class UserAdmin(AuditedAdmin, DjangoUserAdmin, ModelAdmin):
    """Nobody gives what they do not hold, nor anything to themselves (accounts.rights); a superuser may."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "email", "name", "company", "is_staff", "is_active", "last_login"]
    search_fields = ["username", "email", "name", "company"]
    readonly_fields = ["last_login", "date_joined", "password_changed_at"]
    actions = ["remove_second_factor"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("个人信息", {"fields": ["name", "company", "email", "phone"]}),
        (
            "权限",
            {
                "fields": [*RIGHTS, *SUPERUSER_ONLY],
                "description": "能进后台的人要勾选“工作人员”，再按分工加入一个或几个组。",
            },
        ),
        ("时间", {"fields": ["last_login", "date_joined", "password_changed_at"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        fixed = list(super().get_readonly_fields(request, obj))
        if request.user.is_superuser:
            return fixed
        own = RIGHTS if obj and obj.pk == request.user.pk else ()
        return [*fixed, *SUPERUSER_ONLY, *own]

    def formfield_for_manytomany(self, db_field, request, **options):
        if db_field.name == "groups":
            options["queryset"] = groups_to_give(request.user)
        return super().formfield_for_manytomany(db_field, request, **options)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_manage(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        is_self = obj is not None and obj.pk == request.user.pk
        return super().has_delete_permission(request, obj) and may_manage(request.user, obj) and not is_self

    @admin.action(description="移除两步验证（手机丢失时）", permissions=["change"])
    def remove_second_factor(self, request, queryset):
        for user in queryset:
            if not self.has_change_permission(request, user):
                self.message_user(request, f"您不能管理账号 {user}。", messages.ERROR)
            elif remove_second_factor(user):
                record_request(request, Action.FACTOR_REMOVED, subject=named(user))
                self.message_user(request, f"已移除 {user} 的两步验证，下次登录后要重新设置。")
            else:
                self.message_user(request, f"{user} 没有设置两步验证。", messages.WARNING)


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(AuditedAdmin, DjangoGroupAdmin, ModelAdmin):
    """What a group may do is set by superusers alone; others see it."""

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser
