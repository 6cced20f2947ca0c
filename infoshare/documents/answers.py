"""A file as an answer, under a name that tells nothing of anybody."""

from django.http import HttpResponse


def shown(made: bytes, name: str, content_type: str = "application/pdf") -> HttpResponse:
    """A browser that can shows it in its window."""
    return _answer(made, name, content_type, "inline")


def downloaded(made: bytes | str, name: str, content_type: str) -> HttpResponse:
    """It is saved, never shown: it may have been made by somebody else."""
    answer = _answer(made, name, content_type, "attachment")
    answer["Content-Security-Policy"] = "sandbox"
    return answer


def _answer(made: bytes | str, name: str, content_type: str, how: str) -> HttpResponse:
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return HttpResponse(made, content_type=content_type, headers=headers)
