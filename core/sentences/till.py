"""Sentences about the till itself: its start, settings, people and journal."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "start.keyring": "The keyring of this system did not open ({why}). Unlock it, then start again.",
    "start.owner": "Another Counterfoil works with this folder already: {owner}.",
    "start.agent_open": "The agent of this till is running and does not listen. Wait a moment, or stop it.",
    "agent.ready": "The till in {path} is open. Commands are carried out here until this is stopped.",
    "webhooks.secrets": "Put the secrets that the service showed for its webhooks into {variable}.",
    "webhooks.port": "Port {port} cannot be listened at: {why}",
    "agent.no_socket": "This system has no place where commands could be heard: {why}",
    "agent.own_service": "The till is open already, with a service of its own: --api-url, --token-file and --offline "
    "are for a till that is not. Nothing was done.",
    "agent.other_service": "The till is open already, and does not work with {url}. Nothing was done.",
    "agent.busy": "The till is open, but does not come to this now. Nothing was done; try again in a moment.",
    "agent.other_version": "The till is open in another version of this program. Close that and try again. "
    "Nothing was done.",
    "agent.too_long": "The command is too long for a till that is open. Nothing was done.",
    "agent.gone": "The program that has this till ended before it answered, so the act may be done. Give the same "
    "command again, or ask with “outbox find --reference {reference}”.",
    "agent.gone_unnamed": "The program that has this till ended before it answered, so the act may be done. "
    "Look into the outbox before you do it again.",
    "start.window_open": "Counterfoil is open on this till. Do it in its window, or close the window and try again.",
    "start.folder_open": "Every user of this computer may write into {path}, so it is no place for a till. Take that "
    "right away (chmod go-w), or name another folder.",
    "start.folder_of_user": "{path} belongs to {owner}, who could not open what root writes there. Start it as {owner} "
    "and without sudo.",
    "start.folder_of_another": "{path} belongs to {owner}, who could exchange the till's files; this is {user}. Use "
    "a folder of your own (--data-dir), or start it as {owner}.",
    "start.file_of_another": "{path} belongs to {owner}, and this is {user}. If it is this till's own, give it back "
    "(sudo chown {user} {path}), then start again; if not, move it away.",
    "start.folder": "The folder {path} cannot be used: {why}.",
    "start.database": "The database {path} cannot be used: {why}.",
    "start.corrupt": "The database {path} is damaged. It was left as it is; restore a backup or use another folder.",
    "start.books_lost": "The till's database {path} is gone; {entries} entries of its journal are remembered. Put it "
    "back from a backup. If there is none, the owner begins anew with the service's token: in the window, or by "
    "main.py begin-anew.",
    "books.not_lost": "The database is where it should be. There is nothing to begin anew.",
    "books.of_another": "The lost books belonged to another service than the one of this start. The owner begins anew "
    "with the address and the token of theirs. Nothing was changed.",
    "books.begun": "The till begins with empty books. What waited in the lost ones is not sent. Set up the people "
    "again in the settings (F9).",
    "start.database_folder": "A folder stands where the database should be: {path}. Move it away, and put the database "
    "back from a backup.",
    "start.database_gone": "The database {path} was deleted or replaced while the till was open. Nothing more is sold. "
    "Close this program, put the database back, and start again.",
    "start.newer": "The database {path} was made by a newer Counterfoil. Update this program; nothing was changed.",
    "start.sealed": "The codes in {path} are sealed by a till's key, so only that till's training service opens it.",
    "start.upgrade": "The database {path} could not be brought up to date: {why}. It is as it was; nothing was lost.",
    "start.scripts_missing": "This installation of Counterfoil is not whole: the scripts for the database are missing "
    "({missing}). Install it again; {path} was left as it is.",
    "start.disk_full": "The disk is full. Nothing was lost; free some space and try again.",
    "start.disk": "The disk could not be written: {why}. Nothing was lost.",
    "start.url": "{url!r} is not the address of a service. It starts with https:// (or http:// on this machine).",
    "start.another_service": "This folder works with the service at {kept}, not {url}. If that moved, a manager says "
    "so: main.py service move {url}. Another shop needs a folder of its own (--data-dir).",
    "start.address_missing": "This folder belongs to the shop at {url}, but its file {path} is gone, so no training is "
    "opened in it: start once with --api-url and that address to go on.",
    "start.address_lost": "This folder belongs to a shop, but its file {path} with the address is gone, so no training "
    "is opened in it: start once with --api-url and that address to go on.",
    "start.token_missing": "A token is needed for {url}. Enter it in the window, set COUNTERFOIL_TOKEN or "
    "give --token-file.",
    "start.token_file": "The token file {path} cannot be read: {why}.",
    "start.token_shape": "The token in {path} has characters that no token has.",
    "start.setting": "{key}: {value!r} is not allowed. {expected}",
    "start.setting_unknown": "There is no setting {key!r}.",
    "start.loopback": "This computer cannot call itself at {address}: {why}. As root, type: ip link set lo up. "
    "Then start again.",
    "start.books_wrong": "{wrong} of {cards} cards have a balance that their transactions do not come to.",
    "start.port": "Port {port} cannot be used: {why}.",
    "start.key": "The key in {path} cannot be read: {why}. Put it back from a backup; without one, move it away.",
    "start.key_replaced": "The till has a new key. {count} new cards could not be asked for and need you.",
    "start.restored": "This till was restored from a backup. What waits ({count}) is sent only where the card was not "
    "changed since.",
    "start.restored.quiet": "This till was restored from a backup. Nothing was waiting.",
    "start.changed": "The till's database was changed since the till wrote it: it comes out of a backup, or another "
    "program wrote it. What waits ({count}) is sent only where the card was not changed since.",
    "start.changed.quiet": "The till's database was changed since the till wrote it: it comes out of a backup, or "
    "another program wrote it. Nothing was waiting.",
    "start.copied": "This till was copied from another place. {count} operations were not sent and need you.",
    "start.copied.quiet": "This till was copied from another place. Nothing was waiting.",
    "start.moved": "This till was moved here from another place. What waits ({count}) is sent only where the card was "
    "not changed since.",
    "start.moved.quiet": "This till was moved here from another place. Nothing was waiting.",
    "start.moved_away": "This till has moved to another machine, in {file}. Work there; to come back, restore a backup "
    "that was made there.",
    "start.crashed": "Counterfoil ended by a fault last time. What was accepted is in the outbox. Where it was is in "
    "{file}; “diagnostics FILE.zip” puts all that helps into one file.",
    "start.newer_version": "Version {version} of Counterfoil is out; this is {here}. Tell whoever keeps this till.",
    "start.taken_over": "Another Counterfoil has taken over this till's folder. Close this one; nothing is lost.",
    "setting.authority": "{path} is no file of certificates that can be read (PEM). Nothing was changed.",
    "setting.folder": "Write the path of a folder, {most} characters at most. Nothing was changed.",
    "setting.proxy": "{value!r} is not the address of a proxy. Write it like http://proxy.example:3128.",
    "setting.web_address": "{value!r} is not an address for this. Write it like https://example.com/version.txt.",
    "setting.whole_path": "{key}: write the whole path of a folder, or nothing.",
    "setting.keep": "{key}: write 0 to keep them for ever, or {least} to {most} days.",
    "setting.backup_when": "“{value}” is no time for backups. Write a time of day such as 21:30, or 1h to {most}h for "
    "every so many hours.",
    "setting.text": "{key}: write 1 to {most} printable characters.",
    "setting.count": "{key}: write a whole number, {least} to {most}.",
    "setting.currency": "The service cannot make cards in {currency}. Nothing was changed.",
    "setting.printer": "{value!r} is no printer. Write its address, such as 192.168.1.50, a device like "
    "/dev/usb/lp0, or queue: and its name on this computer.",
    "setting.designs": "{value!r}: write name, colour, suffix; then the next, {most} at most. Colours are {colours}.",
    "setting.amounts": "Write 1 to {most} different amounts, with blanks between them, such as 25 50 100.",
    "setting.choice": "{key}: {value!r} is not one of {choices}.",
    "staff.sign_in": "Who is at the till? Sign in first; nothing was changed.",
    "staff.manager": "This needs a manager. Nothing was changed.",
    "staff.other": "This is more than you may do alone, so another manager approves it. Nothing was changed.",
    "staff.not_allowed": "Your role may not do this. Somebody who may signs in first. Nothing was changed.",
    "staff.nobody_else": "This takes another manager, and there is none. Nothing was changed.",
    "rights.fixed": "What a {role} may do of “{act}” is fixed.",
    "rights.no_limit": "“{act}” has no such limit.",
    "rights.nothing": "Say what is to change: alone, approval or no, or a limit.",
    "rights.above": "A clerk cannot have more than a manager, which would be so with “{act}”. Nothing was changed.",
    "rights.two_managers": "To give managers more, one manager signs in and another approves. Nothing was changed.",
    "staff.own": "You made it yourself, so another manager decides. Nothing was changed.",
    "staff.alone": "You made it yourself, so another manager decides, and there is none. Nothing was changed.",
    "staff.pin_reset": "{name} has a new PIN. The journal records it.",
    "staff.pins_differ": "The two PINs are not the same. Nothing was changed.",
    "staff.not_manager": "{name} is not a manager. Nothing was changed.",
    "staff.same_person": "This needs another manager than the one at the till.",
    "staff.wrong_pin": "The name or the PIN is not right.",
    "staff.wait": "Too many tries. Wait {seconds} s, then try again.",
    "staff.known": "{name} works here already. Change their role and PIN with “staff change”.",
    "staff.unknown": "Nobody here is called {name}.",
    "staff.last_manager": "One manager must stay. Set up another one first.",
    "staff.name": "A name has 1 to {most} printable characters.",
    "staff.name_reserved": "The journal uses the name {name} for itself. Choose another one.",
    "staff.pin_due": "{name} has to choose a new PIN first. Nothing was changed.",
    "staff.pin_same": "This is the PIN that you have already. Choose another one.",
    "staff.pin_changed": "{name} has a new PIN. Nobody else knows it.",
    "staff.pin_short": "The PIN needs at least {least} digits or letters.",
    "staff.pin_file": "The PIN cannot be read from {path}: {why}. Nothing was changed.",
    "staff.pin_simple": "A row such as 1234, or a part over and over such as 1212, is too easy to guess.",
    "staff.pin_plain": "The same character over and over is too easy to guess.",
    "leave.unfinished": "Not finished on this till: {count}, {sum} in all. Nothing is lost; they are in the outbox.",
    "journal.whole": "The journal is whole: {count} entries.",
    "journal.whole_keys": "The journal is whole: {count} entries, the first {earlier} from before the "
    "till's key was new.",
    "journal.changed": "Entry {first} of the journal was changed.",
    "journal.changed_earlier": "One of the journal's entries {first} to {last} was changed.",
    "journal.missing": "The journal's entries {first} to {last} are missing.",
    "journal.order": "Entry {first} of the journal is out of place.",
    "journal.cut": "The end of the journal is missing: it once went on from entry {first} to {last}.",
    "journal.gap": "The journal had {kept} entries when only {entries} were found: restored from a backup, or cut off.",
    "journal.other": "Another journal was found than the one that this till had written: restored from a backup, or "
    "written anew.",
    "journal.replaced": "Entry {first} of the journal is not the one that the keyring remembers: the journal was "
    "restored, or written anew.",
    "journal.head": "Journal: entry {entries}, head {head}.",
    "journal.no_alarm": "There is no alarm that could be ended: a changed or missing entry is told for ever.",
    "journal.alarm_ended": "The alarm about entry {entry} is ended. The journal names who ended it.",
    "journal.file": "The file {path} cannot be read: {why}.",
    "journal.file_changed": "The file {path} was changed after it was written.",
    "journal.file_key": "The file {path} was not written with this till's key.",
    "journal.file_shape": "The file {path} is not a whole exported journal.",
    "journal.unwritten": "The file {path} could not be written: {why}. Nothing is half done.",
    "tour.missing": "The tour stopped: {what} did not appear.",
    "tour.folder": "The folder {path} cannot be used: {why}. Name another one: {program} tour FOLDER",
}
