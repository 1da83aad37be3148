"""What the trainee is put through, in words for the band."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain.training import Drill, Lesson


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("drill", text)


def drill_words(drill: Drill) -> list[str]:
    """Return nothing on a fair day. The band itself tells of an outage, as of a real one."""
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
