import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_people_teams_and_evidence"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="invitation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="invitation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="invitation",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="user",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="user",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="user",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="invitationhistory",
            name="secret_digest",
        ),
        migrations.RemoveField(
            model_name="userhistory",
            name="last_login",
        ),
        migrations.RemoveField(
            model_name="userhistory",
            name="password",
        ),
        migrations.AddField(
            model_name="user",
            name="switched_on_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="switched on again"),
        ),
        migrations.AddField(
            model_name="userhistory",
            name="switched_on_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="switched on again"),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations_sent",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="invitationhistory",
            name="invited_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_invitationhistory" ("accepted_at", "created_at", "email", "expires_at", "full_name", "id", "invited_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "withdrawn_at") VALUES (NEW."accepted_at", NEW."created_at", NEW."email", NEW."expires_at", NEW."full_name", NEW."id", NEW."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."role", NEW."team_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="7df18554d76ffcfd12376063268a61d6197ebdca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0a3ed",
                    table="agencies_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                    func='INSERT INTO "agencies_invitationhistory" ("accepted_at", "created_at", "email", "expires_at", "full_name", "id", "invited_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "withdrawn_at") VALUES (NEW."accepted_at", NEW."created_at", NEW."email", NEW."expires_at", NEW."full_name", NEW."id", NEW."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."role", NEW."team_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="e9da6ffeaa2c179e8394757fbf0b88b2dae22a9a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7c295",
                    table="agencies_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_invitationhistory" ("accepted_at", "created_at", "email", "expires_at", "full_name", "id", "invited_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "team_id", "withdrawn_at") VALUES (OLD."accepted_at", OLD."created_at", OLD."email", OLD."expires_at", OLD."full_name", OLD."id", OLD."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."role", OLD."team_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="501948116295425d385aaf2b8413443f552d6e9b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b60f3",
                    table="agencies_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_userhistory" ("email", "full_name", "grade", "id", "is_active", "is_staff", "is_superuser", "joined_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "switched_off_at", "switched_off_because", "switched_on_at") VALUES (NEW."email", NEW."full_name", NEW."grade", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."joined_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."switched_off_at", NEW."switched_off_because", NEW."switched_on_at"); RETURN NULL;',
                    hash="d1ecdb5da3cfac63fdf347324d03c19353f84037",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2175f",
                    table="agencies_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."switched_off_at" IS DISTINCT FROM (NEW."switched_off_at") OR OLD."switched_off_because" IS DISTINCT FROM (NEW."switched_off_because") OR OLD."switched_on_at" IS DISTINCT FROM (NEW."switched_on_at"))',
                    func='INSERT INTO "agencies_userhistory" ("email", "full_name", "grade", "id", "is_active", "is_staff", "is_superuser", "joined_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "switched_off_at", "switched_off_because", "switched_on_at") VALUES (NEW."email", NEW."full_name", NEW."grade", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."joined_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."switched_off_at", NEW."switched_off_because", NEW."switched_on_at"); RETURN NULL;',
                    hash="6447fe5aaa4b29d4b8810c14a4bd98126da23d57",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a123f",
                    table="agencies_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agencies_userhistory" ("email", "full_name", "grade", "id", "is_active", "is_staff", "is_superuser", "joined_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "switched_off_at", "switched_off_because", "switched_on_at") VALUES (OLD."email", OLD."full_name", OLD."grade", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."joined_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."switched_off_at", OLD."switched_off_because", OLD."switched_on_at"); RETURN NULL;',
                    hash="0b8394ec3e5f2959aa5c12abb8b521898a880a48",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_081d4",
                    table="agencies_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                name="agencies_invitation_one_open",
                violation_error_message="This person has an invitation already. Send it again instead.",
            ),
        ),
    ]
