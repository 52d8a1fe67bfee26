"""Files given to a browser: as a download, or as a picture of a page; never as anything that could run in the site."""

from pathlib import Path

from django.http import FileResponse


def given_out(path: Path, *, content_type: str, name: str, is_picture: bool = False) -> FileResponse:
    """The file as it lies, with what its bytes said it is, for the browser to believe. Raises FileNotFoundError."""
    response = FileResponse(path.open("rb"), content_type=content_type, as_attachment=not is_picture, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    # Whoever opens the address of a picture by itself gets a page in which nothing runs and that reaches nothing.
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
