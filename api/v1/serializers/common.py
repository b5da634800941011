"""Parts that come back in many answers."""

from __future__ import annotations

from rest_framework import serializers

from api.fields import Answer


class PersonSerializer(Answer):
    id = serializers.UUIDField()
    name = serializers.CharField()


class OrganisationSerializer(Answer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    is_provider = serializers.BooleanField()


class CodedSerializer(Answer):
    """A core task, work process or criterion by its identifier, code and title."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()


class KeyedSerializer(Answer):
    """Something of a route, in the reader's language."""

    id = serializers.UUIDField()
    key = serializers.CharField()
    name = serializers.CharField()


class AuditCheckSerializer(Answer):
    """Whether a chain of the audit log is whole; ``broken_at`` is the first entry that doesn't fit."""

    chain = serializers.CharField()
    entries = serializers.IntegerField()
    is_whole = serializers.BooleanField()
    broken_at = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField()
