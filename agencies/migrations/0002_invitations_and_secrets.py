import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_people_teams_and_evidence"),
    ]

    operations = [
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
