"""Annotations as a report: one HTML file that needs no other file and no network."""

from policytext.report.write import EmptyReportError, ReportWritten, write_report

__all__ = ["EmptyReportError", "ReportWritten", "write_report"]
