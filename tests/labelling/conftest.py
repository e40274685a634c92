"""Labelling tools: what they are given, and what they give back."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
