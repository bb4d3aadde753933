"""One's own account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from medverkan.foundation.accounts.access import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show the account and the ways to look after it."""
    return render(request, "accounts/home.html", {"user": request.user})


@signed_in
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a second factor, and say which kinds there are."""
    return render(request, "accounts/second_factor.html", {})
