"""The public functions of policytext."""

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
