"""Pages of a list, without counting what lies behind it."""

from rest_framework import pagination


class CursorPagination(pagination.CursorPagination):
    """Newest first by default; a view names its own order. The identifier breaks ties, so that no row is skipped."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering = ("-pk",)
