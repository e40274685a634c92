"""Annotations against gold, layer by layer."""

from policytext.evaluation.gold import GoldError, gold_documents, read_gold
from policytext.evaluation.report import Report
from policytext.evaluation.score import evaluate

__all__ = ["GoldError", "Report", "evaluate", "gold_documents", "read_gold"]
