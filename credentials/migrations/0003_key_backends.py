from django.db import migrations, models


class Migration(migrations.Migration):
    """Keys may lie in a security module, and may be revoked. Those that are there lie encrypted in the database."""

    dependencies = [
        ("credentials", "0002_suspension"),
    ]

    operations = [
        migrations.AddField(
            model_name="signingkey",
            name="backend",
            field=models.CharField(
                choices=[("encrypted", "Encrypted"), ("pkcs11", "Pkcs11")], default="encrypted", max_length=10
            ),
        ),
        migrations.AddField(
            model_name="signingkey",
            name="label",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="signingkey",
            name="revoked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="signingkey",
            name="encrypted_secret",
            field=models.BinaryField(default=bytes),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("backend", "encrypted"), ("label", ""))
                | models.Q(("backend", "pkcs11"), models.Q(("label", ""), _negated=True)),
                name="key_of_a_module_has_a_label",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("revoked_at", None), ("retired_at__isnull", False), _connector="OR"),
                name="revoked_key_is_retired",
            ),
        ),
    ]
