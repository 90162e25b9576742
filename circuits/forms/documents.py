"""Documents joined to a text: several at once, of known kinds, checked by their content.

The name of a file says nothing: its first bytes do.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile as AnyFile

from participation.french import MEGABYTE

UploadedFile: TypeAlias = "AnyFile[Any]"
MOST = 5
LARGEST = 10 * MEGABYTE


def _begins(*marks: bytes) -> Callable[[UploadedFile], bool]:
    def check(file: UploadedFile) -> bool:
        file.seek(0)
        return file.read(16).startswith(marks)

    return check


def _holds(name: str) -> Callable[[UploadedFile], bool]:
    """A zip (office documents are) that has this member, and no macro."""

    def check(file: UploadedFile) -> bool:
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False
        return name in names and not any(n.endswith("vbaProject.bin") for n in names)

    return check


OOXML = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, tuple[str, Callable[[UploadedFile], bool]]] = {
    ".pdf": ("application/pdf", _begins(b"%PDF-")),
    ".png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    ".odt": ("application/vnd.oasis.opendocument.text", _holds("content.xml")),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", _holds("content.xml")),
    ".docx": (f"{OOXML}.wordprocessingml.document", _holds("word/document.xml")),
    ".xlsx": (f"{OOXML}.spreadsheetml.sheet", _holds("xl/workbook.xml")),
}


class SeveralFiles(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class DocumentsField(forms.FileField):
    """Up to five documents of ten megabytes; each keeps its checked type."""

    def __init__(self, label: str) -> None:
        """Never required."""
        super().__init__(
            label=label,
            required=False,
            help_text=(
                f"{MOST} au plus, de 10 Mo chacun : PDF, image, texte ou tableur. Ils sont "
                "lus par les mêmes personnes que l’offre."
            ),
            widget=SeveralFiles(attrs={"accept": ",".join(KINDS)}),
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file, checked; its `content_type` is what its bytes say."""
        files = data if isinstance(data, list | tuple) else [data]
        files = [super(DocumentsField, self).clean(file, initial) for file in files if file]
        if len(files) > MOST:
            raise ValidationError(f"Joignez {MOST} documents au plus à la fois.")
        for file in files:
            file.content_type = _type_of(file)
            file.seek(0)
        return files


def _type_of(file: UploadedFile) -> str:
    name = file.name or ""
    if (file.size or 0) > LARGEST:
        raise ValidationError(f"« {name} » dépasse 10 Mo : allégez-le.")
    content_type, is_one = KINDS.get(PurePath(name).suffix.lower(), ("", lambda _: False))
    if not is_one(file):
        raise ValidationError(
            f"« {name} » n’est pas un document accepté : PDF, image, texte ou tableur."
        )
    return content_type


def title_of(file: UploadedFile) -> str:
    """The name of the file as a title: without its extension, in words."""
    words = PurePath(file.name or "").stem.replace("_", " ").replace("-", " ").split()
    return " ".join(words)[:150] or "Document"
