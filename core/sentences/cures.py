"""What to do about each thing that the doctor finds not well, by the name of its check."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "cure.folder": "Let only this user write into the till's folder: chmod g-w, or chmod go-rwx.",
    "cure.disk": "Free some space on this disk. What cannot be written is refused, so nothing is lost.",
    "cure.database": "Close the program, keep a copy of the whole folder, and put the last backup back (restore).",
    "cure.schema": "Install Counterfoil again: this installation is not whole. The till's folder stays as it is.",
    "cure.keys": "Put till.key back from a backup. Without one, settle the sales that are parked: their codes are "
    "lost.",
    "cure.journal": "A manager looks into what is missing or changed, compares the head with the one noted outside, "
    "and then, where the journal was cut off or restored, ends the alarm: journal end-alarm.",
    "cure.copies": "Look into the outbox at what was not sent, and settle it. If two tills came from one folder, let "
    "only one of them work. Where the record cannot be written, give this user the right to its folder.",
    "cure.head": "Unlock the keyring of this system. Until it answers, note number and head in another place: journal "
    "head.",
    "cure.environment": "Set the file of certificates and the proxy in the settings, or take the variables away.",
    "cure.clock": "Set this computer's clock right, and let it be kept by the network's time.",
    "cure.service": "Check the line, then the address and the token in the settings. A new token: connect, or the "
    "settings (F9). What waits is sent as soon as the service answers.",
    "cure.scopes": "Ask whoever runs the service for a key that may more: read is to see cards, issue to sell them, "
    "redeem to redeem and top up, manage to change and disable them. Where this till is not to do that, all is well.",
    "cure.abilities": "Try on a card of small value what the service can do: doctor --probe CARD.",
    "cure.unreadable": "Tell whoever runs the service which fields are not as its description says. Those cards "
    "cannot be charged until they are.",
    "cure.cards": "Look these cards up at the service. Read all of them again: sync --full.",
    "cure.outbox": "Somebody looks into the outbox (F4, or outbox list) and settles what is parked.",
    "cure.token": "Ask whoever runs the service for a token that works. Give it to this till in the settings (F9), or "
    "with connect. What waits is sent then.",
    "cure.account": "See at the service what is not paid there, or what this token may not do. All else goes on.",
    "cure.queue": "See whether the service answers, then look into the outbox (F4, or outbox list).",
    "cure.approvals": "A manager decides about them: Alerts (F7), or approvals on the console.",
    "cure.closing": "Close the day in the reports (F6), or with report close.",
    "cure.backups": "See to the folder: is the stick in, the network there, the disk full? Then make one: Settings "
    "(F9), Support, or backups now. Older backups are still there.",
    "cure.liability": "Look at the reports (F6, or report liability), or set another mark in the settings (F9).",
    "cure.shop": "Write the shop file anew at the leading till, or set another folder in the settings (F9).",
    "cure.receipts": "See to the printer, then print what waits: the settings (F9), or receipts retry.",
    "cure.offline": "Bring the till back online and let it send what waits; or a manager sets other limits.",
}
