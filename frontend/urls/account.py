"""Signing in, invitations, one's own account, people of an organisation, the mailbox."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
