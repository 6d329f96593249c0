"""The ground floor's own lists: sources and the site's identity."""

from django.contrib import admin

from publishing.models import SiteIdentity, Source

from .content import ContentAdmin


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    list_display = ["title", "kind", "issuer", "date"]
    list_filter = ["kind"]
    search_fields = ["title", "issuer"]
    table_keys = [("kind", "title", "date")]
    fieldsets = [
        (
            None,
            {
                "description": "数字和说法从哪里来。没有文件依据、由本单位填报的选“管委会填报”；举例用的选“示例数据”，页面会标明。",
                "fields": ["kind", "title", "issuer", "date", "url", "fetched"],
            },
        )
    ]


@admin.register(SiteIdentity)
class SiteIdentityAdmin(ContentAdmin):
    list_display = ["name", "host_organisation", "phone", "is_demo"]
    fieldsets = [
        (
            "页头与页脚",
            {
                "description": "每一页的顶部和底部都显示这些内容。",
                "fields": [
                    "name",
                    "host_organisation",
                    "address",
                    "phone",
                    "email",
                    "hours",
                    "has_sample_contact",
                ],
            },
        ),
        ("备案", {"fields": ["site_code", "icp_number", "police_number"]}),
        ("网站状态", {"fields": ["is_demo", "privacy_version"]}),
    ]

    def has_import_permission(self, request):
        return False  # there is but one row

    def has_export_permission(self, request):
        return False

    def has_add_permission(self, request):
        return not SiteIdentity.objects.exists() and super().has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False
