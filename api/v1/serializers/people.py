"""The person who asks, their tokens, and the people of an organisation."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from api.fields import Answer, Body, Choice, Key, Number, Query, Text
from api.v1.serializers.common import OrganisationSerializer, PersonSerializer
from foundation.people.models import Membership, Organisation, Person
from foundation.people.services.tokens import LONGEST_DAYS, SCOPES


class MembershipSerializer(Answer):
    id = serializers.UUIDField()
    organisation = OrganisationSerializer()
    role = serializers.CharField()
    since = serializers.DateTimeField()


class MeSerializer(Answer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField()
    addresses = serializers.ListField(child=serializers.EmailField(), help_text="Confirmed ones; each signs in.")
    language = serializers.CharField(help_text="Empty: as the browser asks.")
    memberships = MembershipSerializer(many=True)


class MeBody(Body):
    name = Text(required=False, max_length=1000)
    language = Text(required=False, max_length=10)


class TokenSerializer(Answer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewTokenSerializer(TokenSerializer):
    secret = serializers.CharField(help_text="Shown once: keep it now.")


class TokenBody(Body):
    name = Text(max_length=1000)
    scopes = serializers.ListField(child=Choice(choices=SCOPES), max_length=len(SCOPES))
    days = Number(help_text=f"1 to {LONGEST_DAYS}")


class MemberSerializer(Answer):
    """Somebody with a role in an organisation; the address only for its administrators."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField(allow_blank=True)
    roles = serializers.ListField(child=serializers.CharField())
    memberships = serializers.ListField(
        child=serializers.UUIDField(), help_text="One for each role, in the same order."
    )


class MembersQuery(Query):
    role = Text(required=False, max_length=40)


class InvitationSerializer(Answer):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    invited_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class InvitationBody(Body):
    email = Text(max_length=1000)
    name = Text(max_length=1000)
    roles = serializers.ListField(child=Text(max_length=40), max_length=20)


def _people_around(person: Person) -> QuerySet[Person]:
    """Whoever is in an organisation that this person is in."""
    mine = Organisation.objects.visible_to(person)
    held = Membership.objects.current().filter(organisation__in=mine.values("pk"))
    return Person.objects.filter(pk__in=held.values("person"))


class RoleBody(Body):
    person = Key(_people_around)
    role = Text(max_length=40)


class GivenRoleSerializer(Answer):
    id = serializers.UUIDField()
    person = PersonSerializer()
    role = serializers.CharField()
    since = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
