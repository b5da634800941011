"""People and roles of an organisation, for its administrators. A stranger doesn't find it; a member is told whom to ask."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.people import roles, rules, selectors
from foundation.people import services as people
from foundation.people.models import Invitation, Membership, Organisation, Person
from frontend.errors import errors_on
from frontend.forms.account.organisation import GiveRoleForm, InviteForm, TeamForm
from frontend.forms.account.person import SureForm
from frontend.pages import person_of, render_page


def administered(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, when the viewer administers it: 404 for a stranger, NotAllowed for another member."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    rules.require_administrator(organisation, person_of(request))
    return organisation


@login_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is what here, and who was invited."""
    organisation = administered(request, slug)
    known = roles.all_roles()
    invitations = [
        {"invitation": each, "roles": [known[role].name for role in each.roles if role in known]}
        for each in selectors.open_invitations(organisation)
    ]
    members = [
        {
            "member": member,
            "held": [{"membership": each, "words": known.get(each.role)} for each in member.memberships],
        }
        for member in selectors.members_of(organisation)
    ]
    return render_page(
        request, "account/people.html", {"organisation": organisation, "members": members, "invitations": invitations}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Mail somebody a link to join."""
    organisation = administered(request, slug)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        with errors_on(form):
            invitation = people.invite(organisation.pk, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("We mailed an invitation to %(address)s.") % {"address": invitation.email})
            return redirect("organisation-people", slug=slug)
    return render_page(request, "account/invite.html", {"organisation": organisation, "form": form})


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The link in the mail stops working."""
    organisation = administered(request, slug)
    found = get_object_or_404(Invitation.objects.filter(organisation=organisation), pk=pk)
    people.withdraw_invitation(found.pk, by=person_of(request))
    messages.success(request, _("The invitation for %(address)s was withdrawn.") % {"address": found.email})
    return redirect("organisation-people", slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """One more role for somebody who is here already."""
    organisation = administered(request, slug)
    current = Membership.objects.current().filter(organisation=organisation)
    person = get_object_or_404(Person.objects.filter(pk__in=current.values("person")), pk=pk)
    held = set(current.filter(person=person).values_list("role", flat=True))
    form = GiveRoleForm(request.POST or None, held=held)
    if form.is_valid():
        with errors_on(form):
            people.give_role(organisation.pk, person=person, role=form.cleaned_data["role"], by=person_of(request))
            messages.success(request, _("%(name)s has the role now.") % {"name": person.name})
            return redirect("organisation-people", slug=slug)
    return render_page(
        request,
        "account/give_role.html",
        {
            "organisation": organisation,
            "person": person,
            "form": form,
            "heading": _("Give %(name)s a role") % {"name": person.name},
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Asks first, then ends the role at once."""
    organisation = administered(request, slug)
    membership = get_object_or_404(
        Membership.objects.current().filter(organisation=organisation).select_related("person"), pk=pk
    )
    words = roles.all_roles().get(membership.role)
    names = {"name": membership.person.name, "role": words.name if words else membership.role}
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            people.end_role(membership.pk, by=person_of(request))
            messages.success(request, _("%(name)s is no longer %(role)s.") % names)
            return redirect("organisation-people", slug=slug)
    context = {
        "organisation": organisation,
        "title": _("End the role of %(name)s as %(role)s?") % names,
        "lead": _("It ends at once. The account and the portfolio stay, and so does what was done in this role."),
        "form": form,
        "submit_label": _("End the role"),
        "cancel_href": reverse("organisation-people", args=[slug]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """In which team somebody works: who assesses a colleague of the same team is pointed out to the coordinator."""
    organisation = administered(request, slug)
    current = Membership.objects.current().filter(organisation=organisation)
    person = get_object_or_404(Person.objects.filter(pk__in=current.values("person")), pk=pk)
    known = current.filter(person=person).exclude(team="").values_list("team", flat=True).first() or ""
    form = TeamForm(
        request.POST if request.method == "POST" else None,
        initial={"team": known},
        teams=current.exclude(team="").order_by("team").values_list("team", flat=True).distinct(),
    )
    if form.is_valid():
        with errors_on(form):
            people.set_team(organisation.pk, person=person, team=form.cleaned_data["team"], by=person_of(request))
            messages.success(request, _("The team of %(name)s is noted.") % {"name": person.name})
            return redirect("organisation-people", slug=slug)
    context = {
        "title": _("Team of %(name)s") % {"name": person.name},
        "eyebrow": organisation.name,
        "lead": _("When somebody of the same team is to assess a candidate, the EVC coordinator is warned."),
        "form": form,
        "cancel_href": reverse("organisation-people", args=[slug]),
    }
    return render_page(request, "professional/form.html", context)
