"""What the doctor looks over outside the database: the folder, the environment and the service."""

from __future__ import annotations

from collections.abc import Sequence

from core.services.till.environment_check import EnvironmentCheck
from core.services.till.folder_check import FolderCheck
from core.services.till.found import DoctorCheck
from core.services.till.service_check import ServiceCheck
from core.settings import Settings


def surroundings(settings: Settings, service: ServiceCheck, unused: Sequence[str]) -> tuple[DoctorCheck, ...]:
    """Return the checks; `unused` are the variables of the environment that do not count."""
    return FolderCheck(settings), EnvironmentCheck(unused), service
