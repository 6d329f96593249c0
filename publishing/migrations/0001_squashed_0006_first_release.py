"""All tables as they are now, for a new database. One that has the migrations it replaces goes on with those."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

import publishing.fields


def make_cache_table(apps, schema_editor):
    """Rate limits live here when no CACHE_URL is set; made always, so that CACHE_URL can be taken away again."""
    call_command("createcachetable", "publishing_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('publishing', '0001_initial'),
        ('publishing', '0002_first_rows'),
        ('publishing', '0003_admin_frame'),
        ('publishing', '0004_audit_actions'),
        ('publishing', '0005_worker_beat'),
        ('publishing', '0006_proposed_changes'),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'verbose_name': '内容版本',
                'verbose_name_plural': '内容版本',
            },
        ),
        migrations.CreateModel(
            name='MovedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_path', models.CharField(max_length=200, unique=True, verbose_name='旧地址')),
                ('new_path', models.CharField(max_length=200, verbose_name='新地址')),
                ('moved_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
            ],
            options={
                'verbose_name': '已迁移地址',
                'verbose_name_plural': '已迁移地址',
            },
        ),
        migrations.CreateModel(
            name='OutboxMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='创建时间')),
                ('to', models.CharField(max_length=400, verbose_name='收件人')),
                ('subject', models.CharField(max_length=300, verbose_name='主题')),
                ('body', models.TextField(verbose_name='正文')),
                ('html_body', models.TextField(blank=True, verbose_name='HTML 正文')),
                ('from_email', models.CharField(max_length=200, verbose_name='发件人')),
                ('reply_to', models.CharField(blank=True, max_length=200, verbose_name='回复地址')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='尝试次数')),
                ('next_attempt_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='下次尝试')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='发出时间')),
                ('last_error', models.CharField(blank=True, max_length=300, verbose_name='最近错误')),
            ],
            options={
                'verbose_name': '待发邮件',
                'verbose_name_plural': '待发邮件',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ViewCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(help_text='例：zones/xuesong', max_length=120, unique=True, verbose_name='页面')),
                ('views', models.PositiveBigIntegerField(default=0, verbose_name='浏览次数')),
            ],
            options={
                'verbose_name': '浏览次数',
                'verbose_name_plural': '浏览次数',
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='时间')),
                ('actor_name', models.CharField(blank=True, max_length=150, verbose_name='操作人名称')),
                ('action', models.CharField(choices=[('sign-in', '登录'), ('sign-in-failed', '登录失败'), ('sign-in-locked', '登录被暂时锁定'), ('sign-out', '退出'), ('session-ended', '登录超时'), ('password-changed', '更改密码'), ('password-reset', '重设密码'), ('factor-added', '添加两步验证'), ('factor-removed', '移除两步验证'), ('factor-failed', '两步验证失败'), ('codes-renewed', '重新生成恢复码'), ('code-used', '使用恢复码'), ('added', '新增'), ('changed', '修改'), ('deleted', '删除'), ('viewed', '查看个人信息'), ('exported', '导出个人信息'), ('trimmed', '清除到期的审计记录')], max_length=40, verbose_name='操作')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='对象')),
                ('fields', models.CharField(blank=True, max_length=400, verbose_name='涉及字段')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='来源地址')),
                ('actor', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='操作人')),
            ],
            options={
                'verbose_name': '审计记录',
                'verbose_name_plural': '审计记录',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SiteIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='网站名称')),
                ('name_zh_hans', models.CharField(max_length=60, null=True, verbose_name='网站名称')),
                ('name_en', models.CharField(max_length=60, null=True, verbose_name='网站名称')),
                ('host_organisation', models.CharField(blank=True, max_length=100, verbose_name='主办单位')),
                ('host_organisation_zh_hans', models.CharField(blank=True, max_length=100, null=True, verbose_name='主办单位')),
                ('host_organisation_en', models.CharField(blank=True, max_length=100, null=True, verbose_name='主办单位')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('address_zh_hans', models.CharField(blank=True, max_length=200, null=True, verbose_name='地址')),
                ('address_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='地址')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='电话')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='电子邮箱')),
                ('hours', models.CharField(blank=True, max_length=100, verbose_name='服务时间')),
                ('hours_zh_hans', models.CharField(blank=True, max_length=100, null=True, verbose_name='服务时间')),
                ('hours_en', models.CharField(blank=True, max_length=100, null=True, verbose_name='服务时间')),
                ('site_code', models.CharField(blank=True, help_text='没有就留空，页面不显示。', max_length=20, verbose_name='网站标识码')),
                ('icp_number', models.CharField(blank=True, help_text='没有就留空，页面不显示。', max_length=40, verbose_name='ICP备案号')),
                ('police_number', models.CharField(blank=True, help_text='没有就留空，页面不显示。', max_length=40, verbose_name='公安备案号')),
                ('is_demo', models.BooleanField(default=True, help_text='正式上线前取消勾选。', verbose_name='显示“演示站点”横条')),
                ('has_sample_contact', models.BooleanField(default=False, verbose_name='联系方式为示例')),
                ('privacy_version', models.CharField(default='2026-11', max_length=20, verbose_name='个人信息保护说明版本')),
            ],
            options={
                'verbose_name': '网站信息',
                'verbose_name_plural': '网站信息',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='publishing_siteidentity_single', violation_error_message='网站信息只有一份，请修改现有的这份。')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('document', '文件'), ('staff', '管委会填报'), ('sample', '示例数据')], max_length=10, verbose_name='种类')),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('title_zh_hans', models.CharField(max_length=200, null=True, verbose_name='名称')),
                ('title_en', models.CharField(max_length=200, null=True, verbose_name='名称')),
                ('issuer', models.CharField(blank=True, max_length=120, verbose_name='发布单位')),
                ('issuer_zh_hans', models.CharField(blank=True, max_length=120, null=True, verbose_name='发布单位')),
                ('issuer_en', models.CharField(blank=True, max_length=120, null=True, verbose_name='发布单位')),
                ('date', publishing.fields.PartialDateField(blank=True, default='', max_length=10, verbose_name='日期')),
                ('url', models.URLField(blank=True, verbose_name='网址')),
                ('fetched', models.DateField(blank=True, null=True, verbose_name='取得日期')),
            ],
            options={
                'verbose_name': '来源',
                'verbose_name_plural': '来源',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['document', 'staff', 'sample'])), name='publishing_source_known_kind', violation_error_message='来源只能是文件、管委会填报或示例数据。')],
            },
        ),
        migrations.CreateModel(
            name='WorkerBeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
            ],
            options={
                'verbose_name': '后台进程心跳',
                'verbose_name_plural': '后台进程心跳',
            },
        ),
        migrations.CreateModel(
            name='ProposedChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(help_text='例：zones.Enterprise', max_length=60, verbose_name='内容种类')),
                ('key', models.PositiveBigIntegerField(verbose_name='编号')),
                ('version', models.PositiveIntegerField(verbose_name='依据的版次')),
                ('values', models.JSONField(verbose_name='建议的内容')),
                ('former', models.JSONField(verbose_name='当时的内容')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='第几稿')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='提交时间')),
                ('state', models.CharField(choices=[('review', '待审核'), ('adopted', '已采纳'), ('returned', '已退回'), ('withdrawn', '已撤回')], default='review', max_length=10, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='退回理由')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='审核时间')),
                ('record', models.PositiveBigIntegerField(null=True, verbose_name='采纳后的历史记录')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交人')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审核人')),
            ],
            options={
                'verbose_name': '修改稿',
                'verbose_name_plural': '修改稿',
                'ordering': ['-pk'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['model', 'key'], name='publishing_proposal_row')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'review')), fields=('model', 'key', 'author'), name='publishing_proposal_one_open', violation_error_message='您对这一条已经有一份待审核的修改。'), models.CheckConstraint(condition=models.Q(('state__in', ['review', 'adopted', 'returned', 'withdrawn'])), name='publishing_proposal_known_state', violation_error_message='状态只能是待审核、已采纳、已退回或已撤回。'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='publishing_proposal_returned_with_reason', violation_error_message='退回要写明理由。')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalSiteIdentity',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='网站名称')),
                ('name_zh_hans', models.CharField(max_length=60, null=True, verbose_name='网站名称')),
                ('name_en', models.CharField(max_length=60, null=True, verbose_name='网站名称')),
                ('host_organisation', models.CharField(blank=True, max_length=100, verbose_name='主办单位')),
                ('host_organisation_zh_hans', models.CharField(blank=True, max_length=100, null=True, verbose_name='主办单位')),
                ('host_organisation_en', models.CharField(blank=True, max_length=100, null=True, verbose_name='主办单位')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('address_zh_hans', models.CharField(blank=True, max_length=200, null=True, verbose_name='地址')),
                ('address_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='地址')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='电话')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='电子邮箱')),
                ('hours', models.CharField(blank=True, max_length=100, verbose_name='服务时间')),
                ('hours_zh_hans', models.CharField(blank=True, max_length=100, null=True, verbose_name='服务时间')),
                ('hours_en', models.CharField(blank=True, max_length=100, null=True, verbose_name='服务时间')),
                ('site_code', models.CharField(blank=True, help_text='没有就留空，页面不显示。', max_length=20, verbose_name='网站标识码')),
                ('icp_number', models.CharField(blank=True, help_text='没有就留空，页面不显示。', max_length=40, verbose_name='ICP备案号')),
                ('police_number', models.CharField(blank=True, help_text='没有就留空，页面不显示。', max_length=40, verbose_name='公安备案号')),
                ('is_demo', models.BooleanField(default=True, help_text='正式上线前取消勾选。', verbose_name='显示“演示站点”横条')),
                ('has_sample_contact', models.BooleanField(default=False, verbose_name='联系方式为示例')),
                ('privacy_version', models.CharField(default='2026-11', max_length=20, verbose_name='个人信息保护说明版本')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical 网站信息',
                'verbose_name_plural': 'historical 网站信息',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSource',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('document', '文件'), ('staff', '管委会填报'), ('sample', '示例数据')], max_length=10, verbose_name='种类')),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('title_zh_hans', models.CharField(max_length=200, null=True, verbose_name='名称')),
                ('title_en', models.CharField(max_length=200, null=True, verbose_name='名称')),
                ('issuer', models.CharField(blank=True, max_length=120, verbose_name='发布单位')),
                ('issuer_zh_hans', models.CharField(blank=True, max_length=120, null=True, verbose_name='发布单位')),
                ('issuer_en', models.CharField(blank=True, max_length=120, null=True, verbose_name='发布单位')),
                ('date', publishing.fields.PartialDateField(blank=True, default='', max_length=10, verbose_name='日期')),
                ('url', models.URLField(blank=True, verbose_name='网址')),
                ('fetched', models.DateField(blank=True, null=True, verbose_name='取得日期')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical 来源',
                'verbose_name_plural': 'historical 来源',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
