"""Writing pictures anew: no position, no camera, no hidden data, no more than is needed."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from medverkan.foundation.files import refusals

try:
    from pillow_heif import register_heif_opener
except ImportError:  # iPhone pictures are then refused with a plain message
    pass
else:
    register_heif_opener()

LONGEST_SIDE = 2400
THUMBNAIL_WIDTH = 640
THUMBNAIL_BYTES = 40_000
_MOST_PIXELS = 64_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
_WRITTEN_AS = {"PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP"}
_MEDIA_TYPE = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}

# What Pillow's documentation advises against decompression bombs.
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Picture:
    """A picture as we keep it: the bytes of the file and its size in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int


def rewrite(content: bytes) -> Picture:
    """
    Return the picture written anew: upright, in sRGB, at most 2400 pixels, no metadata.

    HEIC becomes JPEG; of a moving GIF the first frame is kept, as PNG.

    :raises PictureIsBroken, PictureHasTooManyPixels: it cannot be read, or not safely
    """
    image, source = _opened(content)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    written_as = _WRITTEN_AS.get(source, "JPEG")
    return _written(image, written_as, quality=85)


def thumbnail(content: bytes) -> Picture:
    """Return a WebP of at most 640 pixels' width and 40 000 bytes."""
    image, _source = _opened(content)
    for width in (THUMBNAIL_WIDTH, 480, 320, 160):
        image.thumbnail((width, width * 2), Image.Resampling.LANCZOS)
        for quality in (80, 60, 40):
            picture = _written(image, "WEBP", quality=quality)
            if len(picture.content) <= THUMBNAIL_BYTES:
                return picture
    raise refusals.PictureHasTooManyPixels


def _opened(content: bytes) -> tuple[Image.Image, str]:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            source = image.format or ""
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image.load()
            return _in_srgb(ImageOps.exif_transpose(image)), source
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusals.PictureHasTooManyPixels from error
    except Exception as error:  # whatever a broken picture does to one of its decoders
        raise refusals.PictureIsBroken from error


def _in_srgb(image: Image.Image) -> Image.Image:
    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except (ImageCms.PyCMSError, OSError):
            converted = None
        image = converted or image
    return image.convert("RGBA" if has_alpha else "RGB")


def _written(image: Image.Image, written_as: str, *, quality: int) -> Picture:
    if written_as == "JPEG" and image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    file = io.BytesIO()
    bare.save(file, format=written_as, quality=quality, optimize=True)
    return Picture(file.getvalue(), _MEDIA_TYPE[written_as], *bare.size)
