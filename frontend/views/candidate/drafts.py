"""An item that begins with nothing but a title, and whose facts are saved while they are typed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foundation.errors import ErkendError, InvalidInput
from frontend.forms.candidate.items import ItemForm
from frontend.pages import json_problem, person_of
from frontend.views.candidate.own import own_item
from portfolio import services as portfolio
from portfolio.models import EvidenceKind


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Nothing but a title: most of what people bring is work of theirs, and the next page lets them say otherwise."""
    person = person_of(request)
    try:
        item = portfolio.add_item(
            person, kind=EvidenceKind.WORK_PRODUCT, title=request.POST.get("title", ""), by=person
        )
    except InvalidInput as error:
        messages.error(request, str(error.message))
        return redirect("item-add")
    return redirect("item-edit", pk=item.pk)


@login_required
@require_POST
def save(request: HttpRequest, pk: UUID) -> JsonResponse:
    """One field of an item, as autosave.js sends it."""
    item = own_item(request, pk)
    form = ItemForm.of(item, choose_kind=True)
    name, value = request.POST.get("field", ""), request.POST.get("value", "")
    try:
        if name not in form.fields:
            raise InvalidInput(_("There is no such field."), code="field-unknown")
        typed = form.fields[name].clean(value)
        if typed != getattr(item, name):  # a form that saves while somebody types sends the same again and again
            portfolio.change_item(item.pk, by=person_of(request), **{name: typed})
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages), "code": "invalid"}, status=422)
    except ErkendError as error:
        return json_problem(error)
    return JsonResponse({"saved": True})
