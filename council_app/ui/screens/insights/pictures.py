"""Pictures on their way to an insight."""

from __future__ import annotations

from datetime import datetime

from council_app.ui.core.pictures import PictureDrop, files_in, image_in, png

__all__ = ["PictureDrop", "files_in", "image_in", "pasted_name", "png"]


def pasted_name(now: datetime) -> str:
    """What a picture without a name is called: two of them are two pictures."""
    return f"pasted-{now:%Y%m%d-%H%M%S-%f}.png"
