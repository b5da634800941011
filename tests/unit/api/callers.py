"""Somebody who calls the API: with a token of their own, by a session, or as a stranger."""

from __future__ import annotations

from typing import Any

from django.test import Client

from foundation.people import services as people
from foundation.people.models import Person

ROOT = "/api/v1/"


class Caller:
    """Sends JSON unless told otherwise, and says what went wrong when an answer is another than expected."""

    def __init__(self, person: Person | None = None, *, scopes: tuple[str, ...] = ("read", "write")) -> None:
        self.person = person
        self.client = Client(raise_request_exception=True)
        self.headers: dict[str, str] = {}
        if person is not None:
            _token, secret = people.create_api_token(person, name="test", scopes=scopes, days=1, by=person)
            self.headers["Authorization"] = f"Bearer {secret}"

    def ask(self, method: str, path: str, body: Any = None, *, expect: int | None = None, **extra: Any) -> Any:
        """The answer's JSON, or the response itself where it is none."""
        address = path if path.startswith("/") else ROOT + path
        extra = {"headers": self.headers | extra.pop("headers", {}), **extra}
        if body is not None:
            extra |= {"data": body, "content_type": "application/json"}
        response = getattr(self.client, method)(address, **extra)
        if expect is not None:
            assert response.status_code == expect, (response.status_code, response.content[:2000])
        is_json = response.headers.get("Content-Type", "").startswith(("application/json", "application/problem"))
        return response.json() if is_json and expect is not None else response

    def get(self, path: str, expect: int = 200, **query: Any) -> Any:
        return self.ask("get", path, expect=expect, query_params=query)

    def post(self, path: str, body: Any = None, expect: int = 201) -> Any:
        return self.ask("post", path, {} if body is None else body, expect=expect)

    def put(self, path: str, body: Any = None, expect: int = 200) -> Any:
        return self.ask("put", path, {} if body is None else body, expect=expect)

    def patch(self, path: str, body: Any = None, expect: int = 200) -> Any:
        return self.ask("patch", path, {} if body is None else body, expect=expect)

    def delete(self, path: str, expect: int = 200) -> Any:
        return self.ask("delete", path, expect=expect)

    def download(self, path: str) -> bytes:
        response = self.ask("get", path)
        assert response.status_code == 200, response.content[:2000]
        return b"".join(response.streaming_content)  # the client closes the file at its end

    def upload(self, path: str, fields: dict[str, Any], expect: int = 201) -> Any:
        response = self.client.post(ROOT + path, fields, headers=self.headers)
        assert response.status_code == expect, (response.status_code, response.content[:2000])
        return response.json()
