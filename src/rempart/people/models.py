"""Tables of people."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Organisation(models.Model):
    """A hotline, a police portal, a regulator, an NGO, an internet provider."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField()


class Account(AbstractBaseUser):
    """One person who signs in. `label` is all that others see."""

    id = models.UUIDField(primary_key=True)
    email = models.EmailField(unique=True)
    label = models.CharField(max_length=80, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.label


class RoleGrant(models.Model):
    """One role that one account holds; when it is withdrawn the row stays."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role"], condition=models.Q(withdrawn_at__isnull=True), name="people_role_once"
            ),
        ]


class OneTimeLogin(models.Model):
    """A link that lets one person in once; only the SHA-256 of its secret is kept."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class ApiToken(models.Model):
    """A bearer token with the rights of its account; only its SHA-256 is kept."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
