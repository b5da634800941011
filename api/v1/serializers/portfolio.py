"""Evidence items, their files, and who reads them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.fields import Answer, Body, Choice, Day, Key, Keys, Query, Text, Upload, YesOrNo
from api.v1.serializers.common import PersonSerializer
from evc.standards.models import StandardVersion, WorkProcess
from portfolio.authorship import Standing, said_of
from portfolio.models import STARR_PARTS, Authorship, EvidenceKind
from portfolio.versions import current_versions, files_seen_by


class FileSerializer(Answer):
    """One version of one file; a newer version has the same ``line``. ``reading`` is what the machine read."""

    id = serializers.UUIDField()
    line = serializers.UUIDField()
    version = serializers.IntegerField()
    sha256 = serializers.CharField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    page_count = serializers.IntegerField(allow_null=True)
    has_preview = serializers.SerializerMethodField()
    reading = serializers.DictField()
    warnings = serializers.ListField(child=serializers.CharField())
    uploaded_at = serializers.DateTimeField()

    def get_has_preview(self, file: Any) -> bool:
        return bool(file.preview_sha256)


class LinkSerializer(Answer):
    id = serializers.UUIDField(source="work_process.id")
    code = serializers.CharField(source="work_process.code")
    title = serializers.CharField(source="work_process.title")


class ItemFactsSerializer(Answer):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    title = serializers.CharField()
    what_it_shows = serializers.CharField()
    organisation = serializers.CharField()
    period_from = serializers.DateField(allow_null=True)
    period_until = serializers.DateField(allow_null=True)
    issued_on = serializers.DateField(allow_null=True)
    reading_confirmed_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()
    removed_at = serializers.DateTimeField(allow_null=True)
    work_processes = LinkSerializer(source="links", many=True)


class ItemRowSerializer(ItemFactsSerializer):
    """One's own, so with all its files."""

    files = FileSerializer(many=True)


class ToolSerializer(Answer):
    name = serializers.CharField()
    is_ai = serializers.BooleanField()
    used_for = serializers.CharField()


class AuthorshipSerializer(Answer):
    """Whose work it is, as the owner said. ``standing`` is ``to-confirm`` when that was said of an earlier version."""

    standing = serializers.ChoiceField(choices=[str(standing) for standing in Standing])
    made_by = serializers.ChoiceField(choices=Authorship.MadeBy.choices, source="newest.made_by")
    with_whom = serializers.CharField(source="newest.with_whom")
    own_part = serializers.CharField(source="newest.own_part")
    tools = ToolSerializer(many=True, source="newest.tools")
    said_at = serializers.DateTimeField(source="newest.said_at")


class ItemSerializer(ItemFactsSerializer):
    """For the person in the context ``viewer``: others see no earlier versions, and nothing of what is covered."""

    owner = PersonSerializer()
    files = serializers.SerializerMethodField()
    level = serializers.CharField()
    holder = serializers.CharField()
    valid_until = serializers.DateField(allow_null=True)
    code = serializers.CharField()
    code_system = serializers.CharField()
    starr = serializers.DictField(child=serializers.CharField())
    authorship = serializers.SerializerMethodField()

    @extend_schema_field(FileSerializer(many=True))
    def get_files(self, item: Any) -> Any:
        return FileSerializer(files_seen_by(self.context["viewer"].pk, item), many=True).data

    @extend_schema_field(AuthorshipSerializer(allow_null=True))
    def get_authorship(self, item: Any) -> dict[str, Any] | None:
        said = said_of(item, files=current_versions(item.files.all()), answers=list(item.authorships.all()))
        return AuthorshipSerializer(said).data if said.newest else None


class StarrBody(Body):
    situation = Text(required=False)
    task = Text(required=False)
    action = Text(required=False)
    result = Text(required=False)
    reflection = Text(required=False)


assert set(StarrBody().fields) == set(STARR_PARTS)


class TypedBody(Body):
    """What a person types of an item; what is left out stays as it was."""

    what_it_shows = Text(required=False)
    organisation = Text(required=False)
    level = Text(required=False)
    holder = Text(required=False)
    code = Text(required=False)
    code_system = Text(required=False)
    period_from = Day(required=False, allow_null=True)
    period_until = Day(required=False, allow_null=True)
    issued_on = Day(required=False, allow_null=True)
    valid_until = Day(required=False, allow_null=True)
    starr = StarrBody(required=False)


class ItemBody(TypedBody):
    kind = Choice(choices=EvidenceKind.choices)
    title = Text()


class ItemChangeBody(TypedBody):
    kind = Choice(choices=EvidenceKind.choices, required=False)
    title = Text(required=False)


class ReadingBody(TypedBody):
    """Corrections of what was read; none: it was right."""

    title = Text(required=False)


class ToolBody(Body):
    name = Text()
    is_ai = YesOrNo()
    used_for = Text()


class AuthorshipBody(Body):
    """``with_whom`` and ``own_part`` are needed where it was made together."""

    made_by = Choice(choices=Authorship.MadeBy.choices)
    with_whom = Text(required=False)
    own_part = Text(required=False)
    tools = ToolBody(many=True, required=False)


class LinksBody(Body):
    """The whole list, within the versions it names; ``versions`` names one also where nothing of it is wanted any more."""

    work_processes = Keys(WorkProcess)
    versions = Keys(StandardVersion, required=False)


class ItemFileBody(Body):
    """``line``: of the file that this one replaces."""

    file = Upload()
    line = serializers.UUIDField(required=False)


class NewFileBody(Body):
    """``kind``: proposed from what is read unless given."""

    file = Upload()
    kind = Choice(choices=EvidenceKind.choices, required=False)


class CommentSerializer(Answer):
    id = serializers.UUIDField()
    by = PersonSerializer()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class CommentBody(Body):
    text = Text()


class ReadingLogSerializer(Answer):
    """Somebody read a piece of my evidence."""

    at = serializers.DateTimeField()
    reader = PersonSerializer(allow_null=True)
    item = serializers.UUIDField(allow_null=True)
    form = serializers.CharField()


class ItemsQuery(Query):
    kind = Choice(choices=EvidenceKind.choices, required=False)
    removed = serializers.BooleanField(required=False, default=False)


class VersionQuery(Query):
    standard_version = Key(StandardVersion)
