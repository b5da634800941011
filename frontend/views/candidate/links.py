"""A link that the owner makes, fills and withdraws; and sharing with somebody by name."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from foundation.addresses import public_address
from frontend.errors import errors_on
from frontend.forms.candidate.sharing import LinkForm, NamedReaderForm, NewAddressForm, PutForm
from frontend.pages import person_of, render_page, sent
from frontend.views.candidate.own import crumbs_in_portfolio, own_item
from portfolio.models import EvidenceItem, NamedReader, ShareLink, ShareLinkItem
from portfolio.services import links, named_readers


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def with_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let somebody read one item."""
    item, form = own_item(request, pk), NamedReaderForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            reader = named_readers.share_with_person(item.pk, email=form.cleaned_data["email"], by=person_of(request))
            messages.success(request, _("%(name)s can read it now.") % {"name": reader.person.name})
            return redirect("item", pk=pk)
    title = _("Share with somebody by name")
    crumbs = crumbs_in_portfolio({"label": item.title, "href": reverse("item", args=[pk])}, {"label": title})
    return render_page(
        request, "candidate/share_with.html", {"title": title, "crumbs": crumbs, "item": item, "form": form}
    )


@login_required
@require_POST
def end_person(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    person = person_of(request)
    reader = get_object_or_404(NamedReader.objects.filter(owner=person), pk=pk)
    named_readers.end_named_share(reader.pk, item_id=item, by=person)
    messages.success(request, _("%(name)s can't read it any more.") % {"name": reader.person.name})
    return redirect("readings")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a link. The answer is the only page that shows its address, so it is no redirect."""
    person, form = person_of(request), LinkForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            typed = form.cleaned_data | {"demands": form.cleaned_data["demands"].splitlines()}
            link, secret = links.make_link(person, by=person, **typed)
            return _show(request, link, secret=secret)
    title = _("Share by a link")
    return render_page(
        request,
        "candidate/link_new.html",
        {"title": title, "crumbs": crumbs_in_portfolio({"label": title}), "form": form},
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the link shows, in its order, and to put more on it."""
    return _show(request, _own_link(request, pk))


@login_required
@require_POST
def put(request: HttpRequest, pk: UUID) -> HttpResponse:
    link, person = _own_link(request, pk), person_of(request)
    form = PutForm(request.POST, items=_choices(request))
    if form.is_valid():
        wanted = _uuid(form.cleaned_data["demand"])
        demand = link.demands.filter(pk=wanted).first() if wanted is not None else None
        with errors_on(form):
            links.put_on_link(
                link.pk, item_id=UUID(form.cleaned_data["item"]), demand_id=demand.pk if demand else None, by=person
            )
            place = f"#demand-{demand.pk}" if demand else "#demand-top"
            return redirect(f"{reverse('link', args=[pk])}{place}")
    return _show(request, link, form=form)


@login_required
@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Up, down, or off the page."""
    person = person_of(request)
    shown = get_object_or_404(ShareLinkItem.objects.filter(link__owner=person), pk=pk)
    way = request.POST.get("way")
    if way == "off":
        links.take_off_link(shown.pk, by=person)
    else:
        to: Literal["up", "down"] = "up" if way == "up" else "down"
        links.move_on_link(shown.pk, to=to, by=person)
    place = f"#demand-{shown.demand_id}" if shown.demand_id else "#demand-top"
    return redirect(f"{reverse('link', args=[shown.link_id])}{place}")


@login_required
@never_cache
@require_POST
def new_address(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another address, shown once; the one of before works no longer."""
    link, form = _own_link(request, pk), NewAddressForm(request.POST)
    if form.is_valid():
        with errors_on(form):
            secret = links.give_new_address(link.pk, days=form.cleaned_data["days"], by=person_of(request))
            link.refresh_from_db()
            return _show(request, link, secret=secret)
    return _show(request, link)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    link = links.revoke_link(_own_link(request, pk).pk, by=person_of(request))
    messages.success(request, _("The link “%(title)s” shows nothing any more.") % {"title": link.title})
    return redirect("readings")


def _show(request: HttpRequest, link: ShareLink, *, secret: str = "", form: PutForm | None = None) -> HttpResponse:
    items = _choices(request)
    sections: list[dict[str, Any]] = [
        {
            "demand": section.demand,
            "shown": section.shown,
            "form": form
            if form is not None and form.data.get("demand", "") == _text(section.demand)
            else PutForm(
                items=items, initial={"demand": _text(section.demand)}, auto_id=f"id_%s_{_text(section.demand)}"
            ),
        }
        for section in links.sections_of(link)
    ]
    context = {
        "title": link.title,
        "crumbs": crumbs_in_portfolio(
            {"label": _("Who reads along"), "href": reverse("readings")}, {"label": link.title}
        ),
        "link": link,
        "sections": sections,
        "has_items": bool(items),
        "address": public_address(reverse("shared", args=[secret])) if secret else "",
        "address_form": NewAddressForm(),
        "form": form,
    }
    return render_page(request, "candidate/link.html", context)


def _own_link(request: HttpRequest, pk: UUID) -> ShareLink:
    return get_object_or_404(ShareLink.objects.filter(owner=person_of(request)), pk=pk)


def _choices(request: HttpRequest) -> list[tuple[str, str]]:
    own = EvidenceItem.objects.owned_by(request.user).present().order_by("title", "pk")
    return [(str(pk), title) for pk, title in own.values_list("pk", "title")]


def _text(demand: Any) -> str:
    return str(demand.pk) if demand is not None else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
