"""``python -m policytext``, the same as the command ``policytext``."""

from policytext.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
