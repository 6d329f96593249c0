from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from publishing.admin.deleting import DeletingAdmin
from publishing.admin.words import WordsAdmin
from publishing.audit import Action, AuditedAdmin, named, record_request

from .models import User
from .rights import groups_to_give, may_manage
from .rights_fields import GroupsField, PermissionsField, permissions_to_give
from .second_factor import remove_second_factor

RIGHTS = ("is_active", "is_staff", "groups")
SUPERUSER_ONLY = ("is_superuser", "user_permissions")


@admin.register(User)
class UserAdmin(AuditedAdmin, WordsAdmin, DeletingAdmin, DjangoUserAdmin, ModelAdmin):
    """Nobody gives what they do not hold, nor anything to themselves (accounts.rights); a superuser may."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "name", "company", "roles", "is_staff", "is_active", "last_login"]
    list_filter = ["is_staff", "is_active", "groups"]
    search_fields = ["username", "email", "name", "company"]
    readonly_fields = ["own_password", "last_login", "date_joined", "password_changed_at"]
    actions = ["remove_second_factor"]
    filter_horizontal = ["user_permissions"]
    helps = {
        "username": "登录时用，字母、数字和 @ . + - _ 都可以；定下后不要再改。",
        "name": "同事在修改历史和审计记录里看到的名字，请写真实姓名。",
        "email": "也可以用来登录；忘记密码时，重设密码的邮件发到这里。",
        "is_active": "取消勾选，这个账号就不能再登录，写过的内容和记录都还在。人员离岗请取消勾选，不要删除。",
        "is_staff": "勾选后可以进管理后台。客商自己注册的账号不要勾选。",
        "is_superuser": "不受角色限制，什么都能做。一个单位留一两个就够。",
        "groups": "按分工勾选，可以勾几个；权限是各个角色加在一起的。",
        "user_permissions": "一般不用：请用上面的角色。",
    }
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username", "name", "email", "password1", "password2"],
                "description": "先定下账号和最初的密码；保存之后，在下一页勾选角色。请让同事第一次登录后自己更改密码。",
            },
        )
    ]
    fieldsets = [
        (None, {"fields": ["username", "own_password"]}),
        ("个人信息", {"fields": ["name", "company", "email", "phone"]}),
        (
            "权限",
            {
                "fields": [*RIGHTS, *SUPERUSER_ONLY],
                "description": "能进后台的人要勾选“工作人员状态”，再按分工勾选一个或几个角色。",
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
            options |= {
                "form_class": GroupsField,
                "queryset": groups_to_give(request.user),
                "widget": UnfoldAdminCheckboxSelectMultipleWidget,
                "label": "角色",
            }
        if db_field.name == "user_permissions":
            options |= {"form_class": PermissionsField, "queryset": permissions_to_give()}
        return super().formfield_for_manytomany(db_field, request, **options)

    def formfield_for_dbfield(self, db_field, request, **options):
        field = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name == "groups" and field:
            field.widget.can_add_related = False  # roles come from portal.roles
        return field

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="密码")
    def own_password(self, user):
        """Not the hash, which tells a clerk nothing."""
        return format_html('<a class="desk-button" href="{}">重设密码</a>', "../password/")

    @admin.display(description="角色")
    def roles(self, user):
        return "、".join(group.name for group in user.groups.all())

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
class GroupAdmin(AuditedAdmin, DeletingAdmin, DjangoGroupAdmin, ModelAdmin):
    """What a group may do is set by superusers alone; others see it."""

    def formfield_for_manytomany(self, db_field, request, **options):
        if db_field.name == "permissions":
            options |= {"form_class": PermissionsField, "queryset": permissions_to_give()}
        return super().formfield_for_manytomany(db_field, request, **options)

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser
