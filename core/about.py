"""What this program is called and which version it is: said by `--version`, the About box and the set-up.

Standard library only. pyproject.toml says the same for the tools that read it; a test holds the two together.
"""

from __future__ import annotations

NAME = "Counterfoil"
VERSION = "0.1.0"
PURPOSE = "The gift card desk of a shop"
LICENCE = "MIT"
COPYRIGHT = "2026 Counterfoil contributors"
