"""Organisations and their people: who is what, inviting, giving and ending a role, proving the audit log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.serializers.common import AuditCheckSerializer, OrganisationSerializer
from api.v1.serializers.people import (
    GivenRoleSerializer,
    InvitationBody,
    InvitationSerializer,
    MemberSerializer,
    MembersQuery,
    RoleBody,
)
from evc.roles import Role
from foundation.audit.chain import check_chain
from foundation.people import services as people
from foundation.people.models import Invitation, Membership, Organisation
from foundation.people.selectors import Member, members_of, open_invitations


class Organisations(ListEndpoint):
    """Those I am a member of, and every EVC provider: a provider is whom a trajectory is asked of."""

    serializer_class = OrganisationSerializer
    pagination_class = ordered_by("name")

    def get_queryset(self) -> QuerySet[Organisation]:
        mine = Organisation.objects.visible_to(self.person)
        return Organisation.objects.filter(Q(pk__in=mine.values("pk")) | Q(is_provider=True))


class OrganisationMembers(Endpoint):
    """The people with a role here: for administrators, and for those who plan or propose trajectories."""

    @extend_schema(parameters=[MembersQuery], responses=MemberSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        planned = self.person.organisations_as(Role.COORDINATOR, Role.MANAGER)
        administered = Organisation.objects.administered_by(self.person)
        organisation = get_object_or_404(
            Organisation.objects.filter(Q(pk__in=planned.values("pk")) | Q(pk__in=administered.values("pk"))), pk=pk
        )
        role = self.asked(MembersQuery).get("role")
        with_address = administered.filter(pk=pk).exists()
        rows = [_row(member, with_address=with_address) for member in members_of(organisation)]
        return Response(MemberSerializer([row for row in rows if not role or role in row["roles"]], many=True).data)


class OrganisationInvitations(Endpoint):
    """Invitations that can still be accepted. For administrators."""

    @extend_schema(responses=InvitationSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        organisation = get_object_or_404(Organisation.objects.administered_by(self.person), pk=pk)
        return Response(InvitationSerializer(open_invitations(organisation), many=True).data)

    @extend_schema(request=InvitationBody, responses={201: InvitationSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        organisation = get_object_or_404(Organisation.objects.visible_to(self.person), pk=pk)
        invitation = people.invite(organisation.pk, by=self.person, **self.read(InvitationBody))
        return Response(InvitationSerializer(invitation).data, status=201)


class OrganisationInvitation(Endpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Make the link stop working, as long as it was not used."""
        invitation = get_object_or_404(Invitation.objects.visible_to(self.person), pk=pk)
        people.withdraw_invitation(invitation.pk, by=self.person)
        return Response(status=204)


class OrganisationRoles(Endpoint):
    @extend_schema(request=RoleBody, responses={201: GivenRoleSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """Give somebody who is a member here one more role. New people come by invitation."""
        organisation = get_object_or_404(Organisation.objects.visible_to(self.person), pk=pk)
        given = people.give_role(organisation.pk, by=self.person, **self.read(RoleBody))
        return Response(GivenRoleSerializer(given).data, status=201)


class OrganisationRole(Endpoint):
    @extend_schema(responses={200: GivenRoleSerializer})
    def delete(self, request: Request, pk: UUID) -> Response:
        """End a role now."""
        membership = get_object_or_404(Membership.objects.visible_to(self.person), pk=pk)
        return Response(GivenRoleSerializer(people.end_role(membership.pk, by=self.person)).data)


class OrganisationAuditChain(Endpoint):
    """Prove that the audit log of the organisation is whole. For administrators."""

    @extend_schema(responses=AuditCheckSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        organisation = get_object_or_404(Organisation.objects.administered_by(self.person), pk=pk)
        return Response(AuditCheckSerializer(check_chain(organisation.audit_chain)).data)


def _row(member: Member, *, with_address: bool) -> dict[str, Any]:
    return {
        "id": member.person.pk,
        "name": member.person.name,
        "email": member.person.email if with_address else "",
        "roles": [membership.role for membership in member.memberships],
        "memberships": [membership.pk for membership in member.memberships],
    }
