"""What every component with a trained model shares: loading on first use, and travelling with a saved pipeline."""

from __future__ import annotations

import hashlib
import io
import tarfile
from abc import abstractmethod
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from policytext.pipeline.models import model_folder
from policytext.pipeline.step import Step


class ModelComponent(Step):
    """A pipeline component whose model is a folder of files, read when the first document comes."""

    model_name: ClassVar[str]

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or model_folder(self.model_name)
        self._kept: TemporaryDirectory[str] | None = None

    @staticmethod
    @abstractmethod
    def read_model(folder: Path) -> Any:
        """Read the model's files."""

    @cached_property
    def trained(self) -> Any:
        """The model, read when it is first asked for.

        It is not called `model`: while a pipeline is put together, spaCy asks whatever has a `model` for it.
        """
        return self.read_model(self._folder)

    @property
    def folder(self) -> Path:
        """The folder of the model's files."""
        return self._folder

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the model's files, names and contents, in order of name."""
        digest = hashlib.sha256()
        for path in sorted(self._files()):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def _files(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if path.is_file() and path.suffix != ".md"]

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the model's files as an uncompressed tar archive."""
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w") as archive:
            for path in sorted(self._files()):
                member = tarfile.TarInfo(path.name)
                content = path.read_bytes()
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return buffer.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> ModelComponent:
        """Take the model's files from `to_bytes`."""
        self._kept = TemporaryDirectory(prefix="policytext-")
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            archive.extractall(self._kept.name, filter="data")
        return self._use(Path(self._kept.name))

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model's files into the folder `path`."""
        path.mkdir(parents=True, exist_ok=True)
        for file in self._files():
            (path / file.name).write_bytes(file.read_bytes())

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> ModelComponent:
        """Use the model's files in the folder `path`."""
        return self._use(Path(path))

    def _use(self, folder: Path) -> ModelComponent:
        self._folder = folder
        self.__dict__.pop("trained", None)
        self.__dict__.pop("sha256", None)
        return self
