"""The public functions of policytext. What a function needs is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policytext.api.annotating import DocumentError, annotate, load
    from policytext.api.asking import describe, evaluate, find_knowledge, knowledge_registers
    from policytext.api.running import annotate_files, doctor
    from policytext.api.using import export, link, to_frames, write_report
    from policytext.batch.plan import PlanError
    from policytext.batch.work import Failure, SetupError
    from policytext.exports.placing import ExportError
    from policytext.knowledge.find import Candidate
    from policytext.report import EmptyReportError, ReportWritten
    from policytext.runs.doctor import Diagnosis
    from policytext.runs.linking import Linking
    from policytext.runs.settings import Settings, SettingsError
    from policytext.runs.stored import StoredAnnotationError, stored_annotations
    from policytext.runs.summary import Summary
    from policytext.writers import MissingExtraError

_HOMES = {
    "Candidate": "policytext.knowledge.find",
    "Diagnosis": "policytext.runs.doctor",
    "DocumentError": "policytext.api.annotating",
    "EmptyReportError": "policytext.report",
    "ExportError": "policytext.exports.placing",
    "Failure": "policytext.batch.work",
    "Linking": "policytext.runs.linking",
    "MissingExtraError": "policytext.writers",
    "PlanError": "policytext.batch.plan",
    "ReportWritten": "policytext.report",
    "Settings": "policytext.runs.settings",
    "SettingsError": "policytext.runs.settings",
    "SetupError": "policytext.batch.work",
    "StoredAnnotationError": "policytext.runs.stored",
    "Summary": "policytext.runs.summary",
    "annotate": "policytext.api.annotating",
    "annotate_files": "policytext.api.running",
    "describe": "policytext.api.asking",
    "doctor": "policytext.api.running",
    "evaluate": "policytext.api.asking",
    "export": "policytext.api.using",
    "find_knowledge": "policytext.api.asking",
    "knowledge_registers": "policytext.api.asking",
    "link": "policytext.api.using",
    "load": "policytext.api.annotating",
    "stored_annotations": "policytext.runs.stored",
    "to_frames": "policytext.api.using",
    "write_report": "policytext.api.using",
}

__all__ = [
    "Candidate",
    "Diagnosis",
    "DocumentError",
    "EmptyReportError",
    "ExportError",
    "Failure",
    "Linking",
    "MissingExtraError",
    "PlanError",
    "ReportWritten",
    "Settings",
    "SettingsError",
    "SetupError",
    "StoredAnnotationError",
    "Summary",
    "annotate",
    "annotate_files",
    "describe",
    "doctor",
    "evaluate",
    "export",
    "find_knowledge",
    "knowledge_registers",
    "link",
    "load",
    "stored_annotations",
    "to_frames",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
