"""The labels of tokens and word pieces: outside, or the beginning or inside of an entity."""

from __future__ import annotations

from policytext.annotation import ENTITY_LABELS

LABELS = ("O", *(f"{mark}-{label}" for label in ENTITY_LABELS for mark in "BI"))
