"""What the doctor looks over outside the database: the environment, the clock and the service."""

from __future__ import annotations

from collections.abc import Sequence

from core.clock import Clock
from core.services.till.clock_check import ClockCheck
from core.services.till.doctor import DoctorCheck
from core.services.till.environment_check import EnvironmentCheck
from core.services.till.service_check import ServiceCheck


def surroundings(clock: Clock, service: ServiceCheck, unused: Sequence[str]) -> tuple[DoctorCheck, ...]:
    """Return the checks; `unused` are the variables of the environment that do not count."""
    return EnvironmentCheck(unused), ClockCheck(clock), service
