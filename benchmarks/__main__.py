"""Every benchmark of `docs/benchmarks.md`, or some: ``python benchmarks [--quick] [SECTION ...]``.

Each prints its table and puts it into the page. ``--quick`` takes little of everything and leaves the page alone: it
shows whether a benchmark works, and its figures mean nothing.
"""

from __future__ import annotations

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import argparse

import cluster
import components
import memory
import overhead
import pipelines
import reading
import report
import scaling
import startup
from sizes import FULL, QUICK
from timing import ROOT, machine

from policytext.training.generated import put

_PAGE = ROOT / "docs" / "benchmarks.md"
_SECTIONS = {
    module.__name__: module.table
    for module in (pipelines, components, reading, scaling, overhead, memory, startup, report, cluster)
}


def main() -> None:
    """Run the sections that are asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure policytext.")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"{', '.join(_SECTIONS)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="try with little; the page is left alone")
    arguments = parser.parse_args()
    unknown = set(arguments.sections) - set(_SECTIONS)
    if unknown:
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(_SECTIONS)}")
    for name in arguments.sections or _SECTIONS:
        table = f"{machine()}\n\n{_SECTIONS[name](QUICK if arguments.quick else FULL)}"
        print(f"== {name}\n{table}\n", flush=True)
        if not arguments.quick:
            put(_PAGE, name, "make bench", table)


if __name__ == "__main__":
    main()
