"""What the trainee is put through, in words for the band."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.training import Drill, Lesson


def tr(text: str) -> str:
    """Translates a text of this module."""
    return QCoreApplication.translate("drill", text)


def drill_words(drill: Drill) -> list[str]:
    """Nothing on a fair day. An outage is told by the band itself, as a real one is."""
    texts = [tr("Bad day {number}.").format(number=drill.weather)] if drill.weather is not None else []
    if drill.waiting:
        words = {
            Lesson.LOSE_ANSWER: tr("Next: its answer is lost."),
            Lesson.REFUSE: tr("Next: it is refused."),
            Lesson.SLOW: tr("Next: a slow answer."),
            Lesson.BUSY: tr("Next: the service is too busy."),
        }
        texts.append(words[drill.waiting[0]])
    return texts
