"""What the page on the tables says before it lists them."""

from __future__ import annotations

INTRODUCTION = """\
# Tables
"""
