<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>About Counterfoil</source>
        <translation>Über Counterfoil</translation>
    </message>
    <message>
        <source>It stands on Qt, used under the GNU LGPL version 3, on the typeface Inter (SIL Open Font License) and the icons of Lucide (ISC), and on:</source>
        <translation>Es beruht auf Qt, verwendet unter der GNU LGPL Version 3, auf der Schrift Inter (SIL Open Font License), den Symbolen von Lucide (ISC) und auf:</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Baustein</translation>
    </message>
    <message>
        <source>Show the &amp;licence</source>
        <translation>Die &amp;Lizenz zeigen</translation>
    </message>
    <message>
        <source>The gift card desk of a shop</source>
        <translation>Die Geschenkkartenkasse eines Geschäfts</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>What it stands on</source>
        <translation>Worauf es beruht</translation>
    </message>
    <message>
        <source>© {copyright}. Free software under the {licence} licence.</source>
        <translation>© {copyright}. Freie Software unter der Lizenz {licence}.</translation>
    </message>
</context>
<context>
    <name>AdjustPanel</name>
    <message>
        <source>A reason is needed</source>
        <translation>Ein Grund fehlt noch</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Dazubuchen</translation>
    </message>
    <message>
        <source>Adjust the balance</source>
        <translation>Guthaben korrigieren</translation>
    </message>
    <message>
        <source>New balance</source>
        <translation>Neuer Stand</translation>
    </message>
    <message>
        <source>Not below zero</source>
        <translation>Nicht unter null</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Set the balance</source>
        <translation>Guthaben setzen</translation>
    </message>
    <message>
        <source>Set to {amount}</source>
        <translation>Auf {amount} setzen</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Abziehen</translation>
    </message>
    <message>
        <source>Why is it corrected?</source>
        <translation>Warum wird es korrigiert?</translation>
    </message>
    <message>
        <source>balance afterwards</source>
        <translation>Guthaben danach</translation>
    </message>
</context>
<context>
    <name>AlertNotices</name>
    <message>
        <source>Show the alerts</source>
        <translation>Warnungen anzeigen</translation>
    </message>
</context>
<context>
    <name>AlertPanel</name>
    <message>
        <source>&amp;Open the close of day</source>
        <translation>Den Tagesabschluss &amp;anzeigen</translation>
    </message>
    <message>
        <source>&amp;Open the outbox</source>
        <translation>Den Ausgang &amp;anzeigen</translation>
    </message>
    <message>
        <source>&amp;Open the plan of the backups</source>
        <translation>Den Plan der Sicherungen &amp;anzeigen</translation>
    </message>
    <message>
        <source>&amp;Open the report</source>
        <translation>Den Bericht &amp;anzeigen</translation>
    </message>
    <message>
        <source>&amp;Open the settings of the service</source>
        <translation>Die Einstellungen des Dienstes &amp;anzeigen</translation>
    </message>
    <message>
        <source>&amp;Open the waiting receipts</source>
        <translation>Die wartenden Belege &amp;anzeigen</translation>
    </message>
    <message>
        <source>&amp;Seen</source>
        <translation>&amp;Gesehen</translation>
    </message>
    <message>
        <source>Act now</source>
        <translation>Jetzt handeln</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Seen at {time}</source>
        <translation>Gesehen um {time}</translation>
    </message>
    <message>
        <source>Seen by {name} at {time}</source>
        <translation>Gesehen von {name} um {time}</translation>
    </message>
    <message>
        <source>since {when}</source>
        <translation>seit {when}</translation>
    </message>
</context>
<context>
    <name>AlertsView</name>
    <message>
        <source>&amp;Check the whole till…</source>
        <translation>Ganze &amp;Kasse prüfen …</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Appro&amp;vals ({count})…</source>
        <translation>&amp;Freigaben ({count}) …</translation>
    </message>
    <message>
        <source>Appro&amp;vals…</source>
        <translation>&amp;Freigaben …</translation>
    </message>
    <message>
        <source>Look &amp;again</source>
        <translation>&amp;Erneut nachsehen</translation>
    </message>
    <message>
        <source>Looked for every minute, without asking the service. The check of the whole till looks at more.</source>
        <translation>Jede Minute nachgesehen, ohne den Dienst zu fragen. Die Prüfung der ganzen Kasse sieht nach mehr.</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts braucht Sie</translation>
    </message>
    <message>
        <source>What this till cannot settle without a person is listed here, with what to do about it.</source>
        <translation>Hier steht, was diese Kasse nicht ohne einen Menschen erledigen kann, und was zu tun ist.</translation>
    </message>
    <message>
        <source>to the counter</source>
        <translation>zur Kasse</translation>
    </message>
    <message>
        <source>to the outbox</source>
        <translation>zum Ausgang</translation>
    </message>
</context>
<context>
    <name>AmountDisplay</name>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
</context>
<context>
    <name>Approvals</name>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Gefragt von</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Give a new card</source>
        <translation>Neue Karte geben</translation>
    </message>
    <message>
        <source>It is done: {balance} on the card.</source>
        <translation>Es ist erledigt: {balance} auf der Karte.</translation>
    </message>
    <message>
        <source>It waits in the outbox.</source>
        <translation>Es wartet im Ausgang.</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>Nicht möglich</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Waits until {moment} at the latest.</source>
        <translation>Wartet längstens bis {moment}.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Zurückgezogen</translation>
    </message>
</context>
<context>
    <name>ApprovalsDialog</name>
    <message>
        <source>&amp;Approve</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Refuse</source>
        <translation>&amp;Ablehnen</translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation>&amp;Zurückziehen</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Approve a&amp;ll {count}</source>
        <translation>A&amp;lle {count} freigeben</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Reason, to refuse</source>
        <translation>Grund einer Ablehnung</translation>
    </message>
    <message>
        <source>Requests, what waits first</source>
        <translation>Anfragen, was wartet zuerst</translation>
    </message>
    <message>
        <source>What you approve is done at once, for whoever asked. Nobody approves their own.</source>
        <translation>Was Sie freigeben, geschieht sofort, für die Person, die gefragt hat. Niemand gibt eigene Anfragen frei.</translation>
    </message>
    <message>
        <source>What you asked for. Nothing of it is done before a manager approves it.</source>
        <translation>Ihre Anfragen. Nichts davon geschieht, bevor eine Leitung es freigibt.</translation>
    </message>
</context>
<context>
    <name>Assistant</name>
    <message>
        <source>&amp;Open the till now</source>
        <translation>Kasse &amp;jetzt öffnen</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>Schritt {step} von {steps}</translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>It was read back whole. Without its password nobody can open it.</source>
        <translation>Sie wurde ganz zurückgelesen. Ohne ihr Passwort kann niemand sie öffnen.</translation>
    </message>
    <message>
        <source>One sealed file with the books of this till, its people, settings and key.</source>
        <translation>Eine versiegelte Datei mit den Büchern dieser Kasse, ihren Personen, Einstellungen und dem Schlüssel.</translation>
    </message>
    <message>
        <source>Save a backup</source>
        <translation>Eine Sicherung speichern</translation>
    </message>
    <message>
        <source>Save the backup</source>
        <translation>Sicherung speichern</translation>
    </message>
    <message>
        <source>Saving and reading it back…</source>
        <translation>Wird gespeichert und zurückgelesen …</translation>
    </message>
    <message>
        <source>The backup is saved</source>
        <translation>Die Sicherung ist gespeichert</translation>
    </message>
</context>
<context>
    <name>BackupForm</name>
    <message>
        <source>At least ten characters. Whoever loses it has no backup.</source>
        <translation>Mindestens zehn Zeichen. Wer es verliert, hat keine Sicherung.</translation>
    </message>
    <message>
        <source>Best on a stick: on this computer it is lost with it.</source>
        <translation>Am besten auf einen Stick: Auf diesem Computer geht sie mit ihm verloren.</translation>
    </message>
    <message>
        <source>Choose the &amp;place…</source>
        <translation>&amp;Ort auswählen …</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>The name of a backup ends with {ending}.</source>
        <translation>Der Name einer Sicherung endet mit {ending}.</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>Dasselbe Passwort noch einmal</translation>
    </message>
    <message>
        <source>This file is there already. Take another name, or choose it to replace it.</source>
        <translation>Diese Datei gibt es schon. Einen anderen Namen nehmen, oder sie auswählen, um sie zu ersetzen.</translation>
    </message>
    <message>
        <source>Type a password for the backup.</source>
        <translation>Bitte ein Passwort für die Sicherung eingeben.</translation>
    </message>
    <message>
        <source>Where the backup goes</source>
        <translation>Wohin die Sicherung kommt</translation>
    </message>
    <message>
        <source>Write the whole place of the file, or choose it.</source>
        <translation>Bitte den ganzen Ort der Datei angeben oder ihn auswählen.</translation>
    </message>
</context>
<context>
    <name>BackupPanel</name>
    <message>
        <source>&amp;Move this till to another machine…</source>
        <translation>Auf einen anderen Computer um&amp;ziehen …</translation>
    </message>
    <message>
        <source>Backup, and another machine</source>
        <translation>Sicherung und Umzug</translation>
    </message>
    <message>
        <source>One sealed file with all that this till alone knows. Save one every evening and before each update: it brings this till back on any computer.</source>
        <translation>Eine versiegelte Datei mit allem, was nur diese Kasse weiß. Jeden Abend und vor jeder Aktualisierung eine speichern: Sie bringt diese Kasse auf jedem Computer zurück.</translation>
    </message>
    <message>
        <source>Save a &amp;backup…</source>
        <translation>Eine Si&amp;cherung speichern …</translation>
    </message>
</context>
<context>
    <name>BackupPasswordDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>At least ten characters.</source>
        <translation>Mindestens zehn Zeichen.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password of the scheduled backups</source>
        <translation>Passwort der geplanten Sicherungen</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>Passwort setzen</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>Dasselbe Passwort noch einmal</translation>
    </message>
    <message>
        <source>The till writes these backups alone and cannot open them: only this password does. Keep it where this till is not. Backups that are there already keep the password they were made with.</source>
        <translation>Die Kasse schreibt diese Sicherungen allein und kann sie nicht öffnen: Das kann nur dieses Passwort. Bewahren Sie es nicht bei der Kasse auf. Sicherungen, die schon da sind, behalten das Passwort, mit dem sie erstellt wurden.</translation>
    </message>
    <message>
        <source>Type a password for the backups.</source>
        <translation>Bitte ein Passwort für die Sicherungen eingeben.</translation>
    </message>
</context>
<context>
    <name>BackupPlanSection</name>
    <message>
        <source>A time of day in the shop, such as 21:30, or every so many hours, such as 6h.</source>
        <translation>Eine Uhrzeit im Geschäft, etwa 21:30, oder alle so viele Stunden, etwa 6h.</translation>
    </message>
    <message>
        <source>Best on a stick or another computer. Empty: none are made.</source>
        <translation>Am besten auf einem Stick oder anderen Computer. Leer: Es werden keine erstellt.</translation>
    </message>
    <message>
        <source>Choose a folder for the backups</source>
        <translation>Ordner für die Sicherungen wählen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Daily kept</source>
        <translation>Tägliche</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Made without anybody there, while this program runs. Each is read back, and an older one goes only once a newer one is whole. Beside the newest ones, the last of so many days, weeks and months stays.</source>
        <translation>Werden erstellt, ohne dass jemand da sein muss, solange das Programm läuft. Jede wird zurückgelesen, und eine ältere geht erst, wenn eine neuere vollständig ist. Außer den neuesten bleibt von so vielen Tagen, Wochen und Monaten je die letzte.</translation>
    </message>
    <message>
        <source>Make one now</source>
        <translation>Jetzt eine erstellen</translation>
    </message>
    <message>
        <source>Monthly kept</source>
        <translation>Monatliche</translation>
    </message>
    <message>
        <source>Newest kept</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Saving and reading it back…</source>
        <translation>Wird gespeichert und zurückgelesen…</translation>
    </message>
    <message>
        <source>Scheduled backups</source>
        <translation>Geplante Sicherungen</translation>
    </message>
    <message>
        <source>Set the password…</source>
        <translation>Passwort setzen …</translation>
    </message>
    <message>
        <source>Weekly kept</source>
        <translation>Wöchentliche</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
</context>
<context>
    <name>BackupPlanning</name>
    <message>
        <source>The first one is made within a minute.</source>
        <translation>Die erste wird in der nächsten Minute erstellt.</translation>
    </message>
    <message>
        <source>The newest is of {when}: {file}. Backups of this till in the folder: {count}.</source>
        <translation>Die neueste ist von {when}: {file}. Sicherungen dieser Kasse im Ordner: {count}.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>F8: outage and faults</source>
        <translation>F8: Ausfall und Störungen</translation>
    </message>
    <message>
        <source>No connection since {time}. You can go on:</source>
        <translation>Offline seit {time}. Weiter möglich:</translation>
    </message>
    <message>
        <source>Training offline. You can go on:</source>
        <translation>Übung ohne Verbindung. Weiter möglich:</translation>
    </message>
    <message>
        <source>Training, no connection since {time}:</source>
        <translation>Übung, offline seit {time}:</translation>
    </message>
    <message>
        <source>Training: no real cards.</source>
        <translation>Übung: keine echten Karten.</translation>
    </message>
    <message>
        <source>Working offline. You can go on:</source>
        <translation>Es wird offline gearbeitet. Weiter möglich:</translation>
    </message>
    <message>
        <source>look cards up; nothing is sold or charged until the connection is back</source>
        <translation>Karten nachsehen; verkauft oder abgebucht wird erst wieder mit Verbindung</translation>
    </message>
    <message>
        <source>look cards up; the limit of this till is used up until the connection is back</source>
        <translation>Karten nachsehen; die Grenze dieser Kasse ist ausgeschöpft, bis die Verbindung wieder da ist</translation>
    </message>
    <message>
        <source>up to {amount} a sale</source>
        <translation>bis {amount} je Verkauf</translation>
    </message>
    <message>
        <source>{amount} left on this card today</source>
        <translation>heute noch {amount} auf diese Karte</translation>
    </message>
    <message>
        <source>{amount} left on this till</source>
        <translation>noch {amount} an dieser Kasse</translation>
    </message>
</context>
<context>
    <name>BeginAnewPanel</name>
    <message>
        <source>Begin with &amp;empty books</source>
        <translation>Mit &amp;leeren Büchern beginnen</translation>
    </message>
    <message>
        <source>It takes the token of the shop&apos;s service, from the service&apos;s own pages.</source>
        <translation>Nötig ist das Token des Dienstes dieses Geschäfts, von dessen eigenen Seiten.</translation>
    </message>
    <message>
        <source>There is no backup: &amp;begin anew…</source>
        <translation>Es gibt keine Sicherung: &amp;neu beginnen …</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>What waited in the lost books is not sent. The cards are read from the service again; people, settings, history and journal begin empty, and the journal says so.</source>
        <translation>Was in den verlorenen Büchern wartete, wird nicht gesendet. Die Karten werden neu vom Dienst gelesen; Personen, Einstellungen, Verlauf und Journal beginnen leer, und das Journal hält das fest.</translation>
    </message>
</context>
<context>
    <name>BillPanel</name>
    <message>
        <source>&amp;Stop the sale…</source>
        <translation>Verkauf abbre&amp;chen …</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Anfrage läuft …</translation>
    </message>
    <message>
        <source>Cards of this sale</source>
        <translation>Karten dieses Verkaufs</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Fi&amp;nish the sale</source>
        <translation>Verkauf absch&amp;ließen</translation>
    </message>
    <message>
        <source>Not known, does not count yet</source>
        <translation>Unbekannt, zählt noch nicht</translation>
    </message>
    <message>
        <source>PENDING, counts</source>
        <translation>AUSSTEHEND, zählt</translation>
    </message>
    <message>
        <source>Paid in full</source>
        <translation>Vollständig bezahlt</translation>
    </message>
    <message>
        <source>Refused, does not count</source>
        <translation>Abgelehnt, zählt nicht</translation>
    </message>
    <message>
        <source>Rest paid &amp;otherwise</source>
        <translation>Rest anders bezah&amp;lt</translation>
    </message>
    <message>
        <source>Sale in progress, {due}</source>
        <translation>Laufender Verkauf, {due}</translation>
    </message>
    <message>
        <source>Sale of {due}</source>
        <translation>Verkauf über {due}</translation>
    </message>
    <message>
        <source>{doubt} may have been taken already. It is shown here as soon as it is known.</source>
        <translation>{doubt} sind vielleicht schon abgebucht. Sobald es feststeht, steht es hier.</translation>
    </message>
    <message>
        <source>{left} still due</source>
        <translation>{left} noch offen</translation>
    </message>
    <message>
        <source>{over} too much was taken. Put it back on a card with Top up.</source>
        <translation>{over} zu viel abgebucht. Mit Aufladen zurück auf eine Karte buchen.</translation>
    </message>
    <message>
        <source>{paid} paid by card</source>
        <translation>{paid} mit Karte bezahlt</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>&amp;Stop it</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>All of this was ordered before</source>
        <translation>Das alles wurde schon beauftragt</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt)</source>
        <translation>CSV-Dateien (*.csv *.txt)</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Cards to be made</source>
        <translation>Zu erstellende Karten</translation>
    </message>
    <message>
        <source>Equal cards</source>
        <translation>Gleiche Karten</translation>
    </message>
    <message>
        <source>Finished. All cards are made and can be used at once.</source>
        <translation>Fertig. Alle Karten sind erstellt und sofort nutzbar.</translation>
    </message>
    <message>
        <source>Finished. {count} cards were not made or need you; the list says why.</source>
        <translation>Fertig. {count} Karten wurden nicht erstellt oder sind zu klären; die Liste sagt, warum.</translation>
    </message>
    <message>
        <source>Finished. {count} cards will be made as soon as the service answers.</source>
        <translation>Fertig. {count} Karten werden erstellt, sobald der Dienst antwortet.</translation>
    </message>
    <message>
        <source>Gift cards.csv</source>
        <translation>Geschenkkarten.csv</translation>
    </message>
    <message>
        <source>Gift cards.pdf</source>
        <translation>Geschenkkarten.pdf</translation>
    </message>
    <message>
        <source>Handed over. The codes are no longer kept here.</source>
        <translation>Ausgehändigt. Die Codes werden hier nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Zu klären</translation>
    </message>
    <message>
        <source>Not made</source>
        <translation>Nicht erstellt</translation>
    </message>
    <message>
        <source>Nothing is made yet: {count} to put right</source>
        <translation>Noch nichts erstellt: {count} zu korrigieren</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>PENDING</source>
        <translation>AUSSTEHEND</translation>
    </message>
    <message>
        <source>Paused. {count} cards are still to be made.</source>
        <translation>Angehalten. {count} Karten sind noch zu erstellen.</translation>
    </message>
    <message>
        <source>Put these right in the file and choose it again. Until then nothing of it is made.</source>
        <translation>Bitte in der Datei korrigieren und diese erneut wählen. Bis dahin wird nichts davon erstellt.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Sent to the printer {name}.</source>
        <translation>An den Drucker {name} gesendet.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Stop for good?</source>
        <translation>Endgültig abbrechen?</translation>
    </message>
    <message>
        <source>Stopped for good. What is made stays; the rest of the file can be chosen again.</source>
        <translation>Endgültig abgebrochen. Was erstellt ist, bleibt; für den Rest können Sie die Datei erneut wählen.</translation>
    </message>
    <message>
        <source>Stopped: {why} What is made stays.</source>
        <translation>Angehalten: {why} Was erstellt ist, bleibt.</translation>
    </message>
    <message>
        <source>They are made one after the other. You can go on working elsewhere meanwhile.</source>
        <translation>Sie werden nacheinander erstellt. Sie können inzwischen weiterarbeiten.</translation>
    </message>
    <message>
        <source>This was only looked through. Nothing is made yet.</source>
        <translation>Nur geprüft. Es ist noch nichts erstellt.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>To be made</source>
        <translation>Noch offen</translation>
    </message>
    <message>
        <source>Usable until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>What is made stays. The rest is not made, unless the file is chosen again.</source>
        <translation>Was erstellt ist, bleibt. Der Rest wird nur erstellt, wenn Sie die Datei erneut wählen.</translation>
    </message>
    <message>
        <source>What to put right</source>
        <translation>Was zu korrigieren ist</translation>
    </message>
    <message>
        <source>What we know</source>
        <translation>Was bekannt ist</translation>
    </message>
    <message>
        <source>Without a connection the limits allow the first {count} now; the rest waits for it.</source>
        <translation>Ohne Verbindung erlauben die Grenzen jetzt die ersten {count}; der Rest wartet darauf.</translation>
    </message>
    <message>
        <source>no code of these cards is here any more</source>
        <translation>kein Code dieser Karten ist mehr hier</translation>
    </message>
    <message>
        <source>{count} cards, {sum} in all</source>
        <translation>{count} Karten, zusammen {sum}</translation>
    </message>
    <message>
        <source>{count} of them are still to be made: go back, and choose Go on beside that order.</source>
        <translation>{count} davon sind noch zu erstellen: Gehen Sie zurück und wählen Sie bei diesem Auftrag Fortfahren.</translation>
    </message>
    <message>
        <source>{count} rows were ordered before and are left out.</source>
        <translation>{count} Zeilen wurden schon beauftragt und ausgelassen.</translation>
    </message>
    <message>
        <source>{name}: {done} of {count}</source>
        <translation>{name}: {done} von {count}</translation>
    </message>
    <message>
        <source>{name}: {done} of {count} cards made</source>
        <translation>{name}: {done} von {count} Karten erstellt</translation>
    </message>
    <message>
        <source>{name}: {done} of {count} cards to hand over</source>
        <translation>{name}: {done} von {count} Karten auszuhändigen</translation>
    </message>
</context>
<context>
    <name>BulkRun</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortfahren</translation>
    </message>
    <message>
        <source>&amp;Print all</source>
        <translation>Alle &amp;drucken</translation>
    </message>
    <message>
        <source>&amp;Stop for good…</source>
        <translation>End&amp;gültig abbrechen …</translation>
    </message>
    <message>
        <source>Cards made</source>
        <translation>Erstellte Karten</translation>
    </message>
    <message>
        <source>Cards of this order</source>
        <translation>Karten dieses Auftrags</translation>
    </message>
    <message>
        <source>Four cards go on an A4 page, with lines to cut along.</source>
        <translation>Vier Karten stehen auf einer A4-Seite, mit Linien zum Schneiden.</translation>
    </message>
    <message>
        <source>It is paused already.</source>
        <translation>Es ist schon angehalten.</translation>
    </message>
    <message>
        <source>It is running already.</source>
        <translation>Es läuft schon weiter.</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Save P&amp;DF…</source>
        <translation>Als &amp;PDF …</translation>
    </message>
    <message>
        <source>Save the &amp;list…</source>
        <translation>&amp;Liste speichern …</translation>
    </message>
    <message>
        <source>They are &amp;handed over</source>
        <translation>Alle ausge&amp;händigt</translation>
    </message>
    <message>
        <source>This order is finished.</source>
        <translation>Dieser Auftrag ist fertig.</translation>
    </message>
    <message>
        <source>Try these &amp;again</source>
        <translation>Diese erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>What to do with them</source>
        <translation>Was damit geschieht</translation>
    </message>
</context>
<context>
    <name>BulkStart</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Make them</source>
        <translation>&amp;Erstellen</translation>
    </message>
    <message>
        <source>&amp;Make {count} cards for {sum}</source>
        <translation>{count} Karten für {sum} &amp;erstellen</translation>
    </message>
    <message>
        <source>2 to {most}, as on the page before.</source>
        <translation>2 bis {most}, wie auf der vorigen Seite.</translation>
    </message>
    <message>
        <source>Cards to be made</source>
        <translation>Zu erstellende Karten</translation>
    </message>
    <message>
        <source>Choose a CSV &amp;file…</source>
        <translation>CSV-Datei &amp;wählen …</translation>
    </message>
    <message>
        <source>Each with {amount}, and with the kind, design, dates and words entered before.</source>
        <translation>Jede mit {amount} sowie Art, Design, Datum und Texten der vorigen Seite.</translation>
    </message>
    <message>
        <source>For cards alike, first enter an amount on the page before, and no pre-printed code.</source>
        <translation>Für gleiche Karten geben Sie zuerst auf der vorigen Seite einen Betrag ein, aber keinen vorgedruckten Code.</translation>
    </message>
    <message>
        <source>How many alike</source>
        <translation>Anzahl gleicher Karten</translation>
    </message>
    <message>
        <source>Look &amp;through</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Or a file with one card in each row. Its first line names the columns: {columns}.</source>
        <translation>Oder eine Datei mit einer Karte je Zeile. Ihre erste Zeile nennt die Spalten: {columns}.</translation>
    </message>
    <message>
        <source>Several at once</source>
        <translation>Mehrere auf einmal</translation>
    </message>
    <message>
        <source>The cards are listed here first. None is made before you have seen them.</source>
        <translation>Hier stehen zuerst die Karten. Keine wird hergestellt, bevor Sie sie gesehen haben.</translation>
    </message>
    <message>
        <source>What to put right</source>
        <translation>Was zu korrigieren ist</translation>
    </message>
</context>
<context>
    <name>CalendarSheet</name>
    <message>
        <source>Days of the month</source>
        <translation>Tage des Monats</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>Voriger Monat</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>Next year</source>
        <translation>Nächstes Jahr</translation>
    </message>
    <message>
        <source>Year before</source>
        <translation>Voriges Jahr</translation>
    </message>
</context>
<context>
    <name>Candidates</name>
    <message>
        <source>Balance</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Cards that it may be</source>
        <translation>Mögliche Karten</translation>
    </message>
    <message>
        <source>None is chosen yet: take one with the arrow keys and Enter, or with a double click.</source>
        <translation>Noch ist keine gewählt: mit Pfeiltasten und Enter oder mit einem Doppelklick wählen.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Karte öffnen</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>CardCodeDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>8 to 20 letters and digits.</source>
        <translation>8 bis 20 Buchstaben und Ziffern.</translation>
    </message>
    <message>
        <source>Code of the card</source>
        <translation>Code der Karte</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Or type what is printed under its stripe or bar code.</source>
        <translation>Oder eintippen, was unter dem Streifen oder Strichcode steht.</translation>
    </message>
    <message>
        <source>Pre-printed card</source>
        <translation>Vorgedruckte Karte</translation>
    </message>
    <message>
        <source>Scan the pre-printed card</source>
        <translation>Die vorgedruckte Karte scannen</translation>
    </message>
    <message>
        <source>Use this card</source>
        <translation>Diese Karte verwenden</translation>
    </message>
</context>
<context>
    <name>CardFace</name>
    <message>
        <source>Frozen here</source>
        <translation>Hier eingefroren</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Geschenkkarte</translation>
    </message>
    <message>
        <source>No longer listed</source>
        <translation>Nicht mehr geführt</translation>
    </message>
    <message>
        <source>Read &amp;balance again</source>
        <translation>&amp;Neu abfragen</translation>
    </message>
    <message>
        <source>confirmed {age} · sold for {initial}</source>
        <translation>bestätigt {age} · verkauft für {initial}</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>zu klären</translation>
    </message>
    <message>
        <source>not yet confirmed by the service</source>
        <translation>vom Dienst noch nicht bestätigt</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>ausstehend</translation>
    </message>
    <message>
        <source>{confirmed} confirmed {age}, {pending} waiting</source>
        <translation>{confirmed} bestätigt {age}, {pending} ausstehend</translation>
    </message>
    <message>
        <source>{shop} gift card</source>
        <translation>Geschenkkarte von {shop}</translation>
    </message>
</context>
<context>
    <name>CardPane</name>
    <message>
        <source>&amp;Adjust</source>
        <translation>&amp;Korrigieren</translation>
    </message>
    <message>
        <source>&amp;Cash out</source>
        <translation>Aus&amp;zahlen</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>&amp;Sperren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Freeze</source>
        <translation>Ein&amp;frieren</translation>
    </message>
    <message>
        <source>&amp;Lost card</source>
        <translation>&amp;Verloren</translation>
    </message>
    <message>
        <source>&amp;Redeem</source>
        <translation>&amp;Einlösen</translation>
    </message>
    <message>
        <source>&amp;Top up</source>
        <translation>&amp;Aufladen</translation>
    </message>
    <message>
        <source>How it got to {balance}</source>
        <translation>So kam es zu {balance}</translation>
    </message>
    <message>
        <source>Is this the card? Its last four characters or its number were compared, not its whole code.</source>
        <translation>Ist das die Karte? Verglichen wurden nur die letzten vier Zeichen oder die Nummer, nicht der ganze Code.</translation>
    </message>
    <message>
        <source>The service no longer lists this card, noticed {when}. Ask the office before you count on it.</source>
        <translation>Der Dienst führt diese Karte nicht mehr, bemerkt {when}. Fragen Sie im Büro nach, bevor Sie sich auf sie verlassen.</translation>
    </message>
    <message>
        <source>Un&amp;freeze</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>Whole l&amp;ife…</source>
        <translation>Ganzer Verla&amp;uf …</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>A sale is in progress: {due} is still due.</source>
        <translation>Ein Verkauf läuft: {due} sind noch offen.</translation>
    </message>
    <message>
        <source>Card {last}</source>
        <translation>Karte {last}</translation>
    </message>
    <message>
        <source>Card {last}, {balance}</source>
        <translation>Karte {last}, {balance}</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Its balance appears here. You can also type its code, the last four characters, a note or an amount.</source>
        <translation>Hier erscheint das Guthaben. Sie können auch Code, letzte vier Zeichen, Notiz oder Betrag eintippen.</translation>
    </message>
    <message>
        <source>Looking for the card…</source>
        <translation>Die Karte wird gesucht …</translation>
    </message>
    <message>
        <source>Print its whole life</source>
        <translation>Den ganzen Verlauf drucken</translation>
    </message>
    <message>
        <source>Scan a card</source>
        <translation>Karte scannen</translation>
    </message>
    <message>
        <source>Scan a card first.</source>
        <translation>Zuerst eine Karte scannen.</translation>
    </message>
    <message>
        <source>Scan the next card</source>
        <translation>Die nächste Karte scannen</translation>
    </message>
    <message>
        <source>Served lately</source>
        <translation>Zuletzt bedient</translation>
    </message>
    <message>
        <source>The change to card {last} is not saved, and is lost.</source>
        <translation>Die Änderung an Karte {last} ist nicht gespeichert und geht verloren.</translation>
    </message>
    <message>
        <source>This card is not fit for it: {state}</source>
        <translation>Mit dieser Karte geht das nicht: {state}</translation>
    </message>
    <message>
        <source>after typing</source>
        <translation>nach der Eingabe</translation>
    </message>
    <message>
        <source>{due} is still due. A card pays as much of it as it has.</source>
        <translation>{due} sind noch offen. Jede Karte bezahlt davon, so viel sie hat.</translation>
    </message>
</context>
<context>
    <name>CardsPage</name>
    <message>
        <source>&amp;Test it with the card ending in {last} ({balance})</source>
        <translation>Mit Karte {last} &amp;prüfen ({balance})</translation>
    </message>
    <message>
        <source>Cards read so far</source>
        <translation>Bisher geladene Karten</translation>
    </message>
    <message>
        <source>Done: the test went well, and the card is as it was.</source>
        <translation>Fertig: Die Prüfung ist gelungen, und die Karte ist wie vorher.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Prüfung läuft …</translation>
    </message>
    <message>
        <source>The test was not clear. That is no harm: the till works carefully everywhere.</source>
        <translation>Die Prüfung war nicht eindeutig. Das schadet nicht: Die Kasse arbeitet überall vorsichtig.</translation>
    </message>
    <message>
        <source>You can test the service once, so that a sale is sure sooner when the connection breaks. The till takes the smallest amount off this card and puts it back at once; nobody should use the card meanwhile. You may also do this later, or never.</source>
        <translation>Sie können den Dienst einmal prüfen, damit ein Verkauf schneller feststeht, wenn die Verbindung abbricht. Die Kasse bucht den kleinsten Betrag von dieser Karte ab und gleich wieder zurück; in dieser Zeit sollte niemand die Karte benutzen. Das geht auch später oder gar nicht.</translation>
    </message>
    <message>
        <source>You need not wait: the till can be used while they come.</source>
        <translation>Sie müssen nicht warten: Die Kasse ist schon nutzbar.</translation>
    </message>
    <message>
        <source>Your cards are coming</source>
        <translation>Ihre Karten werden geladen</translation>
    </message>
    <message>
        <source>{n} cards are here.</source>
        <translation>{n} Karten sind da.</translation>
    </message>
    <message>
        <source>{n} cards so far…</source>
        <translation>Bisher {n} Karten …</translation>
    </message>
</context>
<context>
    <name>CashOutPanel</name>
    <message>
        <source>&amp;Give {amount} in cash</source>
        <translation>{amount} bar &amp;geben</translation>
    </message>
    <message>
        <source>A reason is needed</source>
        <translation>Ein Grund fehlt noch</translation>
    </message>
    <message>
        <source>Cash cannot be called back.</source>
        <translation>Bargeld lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Cash out the rest</source>
        <translation>Rest auszahlen</translation>
    </message>
    <message>
        <source>Nothing is left</source>
        <translation>Es ist nichts übrig</translation>
    </message>
    <message>
        <source>Once it is confirmed, give the customer {balance} in cash. The card is empty then.</source>
        <translation>Nach der Bestätigung dem Kunden {balance} bar geben. Danach ist die Karte leer.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>The customer asked, the rest is small…</source>
        <translation>Kunde wünscht es, kleiner Rest …</translation>
    </message>
</context>
<context>
    <name>Cause</name>
    <message>
        <source>Address already in use</source>
        <translation>Adresse ist schon belegt</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>Verbindung abgewiesen</translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation>Verbindung von der Gegenseite getrennt</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>Zeit für die Verbindung abgelaufen</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>Gerät ist belegt</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Speicherkontingent ausgeschöpft</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Datei gibt es schon</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Fehler beim Lesen oder Schreiben</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>ist ein Ordner</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>Netz nicht erreichbar</translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation>kein Weg zum Rechner</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr frei</translation>
    </message>
    <message>
        <source>No such device or address</source>
        <translation>Gerät oder Adresse gibt es nicht</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>ist kein Ordner</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>zu viele offene Dateien</translation>
    </message>
    <message>
        <source>a page cannot be begun</source>
        <translation>eine Seite lässt sich nicht beginnen</translation>
    </message>
    <message>
        <source>a table is locked by somebody</source>
        <translation>eine Tabelle ist von jemandem gesperrt</translation>
    </message>
    <message>
        <source>an answer that makes no sense</source>
        <translation>eine Antwort ohne Sinn</translation>
    </message>
    <message>
        <source>an unexpected answer</source>
        <translation>eine unerwartete Antwort</translation>
    </message>
    <message>
        <source>attempt to write a readonly database</source>
        <translation>Datenbank ist schreibgeschützt</translation>
    </message>
    <message>
        <source>database is locked</source>
        <translation>Datenbank ist gesperrt</translation>
    </message>
    <message>
        <source>disk I/O error</source>
        <translation>Fehler beim Lesen oder Schreiben</translation>
    </message>
    <message>
        <source>it does not exist</source>
        <translation>es gibt sie nicht</translation>
    </message>
    <message>
        <source>it does not read back as it was written</source>
        <translation>es liest sich nicht zurück, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>it is not text</source>
        <translation>kein Text</translation>
    </message>
    <message>
        <source>it is not text in UTF-8</source>
        <translation>es ist kein Text in UTF-8</translation>
    </message>
    <message>
        <source>it is not writable</source>
        <translation>nicht beschreibbar</translation>
    </message>
    <message>
        <source>it takes nothing</source>
        <translation>er nimmt nichts an</translation>
    </message>
    <message>
        <source>it was held back for too long</source>
        <translation>zu lange zurückgehalten</translation>
    </message>
    <message>
        <source>it was not asked for</source>
        <translation>danach wurde nicht gefragt</translation>
    </message>
    <message>
        <source>its write-ahead log could not be closed</source>
        <translation>das Vorausprotokoll ließ sich nicht schließen</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort in der Frist</translation>
    </message>
    <message>
        <source>no bearer came</source>
        <translation>es kam kein Zugang auf Zeit</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>no connection in time</source>
        <translation>keine Verbindung in der Frist</translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation>keine sichere Verbindung</translation>
    </message>
    <message>
        <source>rows belong to nothing</source>
        <translation>Zeilen gehören zu nichts</translation>
    </message>
    <message>
        <source>several workers need a fixed port</source>
        <translation>mehrere Prozesse brauchen einen festen Port</translation>
    </message>
    <message>
        <source>status {status}</source>
        <translation>Status {status}</translation>
    </message>
    <message>
        <source>the address is not the service&apos;s</source>
        <translation>nicht die Adresse des Dienstes</translation>
    </message>
    <message>
        <source>the answer to another request</source>
        <translation>die Antwort auf eine andere Anfrage</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <translation>Verbindung abgebrochen</translation>
    </message>
    <message>
        <source>the copy is damaged</source>
        <translation>die Kopie ist beschädigt</translation>
    </message>
    <message>
        <source>the name of the service is not known here</source>
        <translation>der Name des Dienstes ist hier unbekannt</translation>
    </message>
    <message>
        <source>the page cannot be finished</source>
        <translation>die Seite lässt sich nicht abschließen</translation>
    </message>
    <message>
        <source>the page cannot be made</source>
        <translation>die Seite lässt sich nicht erstellen</translation>
    </message>
    <message>
        <source>the picture could not be written</source>
        <translation>das Bild ließ sich nicht schreiben</translation>
    </message>
    <message>
        <source>the printer does not answer</source>
        <translation>der Drucker antwortet nicht</translation>
    </message>
    <message>
        <source>the printer stopped</source>
        <translation>der Drucker hat angehalten</translation>
    </message>
    <message>
        <source>the program is closing</source>
        <translation>das Programm wird beendet</translation>
    </message>
    <message>
        <source>the reply is malformed: {what}</source>
        <translation>die Antwort ist fehlerhaft: {what}</translation>
    </message>
    <message>
        <source>the reply is not JSON</source>
        <translation>die Antwort ist kein JSON</translation>
    </message>
    <message>
        <source>the reply is too large</source>
        <translation>die Antwort ist zu groß</translation>
    </message>
    <message>
        <source>the sealed code cannot be opened with this till&apos;s key</source>
        <translation>der versiegelte Code lässt sich mit dem Schlüssel dieser Kasse nicht öffnen</translation>
    </message>
    <message>
        <source>the service does not allow it</source>
        <translation>der Dienst erlaubt das nicht</translation>
    </message>
    <message>
        <source>there is no token</source>
        <translation>es gibt kein Token</translation>
    </message>
    <message>
        <source>this computer has no print system (CUPS)</source>
        <translation>dieser Rechner hat kein Drucksystem (CUPS)</translation>
    </message>
    <message>
        <source>unable to open database file</source>
        <translation>Datenbankdatei lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>{place} is not a file</source>
        <translation>{place} ist keine Datei</translation>
    </message>
    <message>
        <source>{place}: {cause}</source>
        <translation>{place}: {cause}</translation>
    </message>
    <message>
        <source>{what} did not come out the same</source>
        <translation>{what} kam nicht gleich heraus</translation>
    </message>
</context>
<context>
    <name>ChangePinDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>A new PIN for {name}</source>
        <translation>Eine neue PIN für {name}</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>PIN ändern</translation>
    </message>
    <message>
        <source>Choose one that only you know. Nobody else can read it.</source>
        <translation>Wählen Sie eine, die nur Sie kennen. Niemand sonst kann sie lesen.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Neue PIN</translation>
    </message>
    <message>
        <source>Not 1234, not 1212.</source>
        <translation>Nicht 1234, nicht 1212.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>PIN until now</source>
        <translation>Bisherige PIN</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dieselbe</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>This PIN is old, or somebody else knows it. Choose one that only you know.</source>
        <translation>Diese PIN ist alt, oder jemand anderes kennt sie. Wählen Sie eine, die nur Sie kennen.</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Chart: {title}</source>
        <translation>Diagramm: {title}</translation>
    </message>
    <message>
        <source>The table has every figure.</source>
        <translation>Die Tabelle enthält jede Zahl.</translation>
    </message>
    <message>
        <source>{count} labels; the arrow keys read one after the other.</source>
        <translation>{count} Beschriftungen; die Pfeiltasten lesen eine nach der anderen.</translation>
    </message>
    <message>
        <source>{figure}: at most {amount}, {label}.</source>
        <translation>{figure}: höchstens {amount}, {label}.</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Account at the service</source>
        <translation>Konto beim Dienst</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Cards that cannot be read</source>
        <translation>Nicht lesbare Karten</translation>
    </message>
    <message>
        <source>Check &amp;now</source>
        <translation>&amp;Jetzt prüfen</translation>
    </message>
    <message>
        <source>Check agai&amp;n</source>
        <translation>E&amp;rneut prüfen</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Close of day</source>
        <translation>Tagesabschluss</translation>
    </message>
    <message>
        <source>Copies of this till</source>
        <translation>Kopien dieser Kasse</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Is everything well?</source>
        <translation>Ist alles in Ordnung?</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Journal, remembered outside</source>
        <translation>Journal, außerhalb gemerkt</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Other tills</source>
        <translation>Andere Kassen</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Owed on cards</source>
        <translation>Auf Karten geschuldet</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Scheduled backups</source>
        <translation>Geplante Sicherungen</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Space on the disk</source>
        <translation>Platz auf der Festplatte</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Token of the service</source>
        <translation>Token des Dienstes</translation>
    </message>
    <message>
        <source>Way to the service</source>
        <translation>Weg zum Dienst</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>What the service can do</source>
        <translation>Was der Dienst kann</translation>
    </message>
    <message>
        <source>What this till&apos;s key may do</source>
        <translation>Was der Schlüssel dieser Kasse darf</translation>
    </message>
    <message>
        <source>What waits</source>
        <translation>Was wartet</translation>
    </message>
    <message>
        <source>Without a connection</source>
        <translation>Ohne Verbindung</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Fehlerhaft</translation>
    </message>
</context>
<context>
    <name>ChoosePage</name>
    <message>
        <source>&amp;Connect to your service</source>
        <translation>Mit Ihrem &amp;Dienst verbinden</translation>
    </message>
    <message>
        <source>&amp;Join the other tills of your shop</source>
        <translation>Den anderen Kassen &amp;beitreten</translation>
    </message>
    <message>
        <source>&amp;Restore or move from a file</source>
        <translation>Aus einer Datei &amp;wiederherstellen oder umziehen</translation>
    </message>
    <message>
        <source>At once, with some three hundred cards that are not real.</source>
        <translation>Sofort, mit rund dreihundert Übungskarten.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>The gift card desk of your shop. How do you want to begin?</source>
        <translation>Die Geschenkkartenkasse Ihres Geschäfts. Wie möchten Sie beginnen?</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Welcome to Counterfoil</source>
        <translation>Willkommen bei Counterfoil</translation>
    </message>
    <message>
        <source>With an invitation from the till that leads. Settings and people come along.</source>
        <translation>Mit einer Einladung der führenden Kasse. Einstellungen und Personen kommen mit.</translation>
    </message>
    <message>
        <source>With the address of your service and its token. Takes a minute.</source>
        <translation>Mit Adresse und Token Ihres Dienstes. Dauert eine Minute.</translation>
    </message>
    <message>
        <source>With the backup of a till and its password. It comes with all that it knew.</source>
        <translation>Mit der Sicherung einer Kasse und ihrem Passwort. Sie bringt alles mit, was sie wusste.</translation>
    </message>
</context>
<context>
    <name>CloseQuestion</name>
    <message>
        <source>&amp;Close now</source>
        <translation>&amp;Jetzt schließen</translation>
    </message>
    <message>
        <source>All of it is kept, and goes on when Counterfoil is opened again.</source>
        <translation>Alles bleibt erhalten und geht weiter, sobald Counterfoil wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>Close, though not all is finished?</source>
        <translation>Schließen, obwohl noch nicht alles fertig ist?</translation>
    </message>
    <message>
        <source>Somebody has not finished what they began here. It is lost when the window closes.</source>
        <translation>Jemand hat hier etwas begonnen und nicht beendet. Es geht verloren, wenn das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Geöffnet lassen</translation>
    </message>
    <message>
        <source>The till is at work just now.</source>
        <translation>Die Kasse arbeitet gerade.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Genehmigt von</translation>
    </message>
    <message>
        <source>CHANGED after it was signed</source>
        <translation>VERÄNDERT nach der Unterschrift</translation>
    </message>
    <message>
        <source>COPY</source>
        <translation>KOPIE</translation>
    </message>
    <message>
        <source>Cashed out</source>
        <translation>Ausgezahlt</translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation>Geprüft von</translation>
    </message>
    <message>
        <source>Close of day {number}</source>
        <translation>Tagesabschluss {number}</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Closed by</source>
        <translation>Abgeschlossen von</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Korrigiert</translation>
    </message>
    <message>
        <source>Counted in the drawer</source>
        <translation>In der Kassenlade gezählt</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Difference {amounts}</source>
        <translation>Differenz {amounts}</translation>
    </message>
    <message>
        <source>Entry {entries}, head {head}</source>
        <translation>Eintrag {entries}, Kopf {head}</translation>
    </message>
    <message>
        <source>Given without payment</source>
        <translation>Ohne Bezahlung gegeben</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Moved to other cards</source>
        <translation>Auf andere Karten übertragen</translation>
    </message>
    <message>
        <source>Needs a person, not counted</source>
        <translation>Zu klären, nicht mitgezählt</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Keine Differenz</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>On its way, not counted</source>
        <translation>Unterwegs, nicht mitgezählt</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Paid another way</source>
        <translation>Anders bezahlt</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>Eingelöst</translation>
    </message>
    <message>
        <source>Should be in the drawer</source>
        <translation>Müsste in der Kassenlade liegen</translation>
    </message>
    <message>
        <source>Should be there</source>
        <translation>Müsste da sein</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Unterschrift</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Topped up, paid</source>
        <translation>Aufgeladen, bezahlt</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>the first day</source>
        <translation>dem ersten Tag</translation>
    </message>
    <message>
        <source>{day}, since the first day of this till</source>
        <translation>{day}, seit dem ersten Tag dieser Kasse</translation>
    </message>
    <message>
        <source>{day}, since {since}</source>
        <translation>{day}, seit {since}</translation>
    </message>
    <message>
        <source>{what}: taken back</source>
        <translation>{what}: zurückgenommen</translation>
    </message>
</context>
<context>
    <name>ClosingController</name>
    <message>
        <source>Sent to the receipt printer.</source>
        <translation>An den Belegdrucker gesendet.</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Tag abschließen</translation>
    </message>
    <message>
        <source>Closed already</source>
        <translation>Schon abgeschlossen</translation>
    </message>
    <message>
        <source>Count the drawer</source>
        <translation>Kassenlade zählen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Print on A4 or &amp;save…</source>
        <translation>Auf A4 drucken oder &amp;sichern …</translation>
    </message>
    <message>
        <source>Print the &amp;receipt</source>
        <translation>&amp;Beleg drucken</translation>
    </message>
    <message>
        <source>Say why in the note</source>
        <translation>Grund in die Notiz schreiben</translation>
    </message>
    <message>
        <source>Show it in the &amp;outbox</source>
        <translation>Im &amp;Ausgang zeigen</translation>
    </message>
    <message>
        <source>Sign and close the day</source>
        <translation>Unterschreiben und abschließen</translation>
    </message>
    <message>
        <source>What was counted</source>
        <translation>Was gezählt wurde</translation>
    </message>
    <message>
        <source>What was done with cards since the last closing</source>
        <translation>Was seit dem letzten Abschluss mit Karten geschah</translation>
    </message>
</context>
<context>
    <name>ClosingForm</name>
    <message>
        <source>By bank card at the terminal, for example. Empty: nothing.</source>
        <translation>Zum Beispiel mit Bankkarte am Terminal. Leer: nichts.</translation>
    </message>
    <message>
        <source>Counted in the drawer</source>
        <translation>In der Kassenlade gezählt</translation>
    </message>
    <message>
        <source>Day to be closed</source>
        <translation>Tag, der abgeschlossen wird</translation>
    </message>
    <message>
        <source>Difference: not counted yet</source>
        <translation>Differenz: noch nicht gezählt</translation>
    </message>
    <message>
        <source>Difference: {amount}</source>
        <translation>Differenz: {amount}</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Keine Differenz</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Paid another way</source>
        <translation>Anders bezahlt</translation>
    </message>
    <message>
        <source>Should be in the drawer: {amount}</source>
        <translation>Müsste in der Kassenlade liegen: {amount}</translation>
    </message>
    <message>
        <source>Why it differs, if it does</source>
        <translation>Falls es abweicht: warum</translation>
    </message>
</context>
<context>
    <name>ClosingsDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Closings, newest first</source>
        <translation>Abschlüsse, der neueste zuerst</translation>
    </message>
    <message>
        <source>Earlier closings</source>
        <translation>Frühere Abschlüsse</translation>
    </message>
    <message>
        <source>Print on A4 or &amp;save…</source>
        <translation>Auf A4 drucken oder &amp;sichern …</translation>
    </message>
    <message>
        <source>Print the &amp;receipt</source>
        <translation>&amp;Beleg drucken</translation>
    </message>
    <message>
        <source>Save the &amp;list…</source>
        <translation>&amp;Liste speichern …</translation>
    </message>
</context>
<context>
    <name>CodeController</name>
    <message>
        <source>Handed over. The code is no longer kept here.</source>
        <translation>Ausgehändigt. Der Code wird hier nicht mehr aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>CodeScreen</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Check the card by scanning it…</source>
        <translation>Karte durch S&amp;cannen prüfen …</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>&amp;Later: keep the code in the list</source>
        <translation>&amp;Später: Code in der Liste behalten</translation>
    </message>
    <message>
        <source>&amp;Print</source>
        <translation>&amp;Drucken</translation>
    </message>
    <message>
        <source>&amp;Save PDF…</source>
        <translation>Als &amp;PDF …</translation>
    </message>
    <message>
        <source>Gift card {last}.pdf</source>
        <translation>Geschenkkarte {last}.pdf</translation>
    </message>
    <message>
        <source>It is the right card.</source>
        <translation>Es ist die richtige Karte.</translation>
    </message>
    <message>
        <source>Label: {where}</source>
        <translation>Etikett: {where}</translation>
    </message>
    <message>
        <source>Not paid: ta&amp;ke it back…</source>
        <translation>Nicht bezahlt: zu&amp;rücknehmen …</translation>
    </message>
    <message>
        <source>Pre&amp;view</source>
        <translation>V&amp;orschau</translation>
    </message>
    <message>
        <source>Print a l&amp;abel</source>
        <translation>&amp;Etikett drucken</translation>
    </message>
    <message>
        <source>Print it, save it, or say that the customer has it. Then this page closes.</source>
        <translation>Drucken, speichern oder als ausgehändigt melden. Dann schließt sich diese Seite.</translation>
    </message>
    <message>
        <source>Stop: this is another card. Find the one that was sold, and check it.</source>
        <translation>Halt: Das ist eine andere Karte. Bitte die verkaufte suchen und prüfen.</translation>
    </message>
    <message>
        <source>The card as it is printed</source>
        <translation>So wird die Karte gedruckt</translation>
    </message>
    <message>
        <source>The customer &amp;has it</source>
        <translation>Kunde &amp;hat die Karte</translation>
    </message>
</context>
<context>
    <name>CommandPanel</name>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Enter again goes on.</source>
        <translation>Noch einmal Enter macht weiter.</translation>
    </message>
    <message>
        <source>Look at the amount, then press Enter again.</source>
        <translation>Betrag prüfen, dann noch einmal Enter drücken.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Press the button again to go on.</source>
        <translation>Zum Fortfahren noch einmal auf die Schaltfläche drücken.</translation>
    </message>
    <message>
        <source>The same was done with this card {seconds} s ago.</source>
        <translation>Dasselbe wurde mit dieser Karte vor {seconds} s gemacht.</translation>
    </message>
</context>
<context>
    <name>CommandStack</name>
    <message>
        <source>A change to this card is not saved yet. Edit goes on with it.</source>
        <translation>Eine Änderung an dieser Karte ist noch nicht gespeichert. Mit Bearbeiten geht es weiter.</translation>
    </message>
    <message>
        <source>The change to card {last} is not saved. It is kept: scan the card again and choose Edit.</source>
        <translation>Die Änderung an Karte {last} ist nicht gespeichert. Sie bleibt erhalten: Karte erneut scannen und Bearbeiten wählen.</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>ConnectPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Address of the gift card service</source>
        <translation>Adresse des Geschenkkartendienstes</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>Anfrage an den Dienst …</translation>
    </message>
    <message>
        <source>Check and connect</source>
        <translation>Prüfen und verbinden</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Connect your shop</source>
        <translation>Ihr Geschäft verbinden</translation>
    </message>
    <message>
        <source>Copy it whole. It is never shown again.</source>
        <translation>Bitte ganz kopieren. Es wird nie wieder angezeigt.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>I use &amp;Gift Card Hero: put its address in</source>
        <translation>Ich nutze &amp;Gift Card Hero: Adresse eintragen</translation>
    </message>
    <message>
        <source>It begins with https:// and ends with /api/external.</source>
        <translation>Sie beginnt mit https:// und endet mit /api/external.</translation>
    </message>
    <message>
        <source>Only where the service gave one. Its secret goes below.</source>
        <translation>Nur wenn der Dienst eine nennt. Ihr Geheimnis steht darunter.</translation>
    </message>
    <message>
        <source>Token, or the client&apos;s secret: the service&apos;s password for this till</source>
        <translation>Token oder Geheimnis des Clients: das Passwort des Dienstes für diese Kasse</translation>
    </message>
    <message>
        <source>Two things are needed. Nothing is kept until the service has answered, and no card is changed.</source>
        <translation>Zwei Angaben sind nötig. Gespeichert wird erst, wenn der Dienst geantwortet hat; keine Karte wird geändert.</translation>
    </message>
</context>
<context>
    <name>ConnectionPanel</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut …</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Folder of this till</source>
        <translation>Ordner dieser Kasse</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Sends nothing until it is switched off again.</source>
        <translation>Sendet nichts, bis es wieder ausgeschaltet wird.</translation>
    </message>
    <message>
        <source>Switched offline</source>
        <translation>Offline geschaltet</translation>
    </message>
    <message>
        <source>The training sandbox inside this program; no real money moves.</source>
        <translation>Die Übungsumgebung in diesem Programm; es fließt kein echtes Geld.</translation>
    </message>
    <message>
        <source>Token refused</source>
        <translation>Token abgelehnt</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>Offline arbeiten</translation>
    </message>
</context>
<context>
    <name>Currencies</name>
    <message>
        <source>Argentine peso</source>
        <translation>Argentinischer Peso</translation>
    </message>
    <message>
        <source>Australian dollar</source>
        <translation>Australischer Dollar</translation>
    </message>
    <message>
        <source>Bahraini dinar</source>
        <translation>Bahrain-Dinar</translation>
    </message>
    <message>
        <source>Brazilian real</source>
        <translation>Brasilianischer Real</translation>
    </message>
    <message>
        <source>British pound</source>
        <translation>Britisches Pfund</translation>
    </message>
    <message>
        <source>Bulgarian lev</source>
        <translation>Bulgarischer Lew</translation>
    </message>
    <message>
        <source>Canadian dollar</source>
        <translation>Kanadischer Dollar</translation>
    </message>
    <message>
        <source>Chilean peso</source>
        <translation>Chilenischer Peso</translation>
    </message>
    <message>
        <source>Chinese yuan</source>
        <translation>Chinesischer Yuan</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Bitte wählen …</translation>
    </message>
    <message>
        <source>Colombian peso</source>
        <translation>Kolumbianischer Peso</translation>
    </message>
    <message>
        <source>Czech koruna</source>
        <translation>Tschechische Krone</translation>
    </message>
    <message>
        <source>Danish krone</source>
        <translation>Dänische Krone</translation>
    </message>
    <message>
        <source>Egyptian pound</source>
        <translation>Ägyptisches Pfund</translation>
    </message>
    <message>
        <source>Euro</source>
        <translation>Euro</translation>
    </message>
    <message>
        <source>Hong Kong dollar</source>
        <translation>Hongkong-Dollar</translation>
    </message>
    <message>
        <source>Hungarian forint</source>
        <translation>Ungarischer Forint</translation>
    </message>
    <message>
        <source>Icelandic króna</source>
        <translation>Isländische Krone</translation>
    </message>
    <message>
        <source>Indian rupee</source>
        <translation>Indische Rupie</translation>
    </message>
    <message>
        <source>Indonesian rupiah</source>
        <translation>Indonesische Rupiah</translation>
    </message>
    <message>
        <source>Israeli shekel</source>
        <translation>Israelischer Schekel</translation>
    </message>
    <message>
        <source>Japanese yen</source>
        <translation>Japanischer Yen</translation>
    </message>
    <message>
        <source>Kuwaiti dinar</source>
        <translation>Kuwait-Dinar</translation>
    </message>
    <message>
        <source>Malaysian ringgit</source>
        <translation>Malaysischer Ringgit</translation>
    </message>
    <message>
        <source>Mexican peso</source>
        <translation>Mexikanischer Peso</translation>
    </message>
    <message>
        <source>Moroccan dirham</source>
        <translation>Marokkanischer Dirham</translation>
    </message>
    <message>
        <source>New Zealand dollar</source>
        <translation>Neuseeland-Dollar</translation>
    </message>
    <message>
        <source>Norwegian krone</source>
        <translation>Norwegische Krone</translation>
    </message>
    <message>
        <source>Omani rial</source>
        <translation>Omanischer Rial</translation>
    </message>
    <message>
        <source>Philippine peso</source>
        <translation>Philippinischer Peso</translation>
    </message>
    <message>
        <source>Polish złoty</source>
        <translation>Polnischer Złoty</translation>
    </message>
    <message>
        <source>Qatari riyal</source>
        <translation>Katar-Riyal</translation>
    </message>
    <message>
        <source>Romanian leu</source>
        <translation>Rumänischer Leu</translation>
    </message>
    <message>
        <source>Saudi riyal</source>
        <translation>Saudi-Riyal</translation>
    </message>
    <message>
        <source>Serbian dinar</source>
        <translation>Serbischer Dinar</translation>
    </message>
    <message>
        <source>Singapore dollar</source>
        <translation>Singapur-Dollar</translation>
    </message>
    <message>
        <source>South African rand</source>
        <translation>Südafrikanischer Rand</translation>
    </message>
    <message>
        <source>South Korean won</source>
        <translation>Südkoreanischer Won</translation>
    </message>
    <message>
        <source>Swedish krona</source>
        <translation>Schwedische Krone</translation>
    </message>
    <message>
        <source>Swiss franc</source>
        <translation>Schweizer Franken</translation>
    </message>
    <message>
        <source>Taiwan dollar</source>
        <translation>Taiwan-Dollar</translation>
    </message>
    <message>
        <source>Thai baht</source>
        <translation>Thailändischer Baht</translation>
    </message>
    <message>
        <source>Tunisian dinar</source>
        <translation>Tunesischer Dinar</translation>
    </message>
    <message>
        <source>Turkish lira</source>
        <translation>Türkische Lira</translation>
    </message>
    <message>
        <source>UAE dirham</source>
        <translation>VAE-Dirham</translation>
    </message>
    <message>
        <source>US dollar</source>
        <translation>US-Dollar</translation>
    </message>
    <message>
        <source>Ukrainian hryvnia</source>
        <translation>Ukrainische Hrywnja</translation>
    </message>
    <message>
        <source>Vietnamese dong</source>
        <translation>Vietnamesischer Dong</translation>
    </message>
</context>
<context>
    <name>CustomerMessage</name>
    <message>
        <source>Tell the customer:</source>
        <translation>Dem Kunden sagen:</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>No e&amp;xpiry date</source>
        <translation>Kein Ablauf&amp;datum</translation>
    </message>
    <message>
        <source>That day is over. The last day can be today at the earliest.</source>
        <translation>Dieser Tag ist vorbei. Eine Karte muss mindestens heute gültig sein.</translation>
    </message>
    <message>
        <source>This is no day. Write it like {example} or 2031-11-30.</source>
        <translation>Das ist kein Datum. Bitte so schreiben: {example} oder 2031-11-30.</translation>
    </message>
    <message>
        <source>no expiry date</source>
        <translation>kein Ablaufdatum</translation>
    </message>
</context>
<context>
    <name>DaysChoice</name>
    <message>
        <source>All days</source>
        <translation>Alle Tage</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>From this day</source>
        <translation>Ab diesem Tag</translation>
    </message>
    <message>
        <source>From … until …</source>
        <translation>Von … bis …</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Letzter Monat</translation>
    </message>
    <message>
        <source>This is no day. Write it like {example}.</source>
        <translation>Das ist kein Tag. Schreiben Sie ihn so: {example}.</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Dieses Jahr</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Until this day</source>
        <translation>Bis zu diesem Tag</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
</context>
<context>
    <name>DesignChoice</name>
    <message>
        <source>The usual one</source>
        <translation>Das übliche</translation>
    </message>
    <message>
        <source>{suffix} (not one of this shop)</source>
        <translation>{suffix} (keines dieses Geschäfts)</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPanel</name>
    <message>
        <source>For whoever helps you</source>
        <translation>Für alle, die Ihnen helfen</translation>
    </message>
    <message>
        <source>In it: the log, the versions, what the check finds, the settings that are a choice or a number, and the states of what waits.</source>
        <translation>Darin: das Protokoll, die Versionen, was die Prüfung findet, die Einstellungen, die eine Auswahl oder eine Zahl sind, und der Stand dessen, was wartet.</translation>
    </message>
    <message>
        <source>Not in it: tokens, PINs, codes, notes, names and addresses. Nothing is sent anywhere.</source>
        <translation>Nicht darin: Token, PINs, Codes, Notizen, Namen und Adressen. Nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Save &amp;diagnostics…</source>
        <translation>Di&amp;agnose speichern …</translation>
    </message>
</context>
<context>
    <name>DisablePanel</name>
    <message>
        <source>&amp;Move it to a new card</source>
        <translation>Auf neue Kar&amp;te umbuchen</translation>
    </message>
    <message>
        <source>Disable for &amp;good</source>
        <translation>End&amp;gültig sperren</translation>
    </message>
    <message>
        <source>Disable the card</source>
        <translation>Karte sperren</translation>
    </message>
    <message>
        <source>Freeze it &amp;here instead</source>
        <translation>Stattdessen h&amp;ier einfrieren</translation>
    </message>
    <message>
        <source>Last four characters of the card</source>
        <translation>Die letzten vier Zeichen der Karte</translation>
    </message>
    <message>
        <source>Lost, stolen, sold by mistake…</source>
        <translation>Verloren, gestohlen, Irrtum …</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>The card can never be used again, and {balance} on it can no longer be spent.</source>
        <translation>Die Karte ist nie wieder nutzbar, und die {balance} darauf sind nicht mehr einlösbar.</translation>
    </message>
    <message>
        <source>These are not its last four.</source>
        <translation>Das sind nicht ihre letzten vier.</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message>
        <source>Design</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Edit the card</source>
        <translation>Karte bearbeiten</translation>
    </message>
    <message>
        <source>For the shop; not printed.</source>
        <translation>Für das Geschäft; wird nicht gedruckt.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Start o&amp;ver</source>
        <translation>Neu beg&amp;innen</translation>
    </message>
    <message>
        <source>Typed before, and not saved yet.</source>
        <translation>Vorher eingegeben und noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Usable until and including</source>
        <translation>Gültig bis einschließlich</translation>
    </message>
</context>
<context>
    <name>Expiry</name>
    <message>
        <source>expired since {day}</source>
        <translation>abgelaufen seit {day}</translation>
    </message>
    <message>
        <source>in {n} days</source>
        <translation>in {n} Tagen</translation>
    </message>
    <message>
        <source>in {n} months</source>
        <translation>in {n} Monaten</translation>
    </message>
    <message>
        <source>in {n} years</source>
        <translation>in {n} Jahren</translation>
    </message>
    <message>
        <source>no expiry date</source>
        <translation>kein Ablaufdatum</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>usable until and including {day} ({distance})</source>
        <translation>gültig bis einschließlich {day} ({distance})</translation>
    </message>
</context>
<context>
    <name>FaultReporter</name>
    <message>
        <source>Counterfoil met a fault in itself. What you confirmed is safe in the outbox.</source>
        <translation>Counterfoil ist auf einen eigenen Fehler gestoßen. Alles Bestätigte liegt sicher im Ausgang.</translation>
    </message>
    <message>
        <source>Look at the card again before you repeat anything.</source>
        <translation>Bitte die Karte ansehen, bevor Sie etwas wiederholen.</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>The details are in {path}.</source>
        <translation>Einzelheiten stehen in {path}.</translation>
    </message>
</context>
<context>
    <name>FieldRows</name>
    <message>
        <source>These were {count} characters, and there is room for {most}. The rest was left out.</source>
        <translation>Das waren {count} Zeichen, Platz ist für {most}. Der Rest wurde weggelassen.</translation>
    </message>
</context>
<context>
    <name>FileDialog</name>
    <message>
        <source>The name of this file ends with {ending}. Nothing was saved.</source>
        <translation>Der Name dieser Datei endet mit {ending}. Es wurde nichts gespeichert.</translation>
    </message>
</context>
<context>
    <name>FileForm</name>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Choose the &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
    <message>
        <source>Which file? Write its whole place, or choose it.</source>
        <translation>Welche Datei? Den ganzen Pfad schreiben oder sie wählen.</translation>
    </message>
</context>
<context>
    <name>FileSaver</name>
    <message>
        <source>Saved as {name}.</source>
        <translation>Als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Saved as {name}. Entries: {count}.</source>
        <translation>Gespeichert als {name}. Einträge: {count}.</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>Remove “{name}”</source>
        <translation>„{name}“ entfernen</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>Diesen Filter speichern …</translation>
    </message>
    <message>
        <source>Saved &amp;filters…</source>
        <translation>Gespeicherte &amp;Filter …</translation>
    </message>
    <message>
        <source>The filter “{name}” is removed.</source>
        <translation>Der Filter „{name}“ ist entfernt.</translation>
    </message>
    <message>
        <source>The filter “{name}” is saved.</source>
        <translation>Der Filter „{name}“ ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>FilterNameDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Everybody at this till can choose it then. The same name again replaces the old one.</source>
        <translation>Alle an dieser Kasse können ihn dann wählen. Derselbe Name noch einmal ersetzt den alten.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Save the filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>Diesen Filter speichern</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Bitte einen Namen eingeben.</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>FreezePanel</name>
    <message>
        <source>Freeze on this till</source>
        <translation>An dieser Kasse einfrieren</translation>
    </message>
    <message>
        <source>Freeze the card</source>
        <translation>Karte einfrieren</translation>
    </message>
    <message>
        <source>Frozen on this till</source>
        <translation>An dieser Kasse eingefroren</translation>
    </message>
    <message>
        <source>Nothing is taken off it or put on it here until it is taken back.</source>
        <translation>Hier wird nichts abgebucht oder aufgeladen, bis sie wieder freigegeben ist.</translation>
    </message>
    <message>
        <source>Only this till refuses it. Other tills and the web shop still take the card; to stop that as well, replace or disable it.</source>
        <translation>Nur diese Kasse weist sie ab. Andere Kassen und der Webshop nehmen sie weiterhin; soll das auch enden, bitte ersetzen oder sperren.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reported lost, under suspicion…</source>
        <translation>Als verloren gemeldet, Verdacht …</translation>
    </message>
    <message>
        <source>Take it back into use</source>
        <translation>Wieder freigeben</translation>
    </message>
</context>
<context>
    <name>GuardPage</name>
    <message>
        <source>&amp;Sign in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>Sign in to see this</source>
        <translation>Zum Ansehen bitte anmelden</translation>
    </message>
    <message>
        <source>The till is locked. What was begun here is still there for whoever began it.</source>
        <translation>Die Kasse ist gesperrt. Was hier begonnen wurde, ist noch da.</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>&amp;At the counter</source>
        <translation>&amp;An der Kasse</translation>
    </message>
    <message>
        <source>For &amp;managers</source>
        <translation>Für die &amp;Leitung</translation>
    </message>
    <message>
        <source>Setting &amp;up and running</source>
        <translation>Einrichten &amp;und betreiben</translation>
    </message>
    <message>
        <source>en</source>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Guides</source>
        <translation>Anleitungen</translation>
    </message>
    <message>
        <source>The guide</source>
        <translation>Die Anleitung</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Everything that can be done (Ctrl+K)</source>
        <translation>Alles, was möglich ist (Strg+K)</translation>
    </message>
    <message>
        <source>S&amp;ign in</source>
        <translation>An&amp;melden</translation>
    </message>
    <message>
        <source>S&amp;ign out</source>
        <translation>Ab&amp;melden</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>About Counterfoil</source>
        <translation>Über Counterfoil</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Guides</source>
        <translation>Anleitungen</translation>
    </message>
    <message>
        <source>Help: all keys</source>
        <translation>Hilfe: alle Tasten</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>&amp;About Counterfoil</source>
        <translation>Über &amp;Counterfoil</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Guides</source>
        <translation>A&amp;nleitungen</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Scan a card at any time, on every page. Or type its last four, an amount or a name: what is typed goes into the field at the top. Enter confirms what you see; Esc goes back. No letter does anything by itself.</source>
        <translation>Sie können jederzeit auf jeder Seite eine Karte scannen. Oder die letzten vier Zeichen, einen Betrag oder einen Namen eintippen: Das Getippte kommt in das Feld oben. Enter bestätigt, was Sie sehen; Esc geht zurück. Kein Buchstabe löst allein etwas aus.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>1 operation</source>
        <translation>1 Vorgang</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>{count} operations</source>
        <translation>{count} Vorgänge</translation>
    </message>
    <message>
        <source>{operations}: {put_on} put on cards, {taken_off} taken off</source>
        <translation>{operations}: {put_on} aufgeladen, {taken_off} abgebucht</translation>
    </message>
</context>
<context>
    <name>HistoryFilters</name>
    <message>
        <source>All tills</source>
        <translation>Alle Kassen</translation>
    </message>
    <message>
        <source>All tills of the shop</source>
        <translation>Alle Kassen des Geschäfts</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Cards and money</source>
        <translation>Karten und Geld</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>Diese Kasse</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Whose history</source>
        <translation>Wessen Verlauf</translation>
    </message>
</context>
<context>
    <name>HistoryReading</name>
    <message>
        <source>The journals of all tills are being read.</source>
        <translation>Die Journale aller Kassen werden gelesen.</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>1 entry</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>Adding up…</source>
        <translation>Wird summiert …</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Filter the history</source>
        <translation>Verlauf filtern</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Last four, clerk, reason, number…</source>
        <translation>Letzte vier, Bedienung, Grund, Nummer …</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Zu klären</translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation>Noch nichts geschehen</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Karte öffnen</translation>
    </message>
    <message>
        <source>Print or &amp;save…</source>
        <translation>Drucken oder spei&amp;chern …</translation>
    </message>
    <message>
        <source>Print the receipt</source>
        <translation>Beleg drucken</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Zurücknehmen …</translation>
    </message>
    <message>
        <source>This card was never made, so there is nothing to show.</source>
        <translation>Diese Karte wurde nie erstellt; es gibt nichts zu zeigen.</translation>
    </message>
    <message>
        <source>Try fewer letters or another filter.</source>
        <translation>Weniger Buchstaben oder einen anderen Filter versuchen.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Whatever is done at this till is kept here.</source>
        <translation>Was an dieser Kasse geschieht, bleibt hier stehen.</translation>
    </message>
    <message>
        <source>sell a card</source>
        <translation>Karte verkaufen</translation>
    </message>
    <message>
        <source>the first {count}; scroll for more</source>
        <translation>die ersten {count}; weiter unten mehr</translation>
    </message>
    <message>
        <source>the newest {count}; scroll for more</source>
        <translation>die neuesten {count}; weiter unten mehr</translation>
    </message>
    <message>
        <source>to the counter</source>
        <translation>zur Kasse</translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation>{count} Einträge</translation>
    </message>
</context>
<context>
    <name>InvitationDialog</name>
    <message>
        <source>At the other till choose this file, then scan this code or type it. It is shown only now.</source>
        <translation>An der anderen Kasse diese Datei wählen, dann diesen Code scannen oder tippen. Er wird nur jetzt gezeigt.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Invite a till</source>
        <translation>Eine Kasse einladen</translation>
    </message>
    <message>
        <source>The code of the invitation</source>
        <translation>Der Code der Einladung</translation>
    </message>
</context>
<context>
    <name>IssueView</name>
    <message>
        <source>Issue</source>
        <translation>Verkaufen</translation>
    </message>
    <message>
        <source>New gift card</source>
        <translation>Neue Geschenkkarte</translation>
    </message>
    <message>
        <source>The card that ends in {last} will be sold. Type the amount.</source>
        <translation>Die Karte mit der Endung {last} wird verkauft. Bitte den Betrag eintippen.</translation>
    </message>
    <message>
        <source>This card is sold already.</source>
        <translation>Diese Karte ist schon verkauft.</translation>
    </message>
    <message>
        <source>This shop sells in {currency}. Nothing was sold yet; look at the amount and sell again.</source>
        <translation>Dieses Geschäft verkauft in {currency}. Noch wurde nichts verkauft; Betrag prüfen und erneut verkaufen.</translation>
    </message>
</context>
<context>
    <name>JoinDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Join a shop</source>
        <translation>Einem Geschäft beitreten</translation>
    </message>
    <message>
        <source>Settings, rights and people of this till are replaced by those of the shop. Cards and operations stay.</source>
        <translation>Einstellungen, Rechte und Personen dieser Kasse werden durch die des Geschäfts ersetzt. Karten und Vorgänge bleiben.</translation>
    </message>
</context>
<context>
    <name>JoinForm</name>
    <message>
        <source>A &amp;desk that only reads</source>
        <translation>Bür&amp;oplatz, der nur liest</translation>
    </message>
    <message>
        <source>Choose the invitation</source>
        <translation>Die Einladung wählen</translation>
    </message>
    <message>
        <source>Code or password</source>
        <translation>Code oder Passwort</translation>
    </message>
    <message>
        <source>For example Till 2. Empty: the name stays.</source>
        <translation>Etwa Kasse 2. Leer: wie bisher.</translation>
    </message>
    <message>
        <source>For the office: it sees what all tills did, and does nothing with cards.</source>
        <translation>Für das Büro: Er sieht, was alle Kassen getan haben, und bucht nichts auf Karten.</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Einladung</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>Name of this till</source>
        <translation>Name dieser Kasse</translation>
    </message>
    <message>
        <source>Scan the code that the leading till shows, or type it.</source>
        <translation>Den Code scannen, den die führende Kasse zeigt, oder ihn tippen.</translation>
    </message>
    <message>
        <source>Scan the code, or type the password of the invitation.</source>
        <translation>Den Code scannen oder das Passwort der Einladung tippen.</translation>
    </message>
    <message>
        <source>The file from the leading till. Its name ends with .invitation.</source>
        <translation>Die Datei von der führenden Kasse. Ihr Name endet mit .invitation.</translation>
    </message>
</context>
<context>
    <name>JoinPage</name>
    <message>
        <source>Asking the service…</source>
        <translation>Der Dienst wird gefragt…</translation>
    </message>
    <message>
        <source>At the till that leads, a manager invites this one (Settings, Other tills). Service, settings and people come along; everybody keeps their PIN.</source>
        <translation>An der führenden Kasse lädt die Leitung diese ein (Einstellungen, Kassenverbund). Dienst, Einstellungen und Personen kommen mit; alle behalten ihre PIN.</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Join the other tills of your shop</source>
        <translation>Den anderen Kassen des Geschäfts beitreten</translation>
    </message>
</context>
<context>
    <name>JoinedPage</name>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Die Kasse öffnen</translation>
    </message>
    <message>
        <source>The till is one of your shop</source>
        <translation>Die Kasse gehört zum Geschäft</translation>
    </message>
</context>
<context>
    <name>Keyboards</name>
    <message>
        <source>American</source>
        <translation>Amerikanisch</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Belgian</source>
        <translation>Belgisch</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Line feed</source>
        <translation>Zeilenvorschub</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>The same as at this till</source>
        <translation>Wie an dieser Kasse</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>{scanner} scanner, {till} till</source>
        <translation>Scanner {scanner}, Kasse {till}</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Decimal point</source>
        <translation>Dezimalkomma</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Letzte Ziffer löschen</translation>
    </message>
</context>
<context>
    <name>KnownShopPanel</name>
    <message>
        <source>&amp;Go on with {url}</source>
        <translation>&amp;Weiter mit {url}</translation>
    </message>
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
</context>
<context>
    <name>LineActions</name>
    <message>
        <source>&amp;Print the receipt</source>
        <translation>Beleg &amp;drucken</translation>
    </message>
    <message>
        <source>&amp;View it</source>
        <translation>V&amp;orschau</translation>
    </message>
    <message>
        <source>Choose a line first.</source>
        <translation>Bitte zuerst eine Zeile wählen.</translation>
    </message>
    <message>
        <source>It is marked as a duplicate.</source>
        <translation>Druckt eine Zweitschrift.</translation>
    </message>
    <message>
        <source>No money was moved or promised, so there is no receipt.</source>
        <translation>Es wurde kein Geld bewegt oder zugesagt; darum gibt es keinen Beleg.</translation>
    </message>
    <message>
        <source>Ta&amp;ke it back…</source>
        <translation>Zurückne&amp;hmen …</translation>
    </message>
    <message>
        <source>This cannot be taken back, or it was taken back already.</source>
        <translation>Das lässt sich nicht zurücknehmen oder ist schon zurückgenommen.</translation>
    </message>
    <message>
        <source>This line changed no card&apos;s balance, so there is nothing to take back.</source>
        <translation>Diese Zeile hat kein Guthaben geändert; es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>This line moved no money, so it has no receipt.</source>
        <translation>Diese Zeile hat kein Geld bewegt und darum keinen Beleg.</translation>
    </message>
</context>
<context>
    <name>ListView</name>
    <message>
        <source>The line that you had chosen is no longer in this list.</source>
        <translation>Die gewählte Zeile steht nicht mehr in dieser Liste.</translation>
    </message>
    <message>
        <source>{count} &amp;new: show</source>
        <translation>{count} &amp;neue: zeigen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>ManagerPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Set up and open the till</source>
        <translation>Einrichten und öffnen</translation>
    </message>
    <message>
        <source>Six digits or more.</source>
        <translation>Sechs Ziffern oder mehr.</translation>
    </message>
    <message>
        <source>The first manager</source>
        <translation>Leitung einrichten</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>PIN wiederholen</translation>
    </message>
    <message>
        <source>This is not the same PIN.</source>
        <translation>Die PINs sind nicht gleich.</translation>
    </message>
    <message>
        <source>With a manager, people sign in with a PIN, and settings, corrections and disabling need a manager. Without one, everybody may do everything.</source>
        <translation>Gibt es eine Leitung, melden sich alle mit PIN an, und Einstellungen, Korrekturen und Sperren brauchen die Leitung. Ohne sie dürfen alle alles.</translation>
    </message>
</context>
<context>
    <name>MergedJournals</name>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Entries missing</source>
        <translation>Einträge fehlen</translation>
    </message>
    <message>
        <source>Journal of</source>
        <translation>Journal von</translation>
    </message>
    <message>
        <source>Number of the write</source>
        <translation>Nummer der Buchung</translation>
    </message>
    <message>
        <source>Read up to entry</source>
        <translation>Gelesen bis Eintrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Two journals</source>
        <translation>Zwei Journale</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>{count} minor units</source>
        <translation>{count} kleinste Einheiten</translation>
    </message>
    <message>
        <source>{till}, this one</source>
        <translation>{till}, diese hier</translation>
    </message>
</context>
<context>
    <name>MergedJournalsDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Bring what is missing into the folder of the shop, then read them again.</source>
        <translation>Das Fehlende in den Ordner des Geschäfts bringen, dann neu lesen.</translation>
    </message>
    <message>
        <source>Go to the &amp;outbox</source>
        <translation>Zum &amp;Ausgang</translation>
    </message>
    <message>
        <source>Journals that were read</source>
        <translation>Gelesene Journale</translation>
    </message>
    <message>
        <source>No write in doubt can be decided from these journals. There is nothing to do.</source>
        <translation>Keine zweifelhafte Buchung lässt sich aus diesen Journalen entscheiden. Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>The journals of all tills</source>
        <translation>Die Journale aller Kassen</translation>
    </message>
    <message>
        <source>This was the write of {till}: it changed the card by {amount}. It is settled there.</source>
        <translation>Das war die Buchung von {till}: Sie änderte die Karte um {amount}. Sie wird dort geklärt.</translation>
    </message>
    <message>
        <source>This was this till&apos;s write: it changed the card by {amount}. Settle it as done in the outbox.</source>
        <translation>Das war die Buchung dieser Kasse: Sie änderte die Karte um {amount}. Im Ausgang als erfolgt klären.</translation>
    </message>
    <message>
        <source>Writes in doubt that the journals decide</source>
        <translation>Zweifelhafte Buchungen, die die Journale entscheiden</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n} weitere</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Keep it here</source>
        <translation>&amp;Hier behalten</translation>
    </message>
    <message>
        <source>&amp;Move this till away</source>
        <translation>Diese Kasse &amp;umziehen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Move this till to another machine</source>
        <translation>Diese Kasse auf einen anderen Computer umziehen</translation>
    </message>
    <message>
        <source>Saving and reading it back…</source>
        <translation>Wird gespeichert und zurückgelesen …</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>The till goes into {path}. Then it closes here at once, sends nothing any more, and does not open again.</source>
        <translation>Die Kasse kommt in {path}. Dann schließt sie hier sofort, sendet nichts mehr und lässt sich nicht mehr öffnen.</translation>
    </message>
</context>
<context>
    <name>NewCardDialog</name>
    <message>
        <source>Handed over. The code is no longer kept here.</source>
        <translation>Ausgehändigt. Der Code wird hier nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>The new card</source>
        <translation>Die neue Karte</translation>
    </message>
</context>
<context>
    <name>NoteLine</name>
    <message>
        <source>Re&amp;write</source>
        <translation>Ände&amp;rn</translation>
    </message>
    <message>
        <source>Rewrite the note</source>
        <translation>Notiz ändern</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Show the cards</source>
        <translation>Karten zeigen</translation>
    </message>
    <message>
        <source>Show the outbox</source>
        <translation>Ausgang zeigen</translation>
    </message>
    <message>
        <source>Show the receipts</source>
        <translation>Belege zeigen</translation>
    </message>
    <message>
        <source>Show what the message is about</source>
        <translation>Zeigen, worum es in der Meldung geht</translation>
    </message>
    <message>
        <source>Signed out, because nobody was here for a while.</source>
        <translation>Abgemeldet, weil eine Weile niemand hier war.</translation>
    </message>
    <message>
        <source>The language changes when the program starts next.</source>
        <translation>Die Sprache wechselt beim nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>This needs you: {what}.</source>
        <translation>Bitte klären: {what}.</translation>
    </message>
</context>
<context>
    <name>OldRecords</name>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Endgültig entfernen</translation>
    </message>
    <message>
        <source>Remove old records for good?</source>
        <translation>Alte Aufzeichnungen endgültig entfernen?</translation>
    </message>
</context>
<context>
    <name>Operation</name>
    <message>
        <source>Another card has this code. Drop this sale, and sell the customer a card with a new code.</source>
        <translation>Eine andere Karte hat diesen Code. Diesen Verkauf verwerfen und eine Karte mit neuem Code verkaufen.</translation>
    </message>
    <message>
        <source>Ask who wanted it, and look at the card first: a disabled card cannot be used again.</source>
        <translation>Zuerst nachfragen, wer es wollte, und die Karte ansehen: Eine gesperrte Karte ist nie wieder nutzbar.</translation>
    </message>
    <message>
        <source>Compare the balance of the card with the receipt of this sale. Book nothing a second time before you know.</source>
        <translation>Guthaben der Karte mit dem Beleg dieses Verkaufs vergleichen. Nichts ein zweites Mal buchen, bevor es feststeht.</translation>
    </message>
    <message>
        <source>Compare value and time with this sale. If that is its card, it was applied. Do not sell it a second time.</source>
        <translation>Vergleichen Sie Betrag und Uhrzeit mit diesem Verkauf. Ist das seine Karte, wurde er ausgeführt. Verkaufen Sie ihn nicht noch einmal.</translation>
    </message>
    <message>
        <source>Compare with the receipt, and ask the customer for the missing amount if they are still here.</source>
        <translation>Mit dem Beleg vergleichen und den fehlenden Betrag verlangen, falls der Kunde noch da ist.</translation>
    </message>
    <message>
        <source>Confirmed.</source>
        <translation>Bestätigt.</translation>
    </message>
    <message>
        <source>Confirmed. The code was not handed over yet.</source>
        <translation>Bestätigt. Der Code wurde noch nicht ausgehändigt.</translation>
    </message>
    <message>
        <source>Confirmed. {balance} on the card afterwards.</source>
        <translation>Bestätigt. Danach {balance} auf der Karte.</translation>
    </message>
    <message>
        <source>Do not give out the card. Disable the one that was made, then drop this sale and sell another.</source>
        <translation>Die Karte nicht aushändigen. Die erstellte Karte sperren, dann diesen Verkauf verwerfen und eine andere verkaufen.</translation>
    </message>
    <message>
        <source>Find out which service answers. Once it is the right one again, do it again from here: it is sent then.</source>
        <translation>Klären, welcher Dienst antwortet. Ist es wieder der richtige, hier noch einmal ausführen: Dann wird es gesendet.</translation>
    </message>
    <message>
        <source>It could not be finished automatically.</source>
        <translation>Es ließ sich nicht von selbst abschließen.</translation>
    </message>
    <message>
        <source>It was not taken back. Look at the card, and tell the customer.</source>
        <translation>Es wurde nicht zurückgenommen. Karte ansehen und dem Kunden Bescheid sagen.</translation>
    </message>
    <message>
        <source>It was probably done: the card shows what we asked for.</source>
        <translation>Wahrscheinlich ausgeführt: Die Karte zeigt den gewünschten Stand.</translation>
    </message>
    <message>
        <source>It was probably not done: the card shows what it had before.</source>
        <translation>Wahrscheinlich nicht ausgeführt: Die Karte zeigt den alten Stand.</translation>
    </message>
    <message>
        <source>Nothing was changed. Open the card, and do it again if it is still needed.</source>
        <translation>Es wurde nichts geändert. Karte öffnen und bei Bedarf wiederholen.</translation>
    </message>
    <message>
        <source>On its way to the service.</source>
        <translation>Unterwegs zum Dienst.</translation>
    </message>
    <message>
        <source>Open the card, compare it with what you wanted, and change it again if it is still needed.</source>
        <translation>Karte öffnen, mit der gewünschten Änderung vergleichen und bei Bedarf noch einmal ändern.</translation>
    </message>
    <message>
        <source>Search for the last four of the new card. If it is there, the sale is good. Do not sell it a second time.</source>
        <translation>Nach den letzten vier der neuen Karte suchen. Ist sie da, gilt der Verkauf. Nicht ein zweites Mal verkaufen.</translation>
    </message>
    <message>
        <source>The amount is not on the card. Give it back, or put it on another card.</source>
        <translation>Der Betrag ist nicht auf der Karte. Zurückgeben oder auf eine andere Karte buchen.</translation>
    </message>
    <message>
        <source>The amount was not taken off the card, so no cash is due for it.</source>
        <translation>Der Betrag wurde nicht von der Karte abgebucht, also ist dafür nichts bar auszuzahlen.</translation>
    </message>
    <message>
        <source>The amount was not taken. Ask the customer for another way to pay.</source>
        <translation>Der Betrag wurde nicht abgebucht. Um eine andere Zahlungsart bitten.</translation>
    </message>
    <message>
        <source>The card it was meant for is gone at the service. Settle it with the customer, then drop it here.</source>
        <translation>Die gemeinte Karte gibt es beim Dienst nicht mehr. Mit dem Kunden klären, dann hier verwerfen.</translation>
    </message>
    <message>
        <source>The card was not made. Take it back, or sell the customer another one.</source>
        <translation>Die Karte wurde nicht erstellt. Zurücknehmen oder eine andere verkaufen.</translation>
    </message>
    <message>
        <source>The till that it was copied from may have sent it. Compare the card with the receipt before you say.</source>
        <translation>Die Kasse, von der diese kopiert wurde, hat es vielleicht schon gesendet. Zuerst die Karte mit dem Beleg vergleichen.</translation>
    </message>
    <message>
        <source>There is no card to book this on. Settle it with the customer, then drop it here.</source>
        <translation>Es gibt keine Karte, auf die das gebucht werden kann. Mit dem Kunden regeln, dann hier verwerfen.</translation>
    </message>
    <message>
        <source>card {last}</source>
        <translation>Karte {last}</translation>
    </message>
    <message>
        <source>new card {reference}</source>
        <translation>neue Karte {reference}</translation>
    </message>
</context>
<context>
    <name>OptionButton</name>
    <message>
        <source>What the evidence hints at</source>
        <translation>Dafür sprechen die Hinweise</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>Settle…</source>
        <translation>Klären …</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What we know</source>
        <translation>Was bekannt ist</translation>
    </message>
</context>
<context>
    <name>OutboxDetail</name>
    <message>
        <source>&amp;Cancel it…</source>
        <translation>&amp;Stornieren …</translation>
    </message>
    <message>
        <source>&amp;Open the card</source>
        <translation>&amp;Karte öffnen</translation>
    </message>
    <message>
        <source>&amp;Try now</source>
        <translation>&amp;Jetzt senden</translation>
    </message>
    <message>
        <source>Choose a line to see what happened</source>
        <translation>Zeile wählen, um zu sehen, was geschah</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>The &amp;next step</source>
        <translation>Der näc&amp;hste Schritt</translation>
    </message>
    <message>
        <source>The step &amp;before</source>
        <translation>Der Schri&amp;tt davor</translation>
    </message>
    <message>
        <source>What &amp;followed</source>
        <translation>Was darau&amp;f folgte</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What it puts &amp;right</source>
        <translation>Was es &amp;richtigstellt</translation>
    </message>
    <message>
        <source>What it takes &amp;back</source>
        <translation>Was es zu&amp;rücknimmt</translation>
    </message>
    <message>
        <source>What took it b&amp;ack</source>
        <translation>Die Rückna&amp;hme</translation>
    </message>
    <message>
        <source>approved by {approver}</source>
        <translation>freigegeben von {approver}</translation>
    </message>
</context>
<context>
    <name>OutboxFacts</name>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>Ungewiss</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Not booked</source>
        <translation>Nicht gebucht</translation>
    </message>
    <message>
        <source>On the card, {when}</source>
        <translation>Auf der Karte, {when}</translation>
    </message>
</context>
<context>
    <name>OutboxView</name>
    <message>
        <source>&amp;Cancel it</source>
        <translation>&amp;Stornieren</translation>
    </message>
    <message>
        <source>All that this till does with cards passes through here.</source>
        <translation>Alles, was diese Kasse mit Karten tut, läuft hier durch.</translation>
    </message>
    <message>
        <source>Cancel this?</source>
        <translation>Diesen Vorgang stornieren?</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was sent.</source>
        <translation>Storniert. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>It was never sent, so nothing changes on the card. Take it out of the sale at your till as well.</source>
        <translation>Es wurde nie gesendet; auf der Karte ändert sich nichts. Bitte auch aus dem Verkauf an Ihrer Kasse nehmen.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Nichts steht aus</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Karte öffnen</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Print the receipt</source>
        <translation>Beleg drucken</translation>
    </message>
    <message>
        <source>Settle…</source>
        <translation>Klären …</translation>
    </message>
    <message>
        <source>The first {count} lines; scroll for more.</source>
        <translation>Die ersten {count} Zeilen; weiter unten mehr.</translation>
    </message>
    <message>
        <source>The line that you had chosen is no longer among those shown.</source>
        <translation>Die gewählte Zeile ist nicht mehr unter den gezeigten.</translation>
    </message>
    <message>
        <source>This till is switched offline. Switch it online in the settings first.</source>
        <translation>Diese Kasse ist offline geschaltet. Zuerst in den Einstellungen online schalten.</translation>
    </message>
    <message>
        <source>Tried again now. The result is shown here.</source>
        <translation>Wird jetzt erneut versucht. Das Ergebnis steht hier.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>sell a card</source>
        <translation>Karte verkaufen</translation>
    </message>
    <message>
        <source>to the counter</source>
        <translation>zur Kasse</translation>
    </message>
    <message>
        <source>{count} new: F4 shows them.</source>
        <translation>{count} neue: F4 zeigt sie.</translation>
    </message>
    <message>
        <source>{count} wait or need you in all.</source>
        <translation>Insgesamt {count} ausstehend oder zu klären.</translation>
    </message>
</context>
<context>
    <name>OutcomePanel</name>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Next card</source>
        <translation>Nächste Karte</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Nächster Kunde</translation>
    </message>
    <message>
        <source>Ta&amp;ke it back…</source>
        <translation>Zurückne&amp;hmen …</translation>
    </message>
</context>
<context>
    <name>OutputMenu</name>
    <message>
        <source>Print…</source>
        <translation>Drucken …</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern …</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF speichern …</translation>
    </message>
    <message>
        <source>Save as XLSX…</source>
        <translation>Als XLSX speichern …</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Everything that can be done</source>
        <translation>Alles, was möglich ist</translation>
    </message>
    <message>
        <source>Nothing here has that name. Esc goes back.</source>
        <translation>Dazu gibt es hier nichts. Esc führt zurück.</translation>
    </message>
    <message>
        <source>Type what you want to do, or the last four of a card…</source>
        <translation>Was möchten Sie tun? Oder letzte vier Zeichen einer Karte …</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>What matches</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>{name} entfernen?</translation>
    </message>
    <message>
        <source>Stored.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>This PIN no longer works. What was done with it stays in the history.</source>
        <translation>Die PIN dieser Person gilt dann nicht mehr. Was damit getan wurde, bleibt im Verlauf.</translation>
    </message>
</context>
<context>
    <name>Permissions</name>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>On it now</source>
        <translation>Jetzt darauf</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>To be approved: a backup of the till.</source>
        <translation>Zu genehmigen: eine Sicherung der Kasse.</translation>
    </message>
    <message>
        <source>To be approved: a cash-out, which is more than the role may do alone.</source>
        <translation>Freizugeben: eine Auszahlung, die mehr ist, als die Rolle allein darf.</translation>
    </message>
    <message>
        <source>To be approved: a change in the settings.</source>
        <translation>Freizugeben: eine Änderung der Einstellungen.</translation>
    </message>
    <message>
        <source>To be approved: a change of a card&apos;s note, expiry or design.</source>
        <translation>Freizugeben: eine Änderung an Notiz, Ablauf oder Design einer Karte.</translation>
    </message>
    <message>
        <source>To be approved: a change of what a role may do.</source>
        <translation>Freizugeben: eine Änderung an dem, was eine Rolle darf.</translation>
    </message>
    <message>
        <source>To be approved: a change of who works here, or of a PIN.</source>
        <translation>Freizugeben: eine Änderung bei den Personen oder einer PIN.</translation>
    </message>
    <message>
        <source>To be approved: a new card, which is more than the role may do alone.</source>
        <translation>Freizugeben: eine neue Karte, die mehr ist, als die Rolle allein darf.</translation>
    </message>
    <message>
        <source>To be approved: a top-up, which is more than the role may do alone.</source>
        <translation>Freizugeben: eine Aufladung, die mehr ist, als die Rolle allein darf.</translation>
    </message>
    <message>
        <source>To be approved: an order, which is more than the role may do alone.</source>
        <translation>Freizugeben: ein Auftrag, der mehr ist, als die Rolle allein darf.</translation>
    </message>
    <message>
        <source>To be approved: another token or service, or a trial of the service.</source>
        <translation>Freizugeben: anderes Token, anderer Dienst oder eine Prüfung des Dienstes.</translation>
    </message>
    <message>
        <source>To be approved: closing the day.</source>
        <translation>Freizugeben: der Tagesabschluss.</translation>
    </message>
    <message>
        <source>To be approved: disabling a card for good.</source>
        <translation>Freizugeben: eine Karte endgültig sperren.</translation>
    </message>
    <message>
        <source>To be approved: ending the alarm about the journal.</source>
        <translation>Freizugeben: den Alarm über das Journal beenden.</translation>
    </message>
    <message>
        <source>To be approved: freezing a card, or unfreezing it.</source>
        <translation>Freizugeben: eine Karte einfrieren oder wieder in Gebrauch nehmen.</translation>
    </message>
    <message>
        <source>To be approved: how this is settled.</source>
        <translation>Freizugeben: wie dieser Vorgang geklärt wird.</translation>
    </message>
    <message>
        <source>To be approved: removing old records for good.</source>
        <translation>Freizugeben: alte Aufzeichnungen endgültig entfernen.</translation>
    </message>
    <message>
        <source>To be approved: replacing a lost card. Its money moves to a new card, and the lost one is disabled.</source>
        <translation>Freizugeben: eine verlorene Karte ersetzen. Ihr Guthaben geht auf eine neue Karte, die verlorene wird gesperrt.</translation>
    </message>
    <message>
        <source>To be approved: sharing settings and people with the other tills.</source>
        <translation>Freizugeben: Einstellungen und Personen mit den anderen Kassen teilen.</translation>
    </message>
    <message>
        <source>To be approved: taking an act back, above or later than the role may do alone.</source>
        <translation>Freizugeben: etwas zurücknehmen, höher oder später, als die Rolle allein darf.</translation>
    </message>
    <message>
        <source>To be approved: taking an amount off a card.</source>
        <translation>Freizugeben: einen Betrag von einer Karte abbuchen.</translation>
    </message>
    <message>
        <source>To be approved: taking back what was never sent.</source>
        <translation>Freizugeben: zurücknehmen, was nie gesendet wurde.</translation>
    </message>
    <message>
        <source>To be approved: the correction of a balance.</source>
        <translation>Freizugeben: die Korrektur eines Guthabens.</translation>
    </message>
    <message>
        <source>To be approved: what was asked for earlier.</source>
        <translation>Freizugeben: worum früher gebeten wurde.</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Ask for &amp;later</source>
        <translation>&amp;Später freigeben</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
</context>
<context>
    <name>PolicyEditor</name>
    <message>
        <source>Leave them</source>
        <translation>Nicht ändern</translation>
    </message>
    <message>
        <source>Set the proposed limits of clerks?</source>
        <translation>Die vorgeschlagenen Grenzen der Bedienung setzen?</translation>
    </message>
    <message>
        <source>Set them</source>
        <translation>Setzen</translation>
    </message>
</context>
<context>
    <name>PolicySection</name>
    <message>
        <source>Changed on {day} by {who}.</source>
        <translation>Geändert am {day} von {who}.</translation>
    </message>
    <message>
        <source>Changed on {day}.</source>
        <translation>Geändert am {day}.</translation>
    </message>
    <message>
        <source>Proposed for clerks: {act} up to {after} (now: {before}). {source}</source>
        <translation>Vorgeschlagen für die Bedienung: {act} bis {after} (jetzt: {before}). {source}</translation>
    </message>
    <message>
        <source>Set the proposed limits…</source>
        <translation>Vorgeschlagene Grenzen setzen …</translation>
    </message>
    <message>
        <source>What the law or the shop asks of gift cards. The till tells clerks where a card does not follow it, and refuses nothing. Information, not legal advice.</source>
        <translation>Was das Gesetz oder das Geschäft von Geschenkkarten verlangt. Die Kasse sagt der Bedienung, wo eine Karte dem nicht folgt, und lehnt nichts ab. Information, keine Rechtsberatung.</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
</context>
<context>
    <name>PrintController</name>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Sent to the printer {name}.</source>
        <translation>An den Drucker {name} gesendet.</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Next page</source>
        <translation>&amp;Nächste Seite</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Page {at} of {all}</source>
        <translation>Seite {at} von {all}</translation>
    </message>
    <message>
        <source>Paper: {size}. On other paper it is centred, and made smaller where it must be.</source>
        <translation>Papier: {size}. Auf anderem Papier steht es in der Mitte und wird verkleinert, wo es nötig ist.</translation>
    </message>
    <message>
        <source>Pre&amp;vious page</source>
        <translation>&amp;Vorige Seite</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Drucker</translation>
    </message>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation>Als &amp;PDF speichern …</translation>
    </message>
    <message>
        <source>The page as it is printed</source>
        <translation>So wird die Seite gedruckt</translation>
    </message>
    <message>
        <source>{width} × {height} mm</source>
        <translation>{width} × {height} mm</translation>
    </message>
</context>
<context>
    <name>PrinterPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Print a test page</source>
        <translation>&amp;Testseite drucken</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
    <message>
        <source>A test page was sent to {name}.</source>
        <translation>Eine Testseite ging an {name}.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>New cards are printed there. You can choose another any time.</source>
        <translation>Dort werden neue Karten gedruckt. Sie können jederzeit wechseln.</translation>
    </message>
    <message>
        <source>No printer was found. Cards can be saved as PDF files until there is one.</source>
        <translation>Kein Drucker gefunden. Bis es einen gibt, lassen sich Karten als PDF speichern.</translation>
    </message>
    <message>
        <source>Printer for cards</source>
        <translation>Drucker für Karten</translation>
    </message>
    <message>
        <source>Your printer</source>
        <translation>Ihr Drucker</translation>
    </message>
</context>
<context>
    <name>PrinterPanel</name>
    <message>
        <source>Cards go to {name}.</source>
        <translation>Karten gehen an {name}.</translation>
    </message>
    <message>
        <source>Print a &amp;test page</source>
        <translation>&amp;Testseite drucken</translation>
    </message>
    <message>
        <source>Printer for cards</source>
        <translation>Drucker für Karten</translation>
    </message>
    <message>
        <source>Printing cards</source>
        <translation>Karten drucken</translation>
    </message>
    <message>
        <source>This computer&apos;s usual printer</source>
        <translation>Standarddrucker dieses Rechners</translation>
    </message>
    <message>
        <source>{name} (not there now)</source>
        <translation>{name} (zurzeit nicht da)</translation>
    </message>
</context>
<context>
    <name>QuickAmounts</name>
    <message>
        <source>All {amount}</source>
        <translation>Alles {amount}</translation>
    </message>
</context>
<context>
    <name>ReceiptRow</name>
    <message>
        <source>&amp;Print it again</source>
        <translation>Erneut &amp;drucken</translation>
    </message>
    <message>
        <source>&amp;Print the receipt</source>
        <translation>Beleg &amp;drucken</translation>
    </message>
    <message>
        <source>&amp;View it</source>
        <translation>V&amp;orschau</translation>
    </message>
    <message>
        <source>Printing the receipt…</source>
        <translation>Beleg wird gedruckt …</translation>
    </message>
    <message>
        <source>Try to &amp;print again</source>
        <translation>Erneut &amp;drucken</translation>
    </message>
</context>
<context>
    <name>Receipts</name>
    <message>
        <source>No font on this computer has {letters}, so they were left out.</source>
        <translation>Keine Schrift auf diesem Rechner hat {letters}, darum fehlen diese Zeichen.</translation>
    </message>
    <message>
        <source>Receipt: {where}</source>
        <translation>Beleg: {where}</translation>
    </message>
    <message>
        <source>The roll is nearly at its end: have a new one at hand.</source>
        <translation>Die Papierrolle ist fast zu Ende: bitte eine neue bereithalten.</translation>
    </message>
    <message>
        <source>There is no receipt for this: no money was moved.</source>
        <translation>Dafür gibt es keinen Beleg: Es floss kein Geld.</translation>
    </message>
</context>
<context>
    <name>RecentPanel</name>
    <message>
        <source>Balance</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Cards that were served lately</source>
        <translation>Zuletzt bediente Karten</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Ser&amp;ved lately</source>
        <translation>Z&amp;uletzt bedient</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>Bedient</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>ReconciliationPage</name>
    <message>
        <source>Cancelled. What stands below was read before.</source>
        <translation>Abgebrochen. Was unten steht, wurde vorher gelesen.</translation>
    </message>
    <message>
        <source>Cards on which our books and the service differ are listed here.</source>
        <translation>Hier stehen Karten, bei denen unsere Bücher und der Dienst abweichen.</translation>
    </message>
    <message>
        <source>Cards that do not agree</source>
        <translation>Abweichende Karten</translation>
    </message>
    <message>
        <source>Everything agrees</source>
        <translation>Alles stimmt</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Karte öffnen</translation>
    </message>
    <message>
        <source>Read &amp;again</source>
        <translation>Neu &amp;abfragen</translation>
    </message>
    <message>
        <source>Reconciliation</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Save as &amp;CSV…</source>
        <translation>Als &amp;CSV speichern …</translation>
    </message>
    <message>
        <source>Save the reconciliation</source>
        <translation>Abgleich speichern</translation>
    </message>
    <message>
        <source>The card that you had chosen agrees now, and is no longer in this list.</source>
        <translation>Die gewählte Karte stimmt jetzt und steht nicht mehr in dieser Liste.</translation>
    </message>
    <message>
        <source>to the counter</source>
        <translation>zur Kasse</translation>
    </message>
    <message>
        <source>to the outbox</source>
        <translation>zum Ausgang</translation>
    </message>
</context>
<context>
    <name>RedeemPanel</name>
    <message>
        <source>Look up {digits}</source>
        <translation>{digits} nachsehen</translation>
    </message>
    <message>
        <source>Only {balance} left</source>
        <translation>Nur noch {balance} übrig</translation>
    </message>
    <message>
        <source>Only {due} due</source>
        <translation>Nur noch {due} offen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation>Einlösen</translation>
    </message>
    <message>
        <source>Redeem all {amount}</source>
        <translation>Alle {amount} einlösen</translation>
    </message>
    <message>
        <source>Redeem {amount}</source>
        <translation>{amount} einlösen</translation>
    </message>
    <message>
        <source>Redeem, {due} still due</source>
        <translation>Einlösen, noch {due} offen</translation>
    </message>
    <message>
        <source>The sale is in {currency}</source>
        <translation>Der Verkauf läuft in {currency}</translation>
    </message>
    <message>
        <source>Wait for the card before</source>
        <translation>Bitte die vorige Karte abwarten</translation>
    </message>
    <message>
        <source>left on the card afterwards</source>
        <translation>danach noch auf der Karte</translation>
    </message>
    <message>
        <source>still due after this card</source>
        <translation>nach dieser Karte noch offen</translation>
    </message>
    <message>
        <source>{digits} may be the end of a card. Is it an amount? Then type {amount}.</source>
        <translation>{digits} kann das Ende einer Karte sein. Ist es ein Betrag? Dann {amount} eintippen.</translation>
    </message>
</context>
<context>
    <name>ReplacePanel</name>
    <message>
        <source>1. {amount}, all that is on card {last}, is taken off it.</source>
        <translation>1. {amount}, alles auf der Karte {last}, wird abgebucht.</translation>
    </message>
    <message>
        <source>2. A new card with exactly that is made, with the same note, last day and design.</source>
        <translation>2. Eine neue Karte mit genau diesem Betrag wird erstellt, mit gleicher Notiz, Gültigkeit und gleichem Design.</translation>
    </message>
    <message>
        <source>3. Card {last} is disabled for good.</source>
        <translation>3. Karte {last} wird endgültig gesperrt.</translation>
    </message>
    <message>
        <source>Disabling the old card cannot be undone. The code of the new one is shown at the end.</source>
        <translation>Das Sperren der alten Karte lässt sich nicht rückgängig machen. Der Code der neuen erscheint am Ende.</translation>
    </message>
    <message>
        <source>Lost, stolen, damaged…</source>
        <translation>Verloren, gestohlen, beschädigt …</translation>
    </message>
    <message>
        <source>Nothing is on it</source>
        <translation>Es ist nichts darauf</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Replace a lost card</source>
        <translation>Verlorene Karte ersetzen</translation>
    </message>
    <message>
        <source>Replace it for &amp;good</source>
        <translation>End&amp;gültig ersetzen</translation>
    </message>
</context>
<context>
    <name>ReportKinds</name>
    <message>
        <source>Activity</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>All tills</source>
        <translation>Alle Kassen</translation>
    </message>
    <message>
        <source>By clerk</source>
        <translation>Nach Bedienung</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>Nach Tagen</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>Nach Art</translation>
    </message>
    <message>
        <source>By reason</source>
        <translation>Nach Grund</translation>
    </message>
    <message>
        <source>By till</source>
        <translation>Nach Kasse</translation>
    </message>
    <message>
        <source>Cards that are out</source>
        <translation>Karten im Umlauf</translation>
    </message>
    <message>
        <source>Compared with last year</source>
        <translation>Verglichen mit dem Vorjahr</translation>
    </message>
    <message>
        <source>Compared with nothing</source>
        <translation>Ohne Vergleich</translation>
    </message>
    <message>
        <source>Compared with the days before</source>
        <translation>Verglichen mit den Tagen davor</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Auffälligkeiten</translation>
    </message>
    <message>
        <source>Exceptions, all tills</source>
        <translation>Auffälligkeiten, alle Kassen</translation>
    </message>
    <message>
        <source>Liability</source>
        <translation>Verbindlichkeiten</translation>
    </message>
</context>
<context>
    <name>ReportOutput</name>
    <message>
        <source>Print the report</source>
        <translation>Bericht drucken</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>&amp;XLSX…</source>
        <translation>&amp;XLSX …</translation>
    </message>
    <message>
        <source>All tills</source>
        <translation>Alle Kassen</translation>
    </message>
    <message>
        <source>C&amp;SV…</source>
        <translation>C&amp;SV …</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Currency and table</source>
        <translation>Währung und Tabelle</translation>
    </message>
    <message>
        <source>PD&amp;F…</source>
        <translation>PD&amp;F …</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Summed by</source>
        <translation>Summiert</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>1 card has a difference that nobody explains.</source>
        <translation>1 Karte hat eine ungeklärte Differenz.</translation>
    </message>
    <message>
        <source>1 card may have been changed twice; nothing else is unexplained.</source>
        <translation>1 Karte wurde vielleicht doppelt geändert; sonst ist alles geklärt.</translation>
    </message>
    <message>
        <source>1 operation needs you; nothing else is unexplained.</source>
        <translation>1 Vorgang ist zu klären; sonst ist nichts ungeklärt.</translation>
    </message>
    <message>
        <source>1 operation waits here and changes no balance.</source>
        <translation>1 Vorgang steht hier aus und ändert kein Guthaben.</translation>
    </message>
    <message>
        <source>A copy of our own request may have changed it as well; compare its receipts.</source>
        <translation>Auch eine Kopie unserer eigenen Anfrage kann sie geändert haben; vergleichen Sie die Belege.</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Every change is accounted for.</source>
        <translation>Jede Änderung ist belegt.</translation>
    </message>
    <message>
        <source>Every change is accounted for. Others changed cards as well.</source>
        <translation>Jede Änderung ist belegt. Auch andere haben Karten geändert.</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Nobody was seen to make this difference.</source>
        <translation>Für diese Differenz ist keine Ursache zu sehen.</translation>
    </message>
    <message>
        <source>Not settled</source>
        <translation>Nicht geklärt</translation>
    </message>
    <message>
        <source>Others changed it by {amount}.</source>
        <translation>Von anderen um {amount} geändert.</translation>
    </message>
    <message>
        <source>Others too</source>
        <translation>Auch andere</translation>
    </message>
    <message>
        <source>Others wrote {count} times between our own.</source>
        <translation>Andere haben {count}-mal dazwischen gebucht.</translation>
    </message>
    <message>
        <source>Perhaps twice</source>
        <translation>Vielleicht doppelt</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Unexplained</source>
        <translation>Ungeklärt</translation>
    </message>
    <message>
        <source>Up to {amount} in doubt; settle it in the outbox.</source>
        <translation>Bis zu {amount} ungewiss; im Ausgang klären.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>What we know</source>
        <translation>Was bekannt ist</translation>
    </message>
    <message>
        <source>{amount} waits here; the card will have {projected}.</source>
        <translation>{amount} steht hier aus; dann hat die Karte {projected}.</translation>
    </message>
    <message>
        <source>{count} cards have a difference that nobody explains.</source>
        <translation>{count} Karten haben eine ungeklärte Differenz.</translation>
    </message>
    <message>
        <source>{count} cards may have been changed twice; nothing else is unexplained.</source>
        <translation>{count} Karten wurden vielleicht doppelt geändert; sonst ist alles geklärt.</translation>
    </message>
    <message>
        <source>{count} operations need you; nothing else is unexplained.</source>
        <translation>{count} Vorgänge sind zu klären; sonst ist nichts ungeklärt.</translation>
    </message>
    <message>
        <source>{count} operations wait here and change no balance.</source>
        <translation>{count} Vorgänge stehen hier aus und ändern kein Guthaben.</translation>
    </message>
    <message>
        <source>{loss} was settled as lost.</source>
        <translation>{loss} wurden als Verlust verbucht.</translation>
    </message>
</context>
<context>
    <name>ReportsSums</name>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>Ungewiss</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Not settled</source>
        <translation>Nicht geklärt</translation>
    </message>
    <message>
        <source>Service shows</source>
        <translation>Laut Dienst</translation>
    </message>
</context>
<context>
    <name>ReportsView</name>
    <message>
        <source>&amp;Earlier closings…</source>
        <translation>&amp;Frühere Abschlüsse …</translation>
    </message>
    <message>
        <source>Close the &amp;day…</source>
        <translation>&amp;Tag abschließen …</translation>
    </message>
    <message>
        <source>Reconciliation</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
</context>
<context>
    <name>RestoreForm</name>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Choose the backup</source>
        <translation>Sicherung auswählen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Password of the backup</source>
        <translation>Passwort der Sicherung</translation>
    </message>
    <message>
        <source>The backup of the till. Its name ends with .backup.</source>
        <translation>Die Sicherung der Kasse. Ihr Name endet mit .backup.</translation>
    </message>
    <message>
        <source>Type the password of the backup.</source>
        <translation>Bitte das Passwort der Sicherung eingeben.</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>Opening the backup…</source>
        <translation>Sicherung wird geöffnet …</translation>
    </message>
    <message>
        <source>Put the till back</source>
        <translation>Kasse zurückspielen</translation>
    </message>
    <message>
        <source>Restore or move from a file</source>
        <translation>Aus einer Datei wiederherstellen oder umziehen</translation>
    </message>
    <message>
        <source>The till comes with its people, its settings and what waits in it. What waits is sent only where the card was not changed since; the rest waits for you in the outbox.</source>
        <translation>Die Kasse kommt mit ihren Personen, ihren Einstellungen und dem, was in ihr wartet. Was wartet, wird nur gesendet, wo die Karte seither nicht geändert wurde; alles andere wartet im Ausgang auf Sie.</translation>
    </message>
</context>
<context>
    <name>RestorePanel</name>
    <message>
        <source>&amp;Put the till back</source>
        <translation>&amp;Kasse zurückspielen</translation>
    </message>
    <message>
        <source>Opening the backup…</source>
        <translation>Sicherung wird geöffnet …</translation>
    </message>
    <message>
        <source>There is a backup: &amp;restore it…</source>
        <translation>Es gibt eine Sicherung: &amp;zurückspielen …</translation>
    </message>
</context>
<context>
    <name>RestoredPage</name>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>From the backup of {when}. Entries of the journal: {entries}; operations that waited: {waiting}.</source>
        <translation>Aus der Sicherung vom {when}. Einträge des Journals: {entries}; wartende Vorgänge: {waiting}.</translation>
    </message>
    <message>
        <source>Its token did not come along. Until a manager enters it under Settings, Service, nothing is sent.</source>
        <translation>Ihr Token kam nicht mit. Bis die Leitung es unter Einstellungen, Dienst eingibt, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Kasse öffnen</translation>
    </message>
    <message>
        <source>The till is here</source>
        <translation>Die Kasse ist da</translation>
    </message>
</context>
<context>
    <name>RetentionSection</name>
    <message>
        <source>Days after which records go that the books do not need; 0 keeps them for ever. Amounts, reports, closings and the journal are never touched. Done once a day. What is removed does not come back.</source>
        <translation>Tage, nach denen Aufzeichnungen gehen, die die Bücher nicht brauchen; 0 behält sie für immer. Beträge, Berichte, Abschlüsse und das Journal bleiben immer unberührt. Geschieht einmal am Tag. Was entfernt ist, kommt nicht zurück.</translation>
    </message>
    <message>
        <source>Files of the log</source>
        <translation>Dateien des Protokolls</translation>
    </message>
    <message>
        <source>How long old records are kept</source>
        <translation>Wie lange alte Aufzeichnungen bleiben</translation>
    </message>
    <message>
        <source>Names of orders, once every card of it is handed over</source>
        <translation>Namen von Aufträgen, sobald jede Karte übergeben ist</translation>
    </message>
    <message>
        <source>Notes of cards, after the sale or the edit</source>
        <translation>Notizen von Karten, nach dem Verkauf oder der Änderung</translation>
    </message>
    <message>
        <source>Remove what is due now…</source>
        <translation>Fälliges jetzt entfernen …</translation>
    </message>
    <message>
        <source>Steps of acts that went well</source>
        <translation>Schritte von Vorgängen, die gut gingen</translation>
    </message>
</context>
<context>
    <name>RightDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Store</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>Rights</name>
    <message>
        <source>A clerk takes back only their own act, within 15 minutes. 0 always asks.</source>
        <translation>Die Bedienung nimmt nur Eigenes zurück, binnen 15 Minuten. 0 fragt immer.</translation>
    </message>
    <message>
        <source>Above it another person approves. Empty: no limit. 0 always asks.</source>
        <translation>Darüber gibt jemand anderes frei. Leer: keine Grenze. 0 fragt immer.</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>Allein</translation>
    </message>
    <message>
        <source>Alone, never their own</source>
        <translation>Allein, nie das Eigene</translation>
    </message>
    <message>
        <source>At most, for one act</source>
        <translation>Höchstens, bei einem Vorgang</translation>
    </message>
    <message>
        <source>At most, in a day</source>
        <translation>Höchstens, an einem Tag</translation>
    </message>
    <message>
        <source>Cash out</source>
        <translation>Auszahlen</translation>
    </message>
    <message>
        <source>Change note, last day or design</source>
        <translation>Notiz, letzten Tag oder Design ändern</translation>
    </message>
    <message>
        <source>Change the settings</source>
        <translation>Einstellungen ändern</translation>
    </message>
    <message>
        <source>Change this table</source>
        <translation>Diese Tabelle ändern</translation>
    </message>
    <message>
        <source>Change token or service</source>
        <translation>Token oder Dienst ändern</translation>
    </message>
    <message>
        <source>Change who works here</source>
        <translation>Personen ändern</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Tag abschließen</translation>
    </message>
    <message>
        <source>Correct a balance</source>
        <translation>Guthaben korrigieren</translation>
    </message>
    <message>
        <source>Decide about requests for approval</source>
        <translation>Über Anfragen um Freigabe entscheiden</translation>
    </message>
    <message>
        <source>Disable a card for good</source>
        <translation>Karte endgültig sperren</translation>
    </message>
    <message>
        <source>End an alarm about the journal</source>
        <translation>Alarm über das Journal beenden</translation>
    </message>
    <message>
        <source>Freeze a card, take it back into use</source>
        <translation>Karte einfrieren, wieder freigeben</translation>
    </message>
    <message>
        <source>Make a backup, move the till</source>
        <translation>Sicherung, Umzug der Kasse</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>May do it</source>
        <translation>Darf das</translation>
    </message>
    <message>
        <source>New cards, orders and top-ups</source>
        <translation>Neue Karten, Aufträge und Aufladungen</translation>
    </message>
    <message>
        <source>New cards, orders and top-ups together. Empty: no limit.</source>
        <translation>Neue Karten, Aufträge und Aufladungen zusammen. Leer: keine Grenze.</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Of the difference in the drawer. Above it another manager approves.</source>
        <translation>Von der Differenz in der Kassenlade. Darüber gibt eine andere Leitung frei.</translation>
    </message>
    <message>
        <source>Order several cards</source>
        <translation>Mehrere Karten in Auftrag geben</translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation>Einlösen</translation>
    </message>
    <message>
        <source>Remove old records</source>
        <translation>Alte Aufzeichnungen entfernen</translation>
    </message>
    <message>
        <source>Replace a lost card</source>
        <translation>Verlorene Karte ersetzen</translation>
    </message>
    <message>
        <source>Save reports and history as files</source>
        <translation>Berichte und Verlauf als Datei</translation>
    </message>
    <message>
        <source>See the reports</source>
        <translation>Berichte sehen</translation>
    </message>
    <message>
        <source>Sell a new card</source>
        <translation>Neue Karte verkaufen</translation>
    </message>
    <message>
        <source>Settle what needs a person</source>
        <translation>Klären, was zu klären ist</translation>
    </message>
    <message>
        <source>Share with the other tills</source>
        <translation>Mit den anderen Kassen teilen</translation>
    </message>
    <message>
        <source>Take an act back</source>
        <translation>Vorgang zurücknehmen</translation>
    </message>
    <message>
        <source>Take back what was never sent</source>
        <translation>Nie Gesendetes zurücknehmen</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>Aufladen</translation>
    </message>
    <message>
        <source>Up to {amount}</source>
        <translation>Bis {amount}</translation>
    </message>
    <message>
        <source>What was approved does not count. Empty: no limit.</source>
        <translation>Freigegebenes zählt nicht. Leer: keine Grenze.</translation>
    </message>
    <message>
        <source>With approval</source>
        <translation>Mit Freigabe</translation>
    </message>
    <message>
        <source>{amount} a day</source>
        <translation>{amount} am Tag</translation>
    </message>
</context>
<context>
    <name>RightsEditor</name>
    <message>
        <source>Stored.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>RightsPanel</name>
    <message>
        <source>Act</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Alone, with the approval of another person, or not at all. Takes effect once there is a manager. What is not listed is for whoever works here.</source>
        <translation>Allein, mit Freigabe durch jemand anderen oder gar nicht. Gilt, sobald es eine Leitung gibt. Was hier nicht steht, dürfen alle, die hier arbeiten.</translation>
    </message>
    <message>
        <source>Chan&amp;ge…</source>
        <translation>Ä&amp;ndern …</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>What each role may do</source>
        <translation>Was jede Rolle darf</translation>
    </message>
</context>
<context>
    <name>Sale</name>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Do not sell it a second time. This page tells you when it is known.</source>
        <translation>Nicht ein zweites Mal verkaufen. Diese Seite meldet, sobald es feststeht.</translation>
    </message>
    <message>
        <source>Keep the card here until a manager has looked at it in the outbox, F4.</source>
        <translation>Die Karte hierbehalten, bis die Leitung im Ausgang (F4) nachgesehen hat.</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Zu klären</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch unbekannt</translation>
    </message>
    <message>
        <source>Not made</source>
        <translation>Nicht erstellt</translation>
    </message>
    <message>
        <source>PENDING</source>
        <translation>AUSSTEHEND</translation>
    </message>
    <message>
        <source>Print it, or write the code down, unless it is pre-printed. Then give it to the customer.</source>
        <translation>Drucken oder den Code aufschreiben, falls die Karte nicht vorgedruckt ist. Dann dem Kunden geben.</translation>
    </message>
    <message>
        <source>Sold without a connection. It is made as soon as the service answers.</source>
        <translation>Ohne Verbindung verkauft. Sie wird erstellt, sobald der Dienst antwortet.</translation>
    </message>
    <message>
        <source>Take the printed card back and destroy it. Then sell another one, or give the money back.</source>
        <translation>Die gedruckte Karte zurücknehmen und vernichten. Dann eine andere verkaufen oder das Geld zurückgeben.</translation>
    </message>
    <message>
        <source>Tell the customer that it can be used then. The printed card says so as well.</source>
        <translation>Dem Kunden sagen, dass die Karte ab dann gilt. Das steht auch auf der gedruckten Karte.</translation>
    </message>
    <message>
        <source>The card was not made</source>
        <translation>Die Karte wurde nicht erstellt</translation>
    </message>
    <message>
        <source>The service has made it. It can be used at once.</source>
        <translation>Der Dienst hat sie erstellt. Sie ist sofort nutzbar.</translation>
    </message>
    <message>
        <source>The service refused it.</source>
        <translation>Der Dienst hat es abgelehnt.</translation>
    </message>
    <message>
        <source>{amount} card ending in {last}</source>
        <translation>Karte über {amount}, endet auf {last}</translation>
    </message>
    <message>
        <source>{amount} card, not confirmed yet</source>
        <translation>Karte über {amount}, noch nicht bestätigt</translation>
    </message>
    <message>
        <source>{amount} card, ready</source>
        <translation>Karte über {amount}, bereit</translation>
    </message>
    <message>
        <source>{amount} card: the answer was lost</source>
        <translation>Karte über {amount}: Die Antwort ging verloren</translation>
    </message>
    <message>
        <source>{amount} card: this needs you</source>
        <translation>Karte über {amount}: bitte klären</translation>
    </message>
</context>
<context>
    <name>SaleDesigns</name>
    <message>
        <source>Design</source>
        <translation>Design</translation>
    </message>
</context>
<context>
    <name>SaleDetails</name>
    <message>
        <source>&amp;Draw a new code instead</source>
        <translation>Stattdessen neuen &amp;Code erzeugen</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>Meh&amp;r</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>A new code is drawn and printed.</source>
        <translation>Ein neuer Code wird erzeugt und gedruckt.</translation>
    </message>
    <message>
        <source>Chooses the design in the web shop.</source>
        <translation>Wählt das Design im Webshop.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Date…</source>
        <translation>Datum …</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation>Kulanz</translation>
    </message>
    <message>
        <source>Last day it can be used</source>
        <translation>Letzter gültiger Tag</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>New gift card</source>
        <translation>Neue Geschenkkarte</translation>
    </message>
    <message>
        <source>No end</source>
        <translation>Unbefristet</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Nicht gedruckt</translation>
    </message>
    <message>
        <source>Note for the shop</source>
        <translation>Notiz für das Geschäft</translation>
    </message>
    <message>
        <source>Printed on the card</source>
        <translation>Gedruckt auf der Karte</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Template suffix</source>
        <translation>Kürzel der Vorlage</translation>
    </message>
    <message>
        <source>The pre-printed card that ends in {last} is charged.</source>
        <translation>Die vorgedruckte Karte mit der Endung {last} wird aufgeladen.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Use a &amp;pre-printed card…</source>
        <translation>&amp;Vorgedruckte Karte verwenden …</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>{n} years</source>
        <translation>{n} Jahre</translation>
    </message>
</context>
<context>
    <name>SalePane</name>
    <message>
        <source>&amp;Stop the sale</source>
        <translation>Verkauf a&amp;bbrechen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Stop this sale?</source>
        <translation>Diesen Verkauf abbrechen?</translation>
    </message>
    <message>
        <source>The sale is finished: {paid} by card, {left} in another way.</source>
        <translation>Der Verkauf ist abgeschlossen: {paid} mit Karte, {left} auf andere Weise.</translation>
    </message>
    <message>
        <source>The sale is finished: {paid} by card.</source>
        <translation>Der Verkauf ist abgeschlossen: {paid} mit Karte.</translation>
    </message>
    <message>
        <source>The sale was stopped.</source>
        <translation>Der Verkauf wurde abgebrochen.</translation>
    </message>
    <message>
        <source>{doubt} is not known yet: look at the outbox, F4.</source>
        <translation>{doubt} sind noch ungewiss: im Ausgang nachsehen, F4.</translation>
    </message>
    <message>
        <source>{paid} has been taken. To give it back, scan each card and put its share back with Top up.</source>
        <translation>{paid} sind schon abgebucht. Zum Zurückgeben jede Karte scannen und ihren Anteil mit Aufladen zurückbuchen.</translation>
    </message>
</context>
<context>
    <name>ScanField</name>
    <message>
        <source>Scan or type a card</source>
        <translation>Karte scannen oder eintippen</translation>
    </message>
    <message>
        <source>Scan, or type a code, last four, name, amount…</source>
        <translation>Scannen oder Code, letzte vier, Name, Betrag … tippen</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>jederzeit</translation>
    </message>
</context>
<context>
    <name>ScannerInput</name>
    <message>
        <source>Look at what was typed, then press Enter again.</source>
        <translation>Eingabe prüfen, dann noch einmal Enter drücken.</translation>
    </message>
    <message>
        <source>Not looked up: close this first, then scan again.</source>
        <translation>Nicht gesucht: zuerst dies schließen, dann erneut scannen.</translation>
    </message>
    <message>
        <source>That was the scanner. Nothing of it is used here.</source>
        <translation>Das war der Scanner. Nichts davon wird hier verwendet.</translation>
    </message>
    <message>
        <source>Your scanner is set for another keyboard than this till. It works all the same. To set it up, open Settings (F9), “Scanner”, and test it there.</source>
        <translation>Ihr Scanner ist auf eine andere Tastatur eingestellt als diese Kasse. Er funktioniert trotzdem. Zum Einrichten Einstellungen (F9), „Scanner“, öffnen und ihn dort testen.</translation>
    </message>
</context>
<context>
    <name>ScannerPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Test the scanner…</source>
        <translation>Scanner &amp;testen …</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>If you have a hand scanner, plug it in and test it: you scan a code from the screen, once.</source>
        <translation>Wenn Sie einen Handscanner haben, schließen Sie ihn an und testen Sie ihn: Sie scannen einmal einen Code vom Bildschirm.</translation>
    </message>
    <message>
        <source>Kept: this till knows your scanner now.</source>
        <translation>Gespeichert: Diese Kasse kennt jetzt Ihren Scanner.</translation>
    </message>
    <message>
        <source>Without a scanner, codes and the last four characters can be typed.</source>
        <translation>Ohne Scanner lassen sich Codes und die letzten vier Zeichen eintippen.</translation>
    </message>
    <message>
        <source>Your scanner</source>
        <translation>Ihr Scanner</translation>
    </message>
</context>
<context>
    <name>ScannerPanel</name>
    <message>
        <source>&amp;Test the scanner…</source>
        <translation>Scanner &amp;testen …</translation>
    </message>
</context>
<context>
    <name>ScannerTest</name>
    <message>
        <source>&amp;Use these settings</source>
        <translation>Diese Einstellungen &amp;verwenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Ends with</source>
        <translation>Endet mit</translation>
    </message>
    <message>
        <source>It works, although the scanner is set for another keyboard than this till. Keep these settings, or scan the code for “{keyboard}” in the scanner&apos;s handbook.</source>
        <translation>Es funktioniert, obwohl der Scanner auf eine andere Tastatur eingestellt ist als diese Kasse. Behalten Sie diese Einstellungen oder scannen Sie im Handbuch des Scanners den Code für „{keyboard}“.</translation>
    </message>
    <message>
        <source>It works.</source>
        <translation>Es funktioniert.</translation>
    </message>
    <message>
        <source>It works. Caps Lock is on at this till; the scanner is read all the same.</source>
        <translation>Es funktioniert. An dieser Kasse ist die Feststelltaste an; der Scanner wird trotzdem richtig gelesen.</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Scan this code from the screen. Nothing is looked up and no card is touched.</source>
        <translation>Scannen Sie diesen Code vom Bildschirm. Es wird nichts gesucht und keine Karte berührt.</translation>
    </message>
    <message>
        <source>Sends around it</source>
        <translation>Sendet davor und danach</translation>
    </message>
    <message>
        <source>Test the scanner</source>
        <translation>Scanner testen</translation>
    </message>
    <message>
        <source>That was not this code, or not all of it. Hold the scanner steady and scan it once more.</source>
        <translation>Das war nicht dieser Code oder nicht der ganze. Scanner ruhig halten und noch einmal scannen.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>{pace} ms between keys; {pause} ms is the longest pause</source>
        <translation>{pace} ms zwischen den Zeichen; {pause} ms ist die längste Pause</translation>
    </message>
</context>
<context>
    <name>Scopes</name>
    <message>
        <source>At the service this till may: {acts}.</source>
        <translation>Beim Dienst darf diese Kasse: {acts}.</translation>
    </message>
    <message>
        <source>It may not: {acts}.</source>
        <translation>Sie darf nicht: {acts}.</translation>
    </message>
    <message>
        <source>This till may do everything at the service.</source>
        <translation>Diese Kasse darf beim Dienst alles.</translation>
    </message>
    <message>
        <source>change and disable cards</source>
        <translation>Karten ändern und sperren</translation>
    </message>
    <message>
        <source>redeem and top up</source>
        <translation>einlösen und aufladen</translation>
    </message>
    <message>
        <source>see cards</source>
        <translation>Karten sehen</translation>
    </message>
    <message>
        <source>sell cards</source>
        <translation>Karten verkaufen</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Balance</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>Frozen here</source>
        <translation>Hier eingefroren</translation>
    </message>
    <message>
        <source>Last four</source>
        <translation>Letzte vier</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Sold for</source>
        <translation>Verkauft für</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Usable until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>unbefristet</translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>1 card</source>
        <translation>1 Karte</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Cards that you sell, and those of the service, are listed here.</source>
        <translation>Hier stehen verkaufte Karten und die des Dienstes.</translation>
    </message>
    <message>
        <source>Last four, name in the note, amount, number…</source>
        <translation>Letzte vier, Name in der Notiz, Betrag, Nummer …</translation>
    </message>
    <message>
        <source>No card matches</source>
        <translation>Keine passende Karte</translation>
    </message>
    <message>
        <source>No card matches yet</source>
        <translation>Noch keine passende Karte</translation>
    </message>
    <message>
        <source>No cards yet</source>
        <translation>Noch keine Karten</translation>
    </message>
    <message>
        <source>Not all cards are here yet. Scan the card or type its whole code: the service is asked then.</source>
        <translation>Noch sind nicht alle Karten geladen. Karte scannen oder den ganzen Code eintippen: Dann wird der Dienst gefragt.</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Karte öffnen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Search the cards</source>
        <translation>Karten suchen</translation>
    </message>
    <message>
        <source>The cards are on their way</source>
        <translation>Die Karten sind unterwegs</translation>
    </message>
    <message>
        <source>They are read from the service for the first time. What is here can be used already.</source>
        <translation>Sie werden zum ersten Mal vom Dienst geladen. Was schon da ist, ist nutzbar.</translation>
    </message>
    <message>
        <source>Try fewer letters, another filter, or scan the whole code into the field at the top.</source>
        <translation>Weniger Buchstaben oder einen anderen Filter versuchen, oder den ganzen Code oben in das Feld scannen.</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>leeren</translation>
    </message>
    <message>
        <source>sell a card</source>
        <translation>Karte verkaufen</translation>
    </message>
    <message>
        <source>the first {count}; scroll for more</source>
        <translation>die ersten {count}; weiter unten mehr</translation>
    </message>
    <message>
        <source>the newest {count}; scroll for more</source>
        <translation>die neuesten {count}; weiter unten mehr</translation>
    </message>
    <message>
        <source>{count} cards</source>
        <translation>{count} Karten</translation>
    </message>
</context>
<context>
    <name>SellPanel</name>
    <message>
        <source>Amount on the new card</source>
        <translation>Betrag auf der neuen Karte</translation>
    </message>
    <message>
        <source>At most {amount}</source>
        <translation>Höchstens {amount}</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Currency of the new card</source>
        <translation>Währung der neuen Karte</translation>
    </message>
    <message>
        <source>Give {amount}</source>
        <translation>{amount} gutschreiben</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Verkaufen</translation>
    </message>
    <message>
        <source>Sell {amount}</source>
        <translation>Für {amount} verkaufen</translation>
    </message>
    <message>
        <source>Several at &amp;once…</source>
        <translation>Mehrere &amp;auf einmal …</translation>
    </message>
    <message>
        <source>Without a connection up to {amount} at once.</source>
        <translation>Ohne Verbindung bis {amount} auf einmal.</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>&apos;amount&apos; and &apos;balance&apos; need an amount, like 25.00; the other ways take none.</source>
        <translation>„amount“ und „balance“ brauchen einen Betrag, etwa 25.00; die anderen Wege nehmen keinen.</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>(no reason)</source>
        <translation>(ohne Grund)</translation>
    </message>
    <message>
        <source>(nobody named)</source>
        <translation>(niemand genannt)</translation>
    </message>
    <message>
        <source>--since tells of every card: give no text and no status with it.</source>
        <translation>--since nennt alle Karten: keinen Text und keinen Status dazu angeben.</translation>
    </message>
    <message>
        <source>1 act of these days waits or needs a person. It is counted, and its money is not in the sums yet.</source>
        <translation>1 Vorgang dieser Tage wartet oder muss geklärt werden. Er ist mitgezählt, sein Betrag steht noch nicht in den Summen.</translation>
    </message>
    <message>
        <source>1 operation waits on this till and changes no balance.</source>
        <translation>1 Vorgang steht an dieser Kasse aus und ändert kein Guthaben.</translation>
    </message>
    <message>
        <source>31 to 90 days</source>
        <translation>31 bis 90 Tage</translation>
    </message>
    <message>
        <source>91 to 365 days</source>
        <translation>91 bis 365 Tage</translation>
    </message>
    <message>
        <source>A backup was being put back into {path} and the end did not come. Do it again.</source>
        <translation>In {path} wurde eine Sicherung zurückgespielt und nicht beendet. Noch einmal ausführen.</translation>
    </message>
    <message>
        <source>A balance cannot be less than zero.</source>
        <translation>Ein Guthaben kann nicht kleiner als null sein.</translation>
    </message>
    <message>
        <source>A card code has 8 to 20 letters and digits.</source>
        <translation>Ein Kartencode hat 8 bis 20 Buchstaben und Ziffern.</translation>
    </message>
    <message>
        <source>A card&apos;s transactions can be listed: {answer}</source>
        <translation>Die Buchungen einer Karte lassen sich auflisten: {answer}</translation>
    </message>
    <message>
        <source>A clerk cannot have more than a manager, which would be so with “{act}”. Nothing was changed.</source>
        <translation>Eine Bedienung kann nicht mehr dürfen als die Leitung; bei „{act}“ wäre es so. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>A client ID and its secret go together. One of them is missing.</source>
        <translation>Client-ID und Geheimnis gehören zusammen. Eines davon fehlt.</translation>
    </message>
    <message>
        <source>A day that has not come yet cannot be closed. Nothing was changed.</source>
        <translation>Ein Tag, der noch nicht da ist, kann nicht abgeschlossen werden. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>A failed promise was accepted without a connection, and refused later, or needs a person.</source>
        <translation>Eine geplatzte Zusage wurde ohne Verbindung angenommen und später abgelehnt, oder ist zu klären.</translation>
    </message>
    <message>
        <source>A field has more than {most} characters.</source>
        <translation>Ein Feld hat mehr als {most} Zeichen.</translation>
    </message>
    <message>
        <source>A file of settings has at most {most} lines. Nothing was read.</source>
        <translation>Eine Datei mit Einstellungen hat höchstens {most} Zeilen. Nichts wurde gelesen.</translation>
    </message>
    <message>
        <source>A folder stands where the database should be: {path}. Move it away, and put the database back from a backup.</source>
        <translation>Wo die Datenbank sein sollte, steht ein Ordner: {path}. Bitte wegräumen und die Datenbank aus einer Sicherung zurückspielen.</translation>
    </message>
    <message>
        <source>A look-up knows a card by its last four characters, so it may be of another card with the same.</source>
        <translation>Beim Ansehen werden nur die letzten vier Zeichen vermerkt; es kann also eine andere Karte mit denselben gewesen sein.</translation>
    </message>
    <message>
        <source>A manager decides about them: Alerts (F7), or approvals on the console.</source>
        <translation>Eine Leitung entscheidet darüber: Warnungen (F7) oder „approvals“ in der Konsole.</translation>
    </message>
    <message>
        <source>A manager looks into what is missing or changed, compares the head with the one noted outside, and then, where the journal was cut off or restored, ends the alarm: journal end-alarm.</source>
        <translation>Eine Leitung prüft, was fehlt oder geändert ist, vergleicht den Kopf mit dem außerhalb notierten und beendet dann, wo das Journal abgeschnitten oder zurückgespielt wurde, den Alarm: journal end-alarm.</translation>
    </message>
    <message>
        <source>A name has 1 to {most} printable characters.</source>
        <translation>Ein Name hat 1 bis {most} druckbare Zeichen.</translation>
    </message>
    <message>
        <source>A new balance moves the time of the last change: {answer}</source>
        <translation>Ein neues Guthaben ändert die Zeit der letzten Änderung: {answer}</translation>
    </message>
    <message>
        <source>A new card in the service&apos;s list cannot be read, and it may be this one. Nothing was settled.</source>
        <translation>Eine neue Karte in der Liste des Dienstes ist nicht lesbar, und es kann diese sein. Es wurde nichts geklärt.</translation>
    </message>
    <message>
        <source>A promise has waited for over {hours} hours. No card is charged until the till is back online.</source>
        <translation>Eine Zusage wartet seit über {hours} Stunden. Bis die Kasse wieder online ist, wird von keiner Karte abgebucht.</translation>
    </message>
    <message>
        <source>A read shows at once what was written: {answer}</source>
        <translation>Eine Abfrage zeigt sofort, was geschrieben wurde: {answer}</translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation>Ein Grund fehlt noch.</translation>
    </message>
    <message>
        <source>A reference has 1 to {most} printable characters, and no blank at either end.</source>
        <translation>Eine Referenz hat 1 bis {most} druckbare Zeichen und kein Leerzeichen an den Enden.</translation>
    </message>
    <message>
        <source>A replaced card stands here as its steps: money taken off the old card, and a new one made.</source>
        <translation>Eine ersetzte Karte steht hier in ihren Schritten: Geld von der alten Karte genommen, eine neue gemacht.</translation>
    </message>
    <message>
        <source>A row such as 1234, or a part over and over such as 1212, is too easy to guess.</source>
        <translation>Eine Reihe wie 1234 oder ein Teil immer wieder wie 1212 ist zu leicht zu erraten.</translation>
    </message>
    <message>
        <source>A scheduled backup could not be made.</source>
        <translation>Eine geplante Sicherung konnte nicht erstellt werden.</translation>
    </message>
    <message>
        <source>A search by the time of the last change is exact and in order: {answer}</source>
        <translation>Eine Suche nach der Zeit der letzten Änderung ist genau und geordnet: {answer}</translation>
    </message>
    <message>
        <source>A take-back is not taken back. Do the act once more instead.</source>
        <translation>Eine Rücknahme lässt sich nicht zurücknehmen. Bitte stattdessen den Vorgang noch einmal ausführen.</translation>
    </message>
    <message>
        <source>A till works in {path} already. To lay it aside give --replace, with the service&apos;s token.</source>
        <translation>In {path} arbeitet schon eine Kasse. Um sie beiseitezulegen, --replace angeben, mit dem Token des Dienstes.</translation>
    </message>
    <message>
        <source>A token is needed for {url}. Enter it in the window, set COUNTERFOIL_TOKEN or give --token-file.</source>
        <translation>Für {url} wird ein Token gebraucht. Im Fenster eingeben, COUNTERFOIL_TOKEN setzen oder --token-file angeben.</translation>
    </message>
    <message>
        <source>A token is needed. The service&apos;s own pages give it to the shop&apos;s owner.</source>
        <translation>Es wird ein Token gebraucht. Sie finden es auf den Seiten des Dienstes.</translation>
    </message>
    <message>
        <source>A write is refused when the card was changed meanwhile: {answer}</source>
        <translation>Eine Änderung wird abgelehnt, wenn die Karte inzwischen geändert wurde: {answer}</translation>
    </message>
    <message>
        <source>About this report</source>
        <translation>Zu diesem Bericht</translation>
    </message>
    <message>
        <source>Accepted by {clerk}.</source>
        <translation>Angenommen von {clerk}.</translation>
    </message>
    <message>
        <source>Accepted offline; the card had {available} left, {residual} is missing.</source>
        <translation>Offline angenommen; auf der Karte waren noch {available}, es fehlen {residual}.</translation>
    </message>
    <message>
        <source>Accepted that the service was restored. Cards that it does not have: {missing}.</source>
        <translation>Anerkannt, dass der Dienst wiederhergestellt wurde. Karten, die er nicht hat: {missing}.</translation>
    </message>
    <message>
        <source>Accepted without a connection by {clerk}.</source>
        <translation>Ohne Verbindung angenommen von {clerk}.</translation>
    </message>
    <message>
        <source>Act by act</source>
        <translation>Vorgang für Vorgang</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Activity by clerk</source>
        <translation>Vorgänge nach Bedienung</translation>
    </message>
    <message>
        <source>Activity by day</source>
        <translation>Vorgänge nach Tagen</translation>
    </message>
    <message>
        <source>Activity by kind of act</source>
        <translation>Vorgänge nach Art</translation>
    </message>
    <message>
        <source>Activity by reason</source>
        <translation>Vorgänge nach Grund</translation>
    </message>
    <message>
        <source>Activity by till</source>
        <translation>Vorgänge nach Kasse</translation>
    </message>
    <message>
        <source>Acts</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Acts of all tills to look at for losses</source>
        <translation>Vorgänge aller Kassen, die Verluste bringen können</translation>
    </message>
    <message>
        <source>Acts of others approved</source>
        <translation>Andere freigegeben</translation>
    </message>
    <message>
        <source>Acts to look at for losses</source>
        <translation>Vorgänge, die Verluste bringen können</translation>
    </message>
    <message>
        <source>Added {name} as a clerk.</source>
        <translation>{name} als Bedienung aufgenommen.</translation>
    </message>
    <message>
        <source>Added {name} as a manager.</source>
        <translation>{name} als Leitung aufgenommen.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>All but the months count cards that can be used today: not expired, disabled or deleted.</source>
        <translation>Außer bei den Monaten zählen nur Karten, die heute gelten: nicht abgelaufen, gesperrt oder gelöscht.</translation>
    </message>
    <message>
        <source>All cards are as they should be ({count}).</source>
        <translation>Alle Karten sind, wie sie sein sollen ({count}).</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Alle Tage</translation>
    </message>
    <message>
        <source>All tills: what was done</source>
        <translation>Alle Kassen: was getan wurde</translation>
    </message>
    <message>
        <source>All {count} cards of this file were ordered before. Nothing is made twice.</source>
        <translation>Alle {count} Karten dieser Datei wurden schon beauftragt. Nichts wird doppelt erstellt.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>An act that waits for a manager&apos;s approval has no reference: give one of “--ask” and “--reference”. Nothing was done.</source>
        <translation>Was auf eine Genehmigung wartet, hat keine Referenz: nur eines von „--ask“ und „--reference“ angeben. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>An earlier amount on this card is not settled yet. Settle it first.</source>
        <translation>Ein früherer Betrag auf dieser Karte ist noch ungeklärt. Bitte zuerst klären.</translation>
    </message>
    <message>
        <source>An earlier take-back of it needs a person first: settle that in the outbox.</source>
        <translation>Eine frühere Rücknahme davon ist zuerst zu klären: bitte im Ausgang.</translation>
    </message>
    <message>
        <source>An estimate: {amount} of what is owed may never be used. Cards made more than {months} months ago still hold {percent} % of what they began with. The same share of what was made since, and all that is owed on the older ones, is taken to stay.</source>
        <translation>Eine Schätzung: {amount} des Geschuldeten werden vielleicht nie eingelöst. Auf Karten, die vor mehr als {months} Monaten ausgestellt wurden, sind noch {percent} % ihres Anfangswerts. Es wird angenommen, dass derselbe Anteil der seither ausgestellten Karten und alles auf den älteren liegen bleibt.</translation>
    </message>
    <message>
        <source>An invitation counts for 1 to {most} days.</source>
        <translation>Eine Einladung gilt 1 bis {most} Tage.</translation>
    </message>
    <message>
        <source>Another Counterfoil has taken over this till&apos;s folder. Close this one; nothing is lost.</source>
        <translation>Ein anderes Counterfoil hat den Ordner dieser Kasse übernommen. Dieses bitte schließen; nichts ist verloren.</translation>
    </message>
    <message>
        <source>Another Counterfoil works with this folder already: {owner}.</source>
        <translation>Ein anderes Counterfoil arbeitet schon mit diesem Ordner: {owner}.</translation>
    </message>
    <message>
        <source>Another card has this number at the service now: it ends in {now}. Nothing was sent to it.</source>
        <translation>Diese Nummer hat beim Dienst jetzt eine andere Karte: sie endet auf {now}. Es wurde nichts an sie gesendet.</translation>
    </message>
    <message>
        <source>Another card has this number by now: it ends in {last}. Nothing can be done again on it. Drop it; the loss is recorded.</source>
        <translation>Diese Nummer hat inzwischen eine andere Karte: sie endet auf {last}. Auf ihr kann nichts wiederholt werden. Bitte verwerfen; der Verlust wird festgehalten.</translation>
    </message>
    <message>
        <source>Another journal was found than the one that this till had written: restored from a backup, or written anew.</source>
        <translation>Gefunden wurde ein anderes Journal als das, das diese Kasse geschrieben hat: aus einer Sicherung zurückgespielt oder neu geschrieben.</translation>
    </message>
    <message>
        <source>Another operation waits for the card that this makes. Cancel or drop that one first; nothing was changed.</source>
        <translation>Ein anderer Vorgang wartet auf die Karte, die hiermit erstellt wird. Bitte zuerst jenen Vorgang stornieren oder verwerfen; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Another service answered than the one of this till. Left to a person: {parked}.</source>
        <translation>Ein anderer Dienst als der dieser Kasse hat geantwortet. Zu klären: {parked}.</translation>
    </message>
    <message>
        <source>Another service or another shop answered. Nothing was sent there.</source>
        <translation>Es hat ein anderer Dienst oder ein anderes Geschäft geantwortet. Dorthin wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Another till leads this shop. Change settings and people there, and write the file there.</source>
        <translation>Eine andere Kasse führt dieses Geschäft. Einstellungen und Personen dort ändern und die Datei dort schreiben.</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Freigegeben von</translation>
    </message>
    <message>
        <source>Approved by others</source>
        <translation>Von anderen freigegeben</translation>
    </message>
    <message>
        <source>Approved by {approver}.</source>
        <translation>Freigegeben von {approver}.</translation>
    </message>
    <message>
        <source>Approved request {number} of {asked_by}, which its card did not allow any more.</source>
        <translation>Anfrage {number} von {asked_by} freigegeben; ihre Karte ließ es nicht mehr zu.</translation>
    </message>
    <message>
        <source>Approved request {number} of {asked_by}.</source>
        <translation>Anfrage {number} von {asked_by} freigegeben.</translation>
    </message>
    <message>
        <source>As they were signed on this till: what should be in the drawer, and what was counted.</source>
        <translation>Wie an dieser Kasse unterschrieben: was in der Lade sein sollte und was gezählt wurde.</translation>
    </message>
    <message>
        <source>Ask whoever runs the service for a key that may more: read is to see cards, issue to sell them, redeem to redeem and top up, manage to change and disable them. Where this till is not to do that, all is well.</source>
        <translation>Beim Betreiber des Dienstes einen Schlüssel erfragen, der mehr darf: read ist zum Ansehen von Karten, issue zum Verkaufen, redeem zum Einlösen und Aufladen, manage zum Ändern und Sperren. Soll diese Kasse das nicht, ist alles in Ordnung.</translation>
    </message>
    <message>
        <source>Ask whoever runs the service for a token that works. Give it to this till in the settings (F9), or with connect. What waits is sent then.</source>
        <translation>Bitten Sie die Betreiber des Dienstes um ein gültiges Token. Geben Sie es dieser Kasse in den Einstellungen (F9) oder mit connect. Was wartet, wird dann gesendet.</translation>
    </message>
    <message>
        <source>Asked for approval: request {number}, a new card with {amount}.</source>
        <translation>Um Freigabe gebeten: Anfrage {number}, eine neue Karte mit {amount}.</translation>
    </message>
    <message>
        <source>Asked for approval: request {number}, card {last}.</source>
        <translation>Um Freigabe gebeten: Anfrage {number}, Karte {last}.</translation>
    </message>
    <message>
        <source>Asked for approval: request {number}, {amount} on card {last}.</source>
        <translation>Um Freigabe gebeten: Anfrage {number}, {amount} auf Karte {last}.</translation>
    </message>
    <message>
        <source>At the service</source>
        <translation>Beim Dienst</translation>
    </message>
    <message>
        <source>Australia</source>
        <translation>Australien</translation>
    </message>
    <message>
        <source>Back in use on this till.</source>
        <translation>An dieser Kasse wieder in Gebrauch.</translation>
    </message>
    <message>
        <source>Backups that are made from now on open with this password. Keep it where this till is not.</source>
        <translation>Sicherungen, die ab jetzt erstellt werden, öffnet dieses Passwort. Bewahren Sie es nicht bei der Kasse auf.</translation>
    </message>
    <message>
        <source>Balance {amount}</source>
        <translation>Guthaben {amount}</translation>
    </message>
    <message>
        <source>Balances and dates are the service&apos;s, as this till last read them.</source>
        <translation>Guthaben und Daten sind die des Dienstes, wie diese Kasse sie zuletzt gelesen hat.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before our request the card had {balance}, changed at {changed}.</source>
        <translation>Vor unserer Anfrage hatte die Karte {balance}, geändert um {changed}.</translation>
    </message>
    <message>
        <source>Began the order {name}. Cards: {count}.</source>
        <translation>Auftrag {name} begonnen. Karten: {count}.</translation>
    </message>
    <message>
        <source>Began with</source>
        <translation>Anfangswert</translation>
    </message>
    <message>
        <source>Began with another shop at {to}.</source>
        <translation>Mit einem anderen Geschäft unter {to} begonnen.</translation>
    </message>
    <message>
        <source>Began with empty books, because the database was lost.</source>
        <translation>Mit leeren Büchern begonnen, weil die Datenbank verloren war.</translation>
    </message>
    <message>
        <source>Bring the till back online and let it send what waits; or a manager sets other limits.</source>
        <translation>Die Kasse wieder online bringen und senden lassen, was wartet; oder eine Leitung setzt andere Grenzen.</translation>
    </message>
    <message>
        <source>By age</source>
        <translation>Nach Alter</translation>
    </message>
    <message>
        <source>By clerk</source>
        <translation>Nach Bedienung</translation>
    </message>
    <message>
        <source>By the month they were made in</source>
        <translation>Nach dem Monat der Ausstellung</translation>
    </message>
    <message>
        <source>By till</source>
        <translation>Nach Kasse</translation>
    </message>
    <message>
        <source>CHANGED after it was signed</source>
        <translation>VERÄNDERT nach der Unterschrift</translation>
    </message>
    <message>
        <source>CSV and XLSX are written of the list of closings: say --list, and neither --counted nor --number. Nothing was changed.</source>
        <translation>CSV und XLSX gibt es von der Liste der Abschlüsse: mit --list, ohne --counted und --number. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was sent.</source>
        <translation>Storniert. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>Abgebrochen. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Card {last}</source>
        <translation>Karte {last}</translation>
    </message>
    <message>
        <source>Card {last}: {amount}.</source>
        <translation>Karte {last}: {amount}.</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Cards and money.</source>
        <translation>Karten und Geld.</translation>
    </message>
    <message>
        <source>Cards looked at</source>
        <translation>Angesehene Karten</translation>
    </message>
    <message>
        <source>Cards made elsewhere</source>
        <translation>Anderswo ausgestellt</translation>
    </message>
    <message>
        <source>Cards that are not as in our books</source>
        <translation>Karten, die nicht wie in unseren Büchern stehen</translation>
    </message>
    <message>
        <source>Cards that are out</source>
        <translation>Karten im Umlauf</translation>
    </message>
    <message>
        <source>Cards that end too early for the shop&apos;s policy: {count}. Years that a card must last: {years}{source}. Information, not legal advice.</source>
        <translation>Karten, die kürzer gelten, als es die Vorgaben des Geschäfts sagen: {count}. Mindestdauer in Jahren: {years}{source}. Information, keine Rechtsberatung.</translation>
    </message>
    <message>
        <source>Cards with a last day, though the shop&apos;s policy is cards without one: {count}{source}. Information, not legal advice.</source>
        <translation>Karten mit einem letzten Tag, die nach den Vorgaben des Geschäfts keinen haben: {count}{source}. Information, keine Rechtsberatung.</translation>
    </message>
    <message>
        <source>Cards with {acts} acts or more on one day</source>
        <translation>Karten mit {acts} oder mehr Vorgängen an einem Tag</translation>
    </message>
    <message>
        <source>Cash out</source>
        <translation>Auszahlen</translation>
    </message>
    <message>
        <source>Cash-outs</source>
        <translation>Auszahlungen</translation>
    </message>
    <message>
        <source>Cashed out</source>
        <translation>Ausgezahlt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Change of what is owed</source>
        <translation>Änderung der Schuld</translation>
    </message>
    <message>
        <source>Changed elsewhere</source>
        <translation>Anderswo geändert</translation>
    </message>
    <message>
        <source>Changed their own PIN.</source>
        <translation>Die eigene PIN geändert.</translation>
    </message>
    <message>
        <source>Changes that count from now on: {count}. They were written {made} by {till}.</source>
        <translation>Änderungen, die von jetzt an gelten: {count}. Sie wurden {made} von {till} geschrieben.</translation>
    </message>
    <message>
        <source>Changes: {count}. They were written {made} by {till}. Nothing was changed yet.</source>
        <translation>Änderungen: {count}. Sie wurden {made} von {till} geschrieben. Noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Check the line, then the address and the token in the settings. A new token: connect, or the settings (F9). What waits is sent as soon as the service answers.</source>
        <translation>Die Leitung prüfen, dann Adresse und Token in den Einstellungen. Ein neuer Token: connect oder die Einstellungen (F9). Was wartet, wird gesendet, sobald der Dienst antwortet.</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Close of day</source>
        <translation>Tagesabschluss</translation>
    </message>
    <message>
        <source>Close the day in the reports (F6), or with report close.</source>
        <translation>Schließen Sie den Tag in den Berichten ab (F6) oder mit report close.</translation>
    </message>
    <message>
        <source>Close the program, keep a copy of the whole folder, and put the last backup back (restore).</source>
        <translation>Das Programm schließen, eine Kopie des ganzen Ordners aufheben und die letzte Sicherung zurückspielen (restore).</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Closed the day {day}, as number {number}.</source>
        <translation>Den Tag {day} abgeschlossen, als Nummer {number}.</translation>
    </message>
    <message>
        <source>Closing {number} has closed {day}: an earlier day cannot be closed any more. Nothing was changed.</source>
        <translation>Abschluss {number} hat den {day} abgeschlossen: Ein früherer Tag kann nicht mehr abgeschlossen werden. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Closings of the day</source>
        <translation>Tagesabschlüsse</translation>
    </message>
    <message>
        <source>Closings that are not what was signed: {count}. They were changed in the database.</source>
        <translation>Abschlüsse, die nicht mehr sind, was unterschrieben wurde: {count}. Sie wurden in der Datenbank geändert.</translation>
    </message>
    <message>
        <source>Compared days</source>
        <translation>Vergleichstage</translation>
    </message>
    <message>
        <source>Compared with {first} to {last}.</source>
        <translation>Verglichen mit {first} bis {last}.</translation>
    </message>
    <message>
        <source>Connected the till with the service.</source>
        <translation>Kasse mit dem Dienst verbunden.</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Korrigiert</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Berichtigungen</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Count the drawer in {currency} too. Nothing was changed.</source>
        <translation>Zählen Sie die Kassenlade auch in {currency}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>Counterfoil ended by a fault last time. What was accepted is in the outbox. Where it was is in {file}; “diagnostics FILE.zip” puts all that helps into one file.</source>
        <translation>Counterfoil wurde beim letzten Mal durch einen Fehler beendet. Was angenommen wurde, ist im Ausgang. Die Stelle steht in {file}; „diagnostics FILE.zip“ legt alles, was hilft, in eine Datei.</translation>
    </message>
    <message>
        <source>Counterfoil is open on this till. Do it in its window, or close the window and try again.</source>
        <translation>Counterfoil ist an dieser Kasse geöffnet. Bitte dort im Fenster ausführen oder das Fenster schließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Days old</source>
        <translation>Alter in Tagen</translation>
    </message>
    <message>
        <source>Days to first use</source>
        <translation>Tage bis zur ersten Einlösung</translation>
    </message>
    <message>
        <source>Days to first use are known for redemptions at this till, and for those it saw elsewhere.</source>
        <translation>Die Tage bis zur ersten Einlösung sind für Einlösungen an dieser Kasse bekannt und für solche, die sie anderswo gesehen hat.</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Deleted at the service</source>
        <translation>Beim Dienst gelöscht</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Did not take the shop file {file}.</source>
        <translation>Die Geschäftsdatei {file} nicht übernommen.</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Disabling cannot be undone. Give {missing} as well.</source>
        <translation>Sperren lässt sich nicht rückgängig machen. Bitte auch {missing} angeben.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Dropped. It can still be printed from the history.</source>
        <translation>Verworfen. Er lässt sich noch aus dem Verlauf drucken.</translation>
    </message>
    <message>
        <source>Emptied the names of old orders: {count}.</source>
        <translation>Leerte die Namen alter Aufträge: {count}.</translation>
    </message>
    <message>
        <source>Emptied the text of old notes: {count}.</source>
        <translation>Leerte den Text alter Notizen: {count}.</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>End within 30 days</source>
        <translation>Laufen in 30 Tagen ab</translation>
    </message>
    <message>
        <source>End within 60 days</source>
        <translation>Laufen in 60 Tagen ab</translation>
    </message>
    <message>
        <source>End within 90 days</source>
        <translation>Laufen in 90 Tagen ab</translation>
    </message>
    <message>
        <source>Ended the alarm about entry {entry} of the journal.</source>
        <translation>Alarm zum Eintrag {entry} des Journals beendet.</translation>
    </message>
    <message>
        <source>Ending soon, unused or empty</source>
        <translation>Bald abgelaufen, ungenutzt oder leer</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Entry {first} of the journal is not the one that the keyring remembers: the journal was restored, or written anew.</source>
        <translation>Eintrag {first} des Journals ist nicht der, den der Schlüsselbund kennt: Das Journal wurde zurückgespielt oder neu geschrieben.</translation>
    </message>
    <message>
        <source>Entry {first} of the journal is out of place.</source>
        <translation>Eintrag {first} des Journals steht nicht an seinem Platz.</translation>
    </message>
    <message>
        <source>Entry {first} of the journal was changed.</source>
        <translation>Eintrag {first} des Journals wurde geändert.</translation>
    </message>
    <message>
        <source>European Union</source>
        <translation>Europäische Union</translation>
    </message>
    <message>
        <source>Every answer came: it changed the card by exactly {known}. Choose another way to settle it.</source>
        <translation>Alle Antworten kamen an: Die Karte änderte sich um genau {known}. Bitte anders klären.</translation>
    </message>
    <message>
        <source>Every user of this computer may read {path}, so it is no place for a token or a PIN. As root: chmod o-r. Nothing was set up.</source>
        <translation>Jeder Benutzer dieses Computers darf {path} lesen, deshalb ist dort kein Platz für einen Token oder eine PIN. Als root: chmod o-r. Nichts wurde eingerichtet.</translation>
    </message>
    <message>
        <source>Every user of this computer may write into {path}, so it is no place for a till. Take that right away (chmod go-w), or name another folder.</source>
        <translation>In {path} darf jeder Benutzer dieses Rechners schreiben, das ist kein Platz für eine Kasse. Nehmen Sie dieses Recht weg (chmod go-w) oder nennen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Exported the journal as {file}. Entries: {entries}.</source>
        <translation>Journal als {file} exportiert. Einträge: {entries}.</translation>
    </message>
    <message>
        <source>Failed promises</source>
        <translation>Geplatzte Zusagen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files of the log older than {days} days: {count}. They are removed.</source>
        <translation>Dateien des Protokolls, älter als {days} Tage: {count}. Sie werden entfernt.</translation>
    </message>
    <message>
        <source>Files that are no page of this shop, or not as they were written: {count}.</source>
        <translation>Dateien, die keine Seite dieses Geschäfts sind oder nicht so, wie sie geschrieben wurden: {count}.</translation>
    </message>
    <message>
        <source>Free some space on this disk. What cannot be written is refused, so nothing is lost.</source>
        <translation>Auf dieser Festplatte Platz schaffen. Was nicht geschrieben werden kann, wird abgelehnt; nichts geht verloren.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>From here on the file cannot be read: a quotation mark is not closed, or stands in a wrong place.</source>
        <translation>Ab hier ist die Datei nicht lesbar: Ein Anführungszeichen fehlt oder steht an falscher Stelle.</translation>
    </message>
    <message>
        <source>From the journals of all tills as they are here: those of others reach up to their last page.</source>
        <translation>Aus den Journalen aller Kassen, wie sie hier liegen: Die der anderen reichen bis zu ihrer letzten Seite.</translation>
    </message>
    <message>
        <source>From the next start on this till works with another shop at {url}, with books of its own. What is open here waits until the address of this shop is given again.</source>
        <translation>Ab dem nächsten Start arbeitet diese Kasse für ein anderes Geschäft unter {url}, mit eigenen Büchern. Was hier offen ist, wartet, bis wieder die Adresse dieses Geschäfts genannt wird.</translation>
    </message>
    <message>
        <source>From the next start on this till works with the service at {url}.</source>
        <translation>Ab dem nächsten Start arbeitet diese Kasse mit dem Dienst unter {url}.</translation>
    </message>
    <message>
        <source>From this till&apos;s own books, and what this till saw others do. The changes add up to the balance.</source>
        <translation>Aus den Büchern dieser Kasse und dem, was sie andere tun sah. Die Änderungen ergeben das Guthaben.</translation>
    </message>
    <message>
        <source>From this till&apos;s own books: its sales and acts, and what it saw change elsewhere.</source>
        <translation>Aus den Büchern dieser Kasse: ihre Verkäufe und Vorgänge, und was sie anderswo sich ändern sah.</translation>
    </message>
    <message>
        <source>From this till&apos;s own books: what was done at this till, by the day of the shop.</source>
        <translation>Aus den Büchern dieser Kasse: was an dieser Kasse geschah, nach dem Tag des Ladens.</translation>
    </message>
    <message>
        <source>From {first} on</source>
        <translation>Ab {first}</translation>
    </message>
    <message>
        <source>Froze card {last} on this till.</source>
        <translation>Karte {last} an dieser Kasse eingefroren.</translation>
    </message>
    <message>
        <source>Frozen on this till by {who} on {day}: {why}. Take it back into use first.</source>
        <translation>An dieser Kasse eingefroren von {who} am {day}: {why}. Zuerst wieder freigeben.</translation>
    </message>
    <message>
        <source>Frozen on this till. Other tills and the web shop still take the card.</source>
        <translation>An dieser Kasse eingefroren. Andere Kassen und der Webshop nehmen die Karte weiterhin.</translation>
    </message>
    <message>
        <source>Gave the till another token for the service.</source>
        <translation>Der Kasse einen anderen Token für den Dienst gegeben.</translation>
    </message>
    <message>
        <source>Gave {name} another PIN.</source>
        <translation>{name} hat eine andere PIN bekommen.</translation>
    </message>
    <message>
        <source>Gave {name}, who had forgotten it, another PIN.</source>
        <translation>{name} hatte die PIN vergessen und hat eine andere bekommen.</translation>
    </message>
    <message>
        <source>Give either a period or the first and the last day.</source>
        <translation>Bitte entweder einen Zeitraum oder den ersten und den letzten Tag angeben.</translation>
    </message>
    <message>
        <source>Give the customer back what was paid for it.</source>
        <translation>Dem Kunden zurückgeben, was er dafür bezahlt hat.</translation>
    </message>
    <message>
        <source>Give the customer {amount} in cash.</source>
        <translation>Dem Kunden {amount} bar geben.</translation>
    </message>
    <message>
        <source>Give the filter a name of 1 to {most} characters.</source>
        <translation>Bitte dem Filter einen Namen mit 1 bis {most} Zeichen geben.</translation>
    </message>
    <message>
        <source>Give the invitation a password, or let one be drawn with --code.</source>
        <translation>Der Einladung ein Passwort geben oder mit --code eines ziehen lassen.</translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation>Kulanz</translation>
    </message>
    <message>
        <source>Had what waits for card {last} tried again.</source>
        <translation>Was für Karte {last} wartet, erneut versuchen lassen.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How far the journals reach</source>
        <translation>Wie weit die Journale reichen</translation>
    </message>
    <message>
        <source>How much {currency} will never be used cannot be estimated: no card was made more than {months} months ago.</source>
        <translation>Wie viel {currency} nie eingelöst wird, lässt sich nicht schätzen: Keine Karte ist älter als {months} Monate.</translation>
    </message>
    <message>
        <source>If only this till changes cards, what others did is an error: done twice, lost, or done late.</source>
        <translation>Ändert nur diese Kasse Karten, ist ein Fehler, was andere getan haben: doppelt, verloren oder verspätet gebucht.</translation>
    </message>
    <message>
        <source>In our books</source>
        <translation>In unseren Büchern</translation>
    </message>
    <message>
        <source>Information, not legal advice: look at the source, and ask somebody who knows the law.</source>
        <translation>Information, keine Rechtsberatung: Die Quelle ansehen und jemanden fragen, der das Recht kennt.</translation>
    </message>
    <message>
        <source>Install Counterfoil again: this installation is not whole. The till&apos;s folder stays as it is.</source>
        <translation>Counterfoil neu installieren: Diese Installation ist unvollständig. Der Ordner der Kasse bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>Irland</translation>
    </message>
    <message>
        <source>It can be used until and including {day}.</source>
        <translation>Sie gilt bis einschließlich {day}.</translation>
    </message>
    <message>
        <source>It can be used.</source>
        <translation>Sie ist gültig.</translation>
    </message>
    <message>
        <source>It can be {most} at most. Nothing was settled.</source>
        <translation>Möglich sind höchstens {most}. Es wurde nichts geklärt.</translation>
    </message>
    <message>
        <source>It has expired.</source>
        <translation>Sie ist abgelaufen.</translation>
    </message>
    <message>
        <source>It is being taken back already.</source>
        <translation>Es wird schon zurückgenommen.</translation>
    </message>
    <message>
        <source>It is disabled for good.</source>
        <translation>Sie ist endgültig deaktiviert.</translation>
    </message>
    <message>
        <source>It is done already and cannot be taken back here.</source>
        <translation>Es ist schon erledigt und lässt sich hier nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>It is finished. There is nothing to settle.</source>
        <translation>Es ist fertig. Es gibt nichts zu klären.</translation>
    </message>
    <message>
        <source>It is frozen on this till.</source>
        <translation>Sie ist an dieser Kasse eingefroren.</translation>
    </message>
    <message>
        <source>It is not made at the service yet.</source>
        <translation>Sie ist beim Dienst noch nicht erstellt.</translation>
    </message>
    <message>
        <source>It is on its way to the service.</source>
        <translation>Es ist unterwegs zum Dienst.</translation>
    </message>
    <message>
        <source>It is still on its way. It can be settled only once it needs a person.</source>
        <translation>Es ist noch unterwegs. Klären geht erst, wenn es von selbst nicht weitergeht.</translation>
    </message>
    <message>
        <source>It is still on its way. What was never sent can be cancelled in the outbox.</source>
        <translation>Es ist noch unterwegs. Was nie gesendet wurde, lässt sich im Ausgang stornieren.</translation>
    </message>
    <message>
        <source>It may have been sent already and cannot be taken back here.</source>
        <translation>Es ist vielleicht schon gesendet und lässt sich hier nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>It moved no money, so there is nothing to take back.</source>
        <translation>Es hat kein Geld bewegt; es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>It needs a person first: settle it in the outbox. Then it can be taken back.</source>
        <translation>Es ist zuerst zu klären: bitte im Ausgang. Danach lässt es sich zurücknehmen.</translation>
    </message>
    <message>
        <source>It needs a person to say what happened. Settle it instead.</source>
        <translation>Hier muss jemand sagen, was geschah. Bitte klären statt stornieren.</translation>
    </message>
    <message>
        <source>It takes back the cash-out of {at}.</source>
        <translation>Nimmt die Auszahlung von {at} zurück.</translation>
    </message>
    <message>
        <source>It takes back the redeem of {at}.</source>
        <translation>Nimmt die Einlösung von {at} zurück.</translation>
    </message>
    <message>
        <source>It takes back the sale of {at}.</source>
        <translation>Nimmt den Verkauf von {at} zurück.</translation>
    </message>
    <message>
        <source>It takes back the top-up of {at}.</source>
        <translation>Nimmt die Aufladung von {at} zurück.</translation>
    </message>
    <message>
        <source>It was asked for over an hour ago and cannot be undone. If it is still right, do it again.</source>
        <translation>Es wurde vor über einer Stunde angefordert und lässt sich nicht rückgängig machen. Wenn es noch stimmt, bitte wiederholen.</translation>
    </message>
    <message>
        <source>It was cancelled already. Nothing was sent.</source>
        <translation>Es wurde schon storniert. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>It was cancelled. Nothing was sent.</source>
        <translation>Es wurde storniert. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>It was disabled elsewhere.</source>
        <translation>Sie wurde anderswo gesperrt.</translation>
    </message>
    <message>
        <source>It was read from the file {file}.</source>
        <translation>Gelesen aus der Datei {file}.</translation>
    </message>
    <message>
        <source>It was refused already. Nothing is on its way.</source>
        <translation>Es wurde schon abgelehnt. Nichts ist unterwegs.</translation>
    </message>
    <message>
        <source>It was refused twice with status {status} and without a word why. Nothing was changed by it.</source>
        <translation>Es wurde zweimal mit Status {status} und ohne ein Wort warum abgelehnt. Dadurch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>It was refused. Nothing was changed.</source>
        <translation>Es wurde abgelehnt. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>It was settled already. Nothing was changed.</source>
        <translation>Es wurde schon geklärt. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>It was taken back already. Nothing was changed.</source>
        <translation>Es wurde schon zurückgenommen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>It was the owner, who has the service&apos;s token.</source>
        <translation>Es war die Inhaberin oder der Inhaber mit dem Token des Dienstes.</translation>
    </message>
    <message>
        <source>Joined the shop with the key {shop} by the invitation {file}.</source>
        <translation>Mit der Einladung {file} dem Geschäft mit dem Schlüssel {shop} beigetreten.</translation>
    </message>
    <message>
        <source>Journal: entry {entries}, head {head}.</source>
        <translation>Journal: Eintrag {entries}, Kopf {head}.</translation>
    </message>
    <message>
        <source>Journals of {count} tills are here; the shop has {most} by its settings.</source>
        <translation>Journale von {count} Kassen sind hier; nach den Einstellungen hat das Geschäft {most}.</translation>
    </message>
    <message>
        <source>Journals of {tills} tills, of {expected}. While one is not whole, nothing is decided.</source>
        <translation>Journale von {tills} Kassen, von {expected}. Solange eines nicht vollständig ist, wird nichts entschieden.</translation>
    </message>
    <message>
        <source>Kept for ever.</source>
        <translation>Für immer behalten.</translation>
    </message>
    <message>
        <source>Keys are kept for this many seconds: {answer}</source>
        <translation>Schlüssel bleiben so viele Sekunden erhalten: {answer}</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind of act</source>
        <translation>Art des Vorgangs</translation>
    </message>
    <message>
        <source>Largest balances</source>
        <translation>Größte Guthaben</translation>
    </message>
    <message>
        <source>Last four</source>
        <translation>Letzte vier</translation>
    </message>
    <message>
        <source>Left on them</source>
        <translation>Noch darauf</translation>
    </message>
    <message>
        <source>Less than {mark} is left: the customer may ask for it in cash{source}. Use Cash out for that. Information, not legal advice.</source>
        <translation>Weniger als {mark} ist übrig: Der Kunde kann Bargeld dafür verlangen{source}. „Auszahlen“ zahlt es aus. Information, keine Rechtsberatung.</translation>
    </message>
    <message>
        <source>Let only this user write into the till&apos;s folder: chmod g-w, or chmod go-rwx.</source>
        <translation>Nur diesen Benutzer in den Ordner der Kasse schreiben lassen: chmod g-w oder chmod go-rwx.</translation>
    </message>
    <message>
        <source>Let this till lead the shop with the key {shop}.</source>
        <translation>Diese Kasse führt nun das Geschäft mit dem Schlüssel {shop}.</translation>
    </message>
    <message>
        <source>Liability: what the shop owes on its cards</source>
        <translation>Verbindlichkeit: was das Geschäft auf seinen Karten schuldet</translation>
    </message>
    <message>
        <source>Lines: {count}.</source>
        <translation>Zeilen: {count}.</translation>
    </message>
    <message>
        <source>Look at the reports (F6, or report liability), or set another mark in the settings (F9).</source>
        <translation>Sehen Sie in die Berichte (F6 oder report liability), oder setzen Sie in den Einstellungen (F9) eine andere Marke.</translation>
    </message>
    <message>
        <source>Look into the outbox at what was not sent, and settle it. If two tills came from one folder, let only one of them work. Where the record cannot be written, give this user the right to its folder.</source>
        <translation>Im Ausgang ansehen, was nicht gesendet wurde, und es klären. Sind aus einem Ordner zwei Kassen geworden, nur eine davon arbeiten lassen. Kann der Vermerk nicht geschrieben werden, diesem Benutzer das Recht an dessen Ordner geben.</translation>
    </message>
    <message>
        <source>Look these cards up at the service. Read all of them again: sync --full.</source>
        <translation>Diese Karten beim Dienst nachsehen. Alle neu lesen: sync --full.</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Looked at 1 more card.</source>
        <translation>1 weitere Karte angesehen.</translation>
    </message>
    <message>
        <source>Looked at {cards}.</source>
        <translation>Angesehen: {cards}.</translation>
    </message>
    <message>
        <source>Looked at {count} more cards.</source>
        <translation>{count} weitere Karten angesehen.</translation>
    </message>
    <message>
        <source>Looked at, and approved</source>
        <translation>Angesehen und freigegeben</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Made in</source>
        <translation>Ausgestellt</translation>
    </message>
    <message>
        <source>Made the backup {file}.</source>
        <translation>Sicherung {file} erstellt.</translation>
    </message>
    <message>
        <source>Made {name} a clerk, who was a manager before.</source>
        <translation>{name} ist jetzt Bedienung, vorher Leitung.</translation>
    </message>
    <message>
        <source>Made {name} a manager, who was a clerk before.</source>
        <translation>{name} ist jetzt Leitung, vorher Bedienung.</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Es fehlen</translation>
    </message>
    <message>
        <source>Money put on cards is positive, money taken off cards negative: each line adds up to its net.</source>
        <translation>Was auf Karten kam, ist positiv, was von Karten ging, negativ: Jede Zeile ergibt ihren Saldo.</translation>
    </message>
    <message>
        <source>More than one operation ends in {text}. Give its whole number.</source>
        <translation>Mehr als ein Vorgang endet auf {text}. Bitte die ganze Nummer angeben.</translation>
    </message>
    <message>
        <source>Moved the till to the service&apos;s new address {to}.</source>
        <translation>Kasse auf die neue Adresse {to} des Dienstes umgestellt.</translation>
    </message>
    <message>
        <source>Moved this till to another machine with the backup {file}.</source>
        <translation>Diese Kasse mit der Sicherung {file} auf einen anderen Rechner umgezogen.</translation>
    </message>
    <message>
        <source>Moved to new cards</source>
        <translation>Auf neue Karten</translation>
    </message>
    <message>
        <source>Name a CSV file, or an order with --resume.</source>
        <translation>Nennen Sie eine CSV-Datei, oder mit --resume einen Auftrag.</translation>
    </message>
    <message>
        <source>Names of orders older than {days} days: {count}. The name is emptied, the order stays.</source>
        <translation>Namen von Aufträgen, älter als {days} Tage: {count}. Der Name wird geleert, der Auftrag bleibt.</translation>
    </message>
    <message>
        <source>Needs a person</source>
        <translation>Braucht eine Person</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>No act was accepted with the reference “{reference}”.</source>
        <translation>Mit der Referenz „{reference}“ wurde nichts angenommen.</translation>
    </message>
    <message>
        <source>No backup of this till is in {path}.</source>
        <translation>In {path} ist keine Sicherung dieser Kasse.</translation>
    </message>
    <message>
        <source>No backup was made: scheduled backups need a password first, so that only a manager opens them. Set one under Settings (F9), Support, or by backups password.</source>
        <translation>Es wurde keine Sicherung erstellt: Geplante Sicherungen brauchen zuerst ein Passwort, damit nur die Leitung sie öffnet. Setzen Sie es in den Einstellungen (F9), Support, oder mit backups password.</translation>
    </message>
    <message>
        <source>No backup was made: {path} could not be written: {why}.</source>
        <translation>Es wurde keine Sicherung gemacht: {path} konnte nicht geschrieben werden: {why}.</translation>
    </message>
    <message>
        <source>No backups are scheduled: backup.folder is empty.</source>
        <translation>Es sind keine Sicherungen geplant: backup.folder ist leer.</translation>
    </message>
    <message>
        <source>No card can have more than {most} on it.</source>
        <translation>Auf keiner Karte kann mehr sein als {most}.</translation>
    </message>
    <message>
        <source>No card is known to this till yet.</source>
        <translation>Diese Kasse kennt noch keine Karte.</translation>
    </message>
    <message>
        <source>No card was found for this.</source>
        <translation>Dazu wurde keine Karte gefunden.</translation>
    </message>
    <message>
        <source>No card with the mark of this sale is in the service&apos;s list. Nothing was settled.</source>
        <translation>Beim Dienst gibt es keine Karte mit dem Merkmal dieses Verkaufs. Es wurde nichts geklärt.</translation>
    </message>
    <message>
        <source>No cards found.</source>
        <translation>Keine Karten gefunden.</translation>
    </message>
    <message>
        <source>No day was closed on this till yet.</source>
        <translation>An dieser Kasse wurde noch kein Tag abgeschlossen.</translation>
    </message>
    <message>
        <source>No day was closed yet</source>
        <translation>Noch kein Tag ist abgeschlossen</translation>
    </message>
    <message>
        <source>No filter is saved here as {name}.</source>
        <translation>Hier ist kein Filter als {name} gespeichert.</translation>
    </message>
    <message>
        <source>No folder for backups is set. Set backup.folder in the settings first.</source>
        <translation>Für Sicherungen ist kein Ordner gesetzt. Setzen Sie zuerst backup.folder in den Einstellungen.</translation>
    </message>
    <message>
        <source>No folder of the shop is set. Name a file, or set shop.folder.</source>
        <translation>Es ist kein Ordner des Geschäfts eingestellt. Eine Datei nennen oder shop.folder einstellen.</translation>
    </message>
    <message>
        <source>No folder with journals of other tills is set (Settings, Other tills): this is the journal of this till.</source>
        <translation>Kein Ordner mit Journalen anderer Kassen ist gesetzt (Einstellungen, Kassenverbund): Dies ist das Journal dieser Kasse.</translation>
    </message>
    <message>
        <source>No label printer is set up. Enter one in the settings (F9). The code is kept.</source>
        <translation>Es ist kein Etikettendrucker eingerichtet. Bitte in den Einstellungen (F9) eintragen. Der Code bleibt erhalten.</translation>
    </message>
    <message>
        <source>No limit was changed. Look with policy show, then give --yes.</source>
        <translation>Keine Grenze wurde geändert. Mit policy show ansehen, dann --yes angeben.</translation>
    </message>
    <message>
        <source>No new card could be made, and a person settled what was to go back onto card {last}.</source>
        <translation>Es konnte keine neue Karte erstellt werden; was auf Karte {last} zurücksollte, wurde von Hand geklärt.</translation>
    </message>
    <message>
        <source>No new card could be made. {amount} has to go back onto card {last}: this needs you.</source>
        <translation>Es konnte keine neue Karte erstellt werden. Die Rückbuchung von {amount} auf Karte {last} ist zu klären.</translation>
    </message>
    <message>
        <source>No new card could be made. {amount} is going back onto card {last} automatically.</source>
        <translation>Es konnte keine neue Karte erstellt werden. {amount} werden von selbst auf Karte {last} zurückgebucht.</translation>
    </message>
    <message>
        <source>No new card could be made. {amount} is on card {last} again.</source>
        <translation>Es konnte keine neue Karte erstellt werden. {amount} sind wieder auf Karte {last}.</translation>
    </message>
    <message>
        <source>No printer is set up for receipts. Choose one in the settings (F9). Print it later from the history (F5).</source>
        <translation>Für Belege ist kein Drucker eingerichtet. Bitte in den Einstellungen (F9) wählen. Der Beleg lässt sich später im Verlauf (F5) drucken.</translation>
    </message>
    <message>
        <source>No receipt waits: every one was printed.</source>
        <translation>Kein Beleg steht aus: Alle sind gedruckt.</translation>
    </message>
    <message>
        <source>No receipt {number} waits here.</source>
        <translation>Ein Beleg {number} steht hier nicht aus.</translation>
    </message>
    <message>
        <source>No secure connection to {url} can be made. Check the address and this machine&apos;s clock.</source>
        <translation>Zu {url} lässt sich keine sichere Verbindung aufbauen. Bitte die Adresse und die Uhr dieses Rechners prüfen.</translation>
    </message>
    <message>
        <source>Nobody here is called {name}.</source>
        <translation>Hier heißt niemand {name}.</translation>
    </message>
    <message>
        <source>Nobody is signed in here, so nobody can approve it.</source>
        <translation>Niemand ist angemeldet, also kann es niemand freigeben.</translation>
    </message>
    <message>
        <source>Nobody knows yet if {amount} was taken off card {last}. It goes on once you settle it.</source>
        <translation>Noch ist nicht bekannt, ob {amount} von Karte {last} abgebucht wurden. Es geht weiter, sobald es geklärt ist.</translation>
    </message>
    <message>
        <source>Not finished on this till: {count}, {sum} in all. Nothing is lost; they are in the outbox.</source>
        <translation>Auf dieser Kasse noch nicht fertig: {count}, zusammen {sum}. Nichts geht verloren; alles steht im Ausgang.</translation>
    </message>
    <message>
        <source>Not used for 365 days</source>
        <translation>365 Tage nicht benutzt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Notiz: {note}</translation>
    </message>
    <message>
        <source>Notes of cards older than {days} days: {count}. Their text is emptied, the act stays.</source>
        <translation>Notizen von Karten, älter als {days} Tage: {count}. Ihr Text wird geleert, der Vorgang bleibt.</translation>
    </message>
    <message>
        <source>Nothing can be printed yet: the name of the shop, its currency or this till&apos;s name is not set. Set them in the settings (F9), or with “settings set shop.name NAME”.</source>
        <translation>Noch lässt sich nichts drucken: Der Name des Geschäfts, die Währung oder der Name dieser Kasse fehlt. Bitte in den Einstellungen (F9) eintragen oder mit „settings set shop.name NAME“.</translation>
    </message>
    <message>
        <source>Nothing done with</source>
        <translation>Ohne Vorgang</translation>
    </message>
    <message>
        <source>Nothing has changed since then.</source>
        <translation>Seitdem hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing is left on the card. Drop it instead; the loss is recorded.</source>
        <translation>Auf der Karte ist nichts übrig. Stattdessen verwerfen; der Verlust wird festgehalten.</translation>
    </message>
    <message>
        <source>Nothing is on this card.</source>
        <translation>Auf dieser Karte ist nichts.</translation>
    </message>
    <message>
        <source>Nothing is on this card. Disable it, and sell a new one if one is needed.</source>
        <translation>Auf dieser Karte ist nichts. Sperren und bei Bedarf eine neue verkaufen.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts passt.</translation>
    </message>
    <message>
        <source>Nothing waits for approval.</source>
        <translation>Nichts wartet auf Freigabe.</translation>
    </message>
    <message>
        <source>Nothing was done in these days.</source>
        <translation>In diesen Tagen gab es keine Vorgänge.</translation>
    </message>
    <message>
        <source>Nothing was removed. Old records go for good: look with records due, then give --yes.</source>
        <translation>Nichts wurde entfernt. Alte Aufzeichnungen gehen endgültig: Mit records due ansehen, dann --yes angeben.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Number {number}. Made with {amount}.</source>
        <translation>Nummer {number}. Erstellt mit {amount}.</translation>
    </message>
    <message>
        <source>Of the balance, {amount} is on its way to the service.</source>
        <translation>Vom Guthaben ist {amount} noch auf dem Weg zum Dienst.</translation>
    </message>
    <message>
        <source>Older than 365 days</source>
        <translation>Älter als 365 Tage</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>On them</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>One character of this code is wrong. Please scan or type it again.</source>
        <translation>Ein Zeichen dieses Codes ist falsch. Bitte erneut scannen oder tippen.</translation>
    </message>
    <message>
        <source>One manager must stay. Set up another one first.</source>
        <translation>Eine Person muss Leitung bleiben. Bitte zuerst eine andere einrichten.</translation>
    </message>
    <message>
        <source>One of the journal&apos;s entries {first} to {last} was changed.</source>
        <translation>Einer der Einträge {first} bis {last} des Journals wurde geändert.</translation>
    </message>
    <message>
        <source>Only a sale, a redeem, a top-up and a cash-out can be taken back.</source>
        <translation>Nur Verkauf, Einlösung, Aufladung und Auszahlung lassen sich zurücknehmen.</translation>
    </message>
    <message>
        <source>Only amounts of {amount} or less.</source>
        <translation>Nur Beträge bis {amount}.</translation>
    </message>
    <message>
        <source>Only amounts of {amount} or more.</source>
        <translation>Nur Beträge ab {amount}.</translation>
    </message>
    <message>
        <source>Only an act that moves money can have a reference. Nothing was done.</source>
        <translation>Nur was Geld bewegt, kann eine Referenz haben. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Only at the till {name}.</source>
        <translation>Nur an der Kasse {name}.</translation>
    </message>
    <message>
        <source>Only card {card}.</source>
        <translation>Nur Karte {card}.</translation>
    </message>
    <message>
        <source>Only in some states.</source>
        <translation>Nur in einigen Zuständen.</translation>
    </message>
    <message>
        <source>Only in {currency}.</source>
        <translation>Nur in {currency}.</translation>
    </message>
    <message>
        <source>Only of these kinds:</source>
        <translation>Nur von diesen Arten:</translation>
    </message>
    <message>
        <source>Only what is done.</source>
        <translation>Nur was erledigt ist.</translation>
    </message>
    <message>
        <source>Only what is on the cards for good is in the sums; what waits or is in doubt is not.</source>
        <translation>In den Summen ist nur, was endgültig auf den Karten ist, nicht was wartet oder zweifelhaft ist.</translation>
    </message>
    <message>
        <source>Only what matches “{text}”.</source>
        <translation>Nur was zu „{text}“ passt.</translation>
    </message>
    <message>
        <source>Only what needs a person.</source>
        <translation>Nur was eine Person braucht.</translation>
    </message>
    <message>
        <source>Only what waits.</source>
        <translation>Nur was wartet.</translation>
    </message>
    <message>
        <source>Only what was refused or cancelled.</source>
        <translation>Nur was abgelehnt oder abgebrochen wurde.</translation>
    </message>
    <message>
        <source>Only what {name} did or approved.</source>
        <translation>Nur was {name} getan oder freigegeben hat.</translation>
    </message>
    <message>
        <source>Only who asked may withdraw a request.</source>
        <translation>Nur wer gefragt hat, kann eine Anfrage zurückziehen.</translation>
    </message>
    <message>
        <source>Only {left} is still on the card, so {amount} cannot be taken back from it.</source>
        <translation>Auf der Karte sind nur noch {left}, darum lassen sich {amount} nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Operations that need a person: {count}.</source>
        <translation>Vorgänge, die eine Person brauchen: {count}.</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Other tills are busy with this card. It is tried again automatically in a few minutes.</source>
        <translation>Andere Kassen sind mit dieser Karte beschäftigt. In ein paar Minuten wird es von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>Others than root and this user may write {path}, so what is in it is not used. As root: chown root, chmod go-w. Nothing was set up.</source>
        <translation>Andere als root und dieser Benutzer dürfen {path} schreiben, deshalb wird der Inhalt nicht verwendet. Als root: chown root, chmod go-w. Nichts wurde eingerichtet.</translation>
    </message>
    <message>
        <source>Our reference is kept with a transaction: {answer}</source>
        <translation>Unsere Referenz bleibt bei einer Buchung erhalten: {answer}</translation>
    </message>
    <message>
        <source>Our write was not applied: the card is unchanged at {balance}. Sent again.</source>
        <translation>Unsere Änderung kam nicht an: Die Karte steht unverändert bei {balance}. Erneut gesendet.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Owed at the end</source>
        <translation>Am Ende geschuldet</translation>
    </message>
    <message>
        <source>Owed before</source>
        <translation>Vorher geschuldet</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Seite {page} von {pages}</translation>
    </message>
    <message>
        <source>Paid another way</source>
        <translation>Anders bezahlt</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Eingenommen</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Ausgezahlt</translation>
    </message>
    <message>
        <source>Parts at</source>
        <translation>Trennt sich bei</translation>
    </message>
    <message>
        <source>Paused the order {name}.</source>
        <translation>Auftrag {name} angehalten.</translation>
    </message>
    <message>
        <source>Port {port} cannot be listened at: {why}</source>
        <translation>An Port {port} kann nicht gehört werden: {why}</translation>
    </message>
    <message>
        <source>Port {port} cannot be used: {why}.</source>
        <translation>Port {port} ist nicht nutzbar: {why}.</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Druck</translation>
    </message>
    <message>
        <source>Print or save the cards first. Their codes are nowhere else.</source>
        <translation>Zuerst die Karten drucken oder speichern. Ihre Codes stehen nirgends sonst.</translation>
    </message>
    <message>
        <source>Printed or saved card {last}.</source>
        <translation>Karte {last} gedruckt oder gespeichert.</translation>
    </message>
    <message>
        <source>Printed or saved the receipt for card {last} again, as a duplicate.</source>
        <translation>Beleg für Karte {last} erneut gedruckt oder gespeichert, als Zweitschrift.</translation>
    </message>
    <message>
        <source>Printed or saved the receipt for card {last}.</source>
        <translation>Beleg für Karte {last} gedruckt oder gespeichert.</translation>
    </message>
    <message>
        <source>Printed or saved {count} cards of an order.</source>
        <translation>{count} Karten eines Auftrags gedruckt oder gespeichert.</translation>
    </message>
    <message>
        <source>Printed something.</source>
        <translation>Etwas gedruckt.</translation>
    </message>
    <message>
        <source>Printed the label of card {last}.</source>
        <translation>Etikett der Karte {last} gedruckt.</translation>
    </message>
    <message>
        <source>Printed {at}</source>
        <translation>Gedruckt {at}</translation>
    </message>
    <message>
        <source>Printed.</source>
        <translation>Gedruckt.</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>Werbeaktion</translation>
    </message>
    <message>
        <source>Put on cards</source>
        <translation>Auf Karten gebucht</translation>
    </message>
    <message>
        <source>Put the secrets that the service showed for its webhooks into {variable}.</source>
        <translation>Die Geheimnisse, die der Dienst für seine Webhooks gezeigt hat, in {variable} ablegen.</translation>
    </message>
    <message>
        <source>Put till.key back from a backup. Without one, settle the sales that are parked: their codes are lost.</source>
        <translation>till.key aus einer Sicherung zurücklegen. Ohne Sicherung die geparkten Verkäufe klären: Ihre Codes sind verloren.</translation>
    </message>
    <message>
        <source>Put {amount} of cash back into the drawer.</source>
        <translation>{amount} Bargeld zurück in die Kassenlade legen.</translation>
    </message>
    <message>
        <source>Read a report.</source>
        <translation>Einen Bericht gelesen.</translation>
    </message>
    <message>
        <source>Read reports {count} times.</source>
        <translation>{count}-mal Berichte gelesen.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reason: {why}</source>
        <translation>Grund: {why}</translation>
    </message>
    <message>
        <source>Reasons, and what was on a card afterwards, are in no journal: they are empty here.</source>
        <translation>Gründe, und was danach auf einer Karte war, stehen in keinem Journal: Sie sind hier leer.</translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation>Einlösen</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>Eingelöst</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Refunded onto cards</source>
        <translation>Auf Karten erstattet</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Erstattungen</translation>
    </message>
    <message>
        <source>Refunds, goodwill and promotions are not in it: what a card was given for is in no journal.</source>
        <translation>Erstattungen, Kulanz und Werbegeschenke stehen nicht darin: Wofür eine Karte gegeben wurde, steht in keinem Journal.</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Refused request {number} of {asked_by}.</source>
        <translation>Anfrage {number} von {asked_by} abgelehnt.</translation>
    </message>
    <message>
        <source>Refused: the card had only {available}. Nothing was taken.</source>
        <translation>Abgelehnt: Auf der Karte waren nur {available}. Es wurde nichts abgebucht.</translation>
    </message>
    <message>
        <source>Refused: the card is disabled or expired. Nothing was changed.</source>
        <translation>Abgelehnt: Die Karte ist gesperrt oder abgelaufen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Removed old backups: {count}.</source>
        <translation>Alte Sicherungen entfernt: {count}.</translation>
    </message>
    <message>
        <source>Removed old files of the log: {count}.</source>
        <translation>Entfernte alte Dateien des Protokolls: {count}.</translation>
    </message>
    <message>
        <source>Removed or emptied for good: {count} old records. Figures and journal are as they were.</source>
        <translation>Endgültig entfernt oder geleert: {count} alte Aufzeichnungen. Zahlen und Journal sind, wie sie waren.</translation>
    </message>
    <message>
        <source>Removed the steps of old acts: {count}.</source>
        <translation>Entfernte die Schritte alter Vorgänge: {count}.</translation>
    </message>
    <message>
        <source>Removed {name} from the staff.</source>
        <translation>{name} aus dem Personal entfernt.</translation>
    </message>
    <message>
        <source>Replace a lost card</source>
        <translation>Verlorene Karte ersetzen</translation>
    </message>
    <message>
        <source>Request {number} asks for the same, and still waits. Approve that one, or withdraw it first. Nothing was done.</source>
        <translation>Anfrage {number} bittet um dasselbe und wartet noch. Geben Sie diese frei, oder ziehen Sie sie erst zurück. Es wurde nichts getan.</translation>
    </message>
    <message>
        <source>Request {number} asks for the same, and still waits. Nothing was asked.</source>
        <translation>Anfrage {number} bittet um dasselbe und wartet noch. Es wurde nichts angefragt.</translation>
    </message>
    <message>
        <source>Request {number} has ended already: its card did not allow it.</source>
        <translation>Anfrage {number} ist schon zu Ende: Ihre Karte ließ es nicht zu.</translation>
    </message>
    <message>
        <source>Request {number} has waited too long. Ask again.</source>
        <translation>Anfrage {number} hat zu lange gewartet. Bitte neu anfragen.</translation>
    </message>
    <message>
        <source>Request {number} is approved already, by {by}.</source>
        <translation>Anfrage {number} ist schon freigegeben, von {by}.</translation>
    </message>
    <message>
        <source>Request {number} is not the one that was asked for: somebody changed the database. Nothing was approved.</source>
        <translation>Anfrage {number} ist nicht die, die gestellt wurde: Jemand hat die Datenbank geändert. Es wurde nichts freigegeben.</translation>
    </message>
    <message>
        <source>Request {number} is refused already, by {by}.</source>
        <translation>Anfrage {number} ist schon abgelehnt, von {by}.</translation>
    </message>
    <message>
        <source>Request {number} is withdrawn. Nothing was done.</source>
        <translation>Anfrage {number} ist zurückgezogen. Es wurde nichts getan.</translation>
    </message>
    <message>
        <source>Request {number} of {asked_by} expired: nobody decided about it in time.</source>
        <translation>Anfrage {number} von {asked_by} ist abgelaufen: Niemand hat rechtzeitig entschieden.</translation>
    </message>
    <message>
        <source>Request {number} of {clerk} is approved.</source>
        <translation>Anfrage {number} von {clerk} ist freigegeben.</translation>
    </message>
    <message>
        <source>Request {number} of {clerk} is refused.</source>
        <translation>Anfrage {number} von {clerk} ist abgelehnt.</translation>
    </message>
    <message>
        <source>Request {number} waits for a manager, until {until} at the latest. Nothing was done yet.</source>
        <translation>Anfrage {number} wartet auf eine Leitung, längstens bis {until}. Es wurde noch nichts getan.</translation>
    </message>
    <message>
        <source>Request {number} was withdrawn by {by}.</source>
        <translation>Anfrage {number} wurde von {by} zurückgezogen.</translation>
    </message>
    <message>
        <source>Restored the backup {file}.</source>
        <translation>Sicherung {file} wiederhergestellt.</translation>
    </message>
    <message>
        <source>Saved a file for support.</source>
        <translation>Eine Datei für die Hilfe gespeichert.</translation>
    </message>
    <message>
        <source>Saved a table as a file ({what}). Rows: {count}.</source>
        <translation>Eine Tabelle als Datei gespeichert ({what}). Zeilen: {count}.</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>Gespeichert als {path}.</translation>
    </message>
    <message>
        <source>Saved or printed the history. Rows: {count}.</source>
        <translation>Den Verlauf gespeichert oder gedruckt. Zeilen: {count}.</translation>
    </message>
    <message>
        <source>Saved or printed the life of a card. Rows: {count}.</source>
        <translation>Den ganzen Verlauf einer Karte gespeichert oder gedruckt. Zeilen: {count}.</translation>
    </message>
    <message>
        <source>Saved the reconciliation as a file. Cards: {count}.</source>
        <translation>Abgleich als Datei gespeichert. Karten: {count}.</translation>
    </message>
    <message>
        <source>Saved the settings as a file. Settings: {count}.</source>
        <translation>Einstellungen als Datei gespeichert. Einstellungen: {count}.</translation>
    </message>
    <message>
        <source>Saved what became of an order as a file. Cards: {count}.</source>
        <translation>Ergebnis eines Auftrags als Datei gespeichert. Karten: {count}.</translation>
    </message>
    <message>
        <source>Saw an alert: {alert}.</source>
        <translation>Sah eine Warnung: {alert}.</translation>
    </message>
    <message>
        <source>Saw the alert about a day that is not closed.</source>
        <translation>Sah die Warnung über einen Tag ohne Abschluss.</translation>
    </message>
    <message>
        <source>Saw the alert about operations that need a person.</source>
        <translation>Sah die Warnung über Vorgänge, die jemanden brauchen.</translation>
    </message>
    <message>
        <source>Saw the alert about operations that wait for long.</source>
        <translation>Sah die Warnung über Vorgänge, die lange warten.</translation>
    </message>
    <message>
        <source>Saw the alert about receipts that are not on paper.</source>
        <translation>Sah die Warnung über Belege, die nicht auf Papier sind.</translation>
    </message>
    <message>
        <source>Saw the alert about requests that wait for approval.</source>
        <translation>Sah die Warnung über Anfragen, die auf Freigabe warten.</translation>
    </message>
    <message>
        <source>Saw the alert about the account at the service.</source>
        <translation>Sah die Warnung über das Konto beim Dienst.</translation>
    </message>
    <message>
        <source>Saw the alert about the clock of this computer.</source>
        <translation>Sah die Warnung über die Uhr dieses Rechners.</translation>
    </message>
    <message>
        <source>Saw the alert about the scheduled backups.</source>
        <translation>Sah die Warnung über die geplanten Sicherungen.</translation>
    </message>
    <message>
        <source>Saw the alert about the space on the disk.</source>
        <translation>Sah die Warnung über den Platz auf der Platte.</translation>
    </message>
    <message>
        <source>Saw the alert about the token of the service.</source>
        <translation>Sah die Warnung über das Token des Dienstes.</translation>
    </message>
    <message>
        <source>Saw the alert about what is owed on cards.</source>
        <translation>Sah die Warnung über die Schuld auf den Karten.</translation>
    </message>
    <message>
        <source>Say what is to change: alone, approval or no, or a limit.</source>
        <translation>Angeben, was sich ändern soll: alone, approval oder no, oder eine Grenze.</translation>
    </message>
    <message>
        <source>Searched once.</source>
        <translation>Einmal gesucht.</translation>
    </message>
    <message>
        <source>Searched {count} times.</source>
        <translation>{count}-mal gesucht.</translation>
    </message>
    <message>
        <source>See at the service what is not paid there, or what this token may not do. All else goes on.</source>
        <translation>Sehen Sie beim Dienst nach, was dort nicht bezahlt ist oder was dieses Token nicht darf. Alles andere geht weiter.</translation>
    </message>
    <message>
        <source>See to the folder: is the stick in, the network there, the disk full? Then make one: Settings (F9), Support, or backups now. Older backups are still there.</source>
        <translation>Prüfen Sie den Ordner: Steckt der Stick, ist das Netzwerk da, ist die Platte voll? Dann eine erstellen: Einstellungen (F9), Support, oder backups now. Ältere Sicherungen sind noch da.</translation>
    </message>
    <message>
        <source>See to the printer, then print what waits: the settings (F9), or receipts retry.</source>
        <translation>Nach dem Drucker sehen, dann drucken, was wartet: Einstellungen (F9) oder receipts retry.</translation>
    </message>
    <message>
        <source>See whether the service answers, then look into the outbox (F4, or outbox list).</source>
        <translation>Prüfen Sie, ob der Dienst antwortet, und sehen Sie dann in den Ausgang (F4 oder outbox list).</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Verkaufen</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Sent when the service answers.</source>
        <translation>Wird gesendet, sobald der Dienst antwortet.</translation>
    </message>
    <message>
        <source>Sent when the service answers; it is being tried again.</source>
        <translation>Wird gesendet, sobald der Dienst antwortet; es wird erneut versucht.</translation>
    </message>
    <message>
        <source>Sent when the service answers; next try in {seconds} s.</source>
        <translation>Wird gesendet, sobald der Dienst antwortet; nächster Versuch in {seconds} s.</translation>
    </message>
    <message>
        <source>Set the file of certificates and the proxy in the settings, or take the variables away.</source>
        <translation>Die Zertifikatsdatei und den Proxy in den Einstellungen setzen oder die Variablen entfernen.</translation>
    </message>
    <message>
        <source>Set the password of the scheduled backups.</source>
        <translation>Setzte das Passwort der geplanten Sicherungen.</translation>
    </message>
    <message>
        <source>Set this computer&apos;s clock right, and let it be kept by the network&apos;s time.</source>
        <translation>Die Uhr dieses Computers richtig stellen und sie von der Netzwerkzeit stellen lassen.</translation>
    </message>
    <message>
        <source>Set up a manager first: the tills share the people.</source>
        <translation>Zuerst eine Leitung einrichten: die Kassen teilen sich die Personen.</translation>
    </message>
    <message>
        <source>Set up the till from the file {file}. Settings: {settings}.</source>
        <translation>Kasse aus der Datei {file} eingerichtet. Einstellungen: {settings}.</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Settings and people for the other tills are in {path}.</source>
        <translation>Einstellungen und Personen für die anderen Kassen stehen in {path}.</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Geklärt</translation>
    </message>
    <message>
        <source>Settled by {clerk} with the amount that was changed.</source>
        <translation>Geklärt von {clerk} mit dem Betrag, der geändert wurde.</translation>
    </message>
    <message>
        <source>Settled by {clerk}: it was applied.</source>
        <translation>Geklärt von {clerk}: Es wurde ausgeführt.</translation>
    </message>
    <message>
        <source>Settled by {clerk}: it was not applied, and is not done again.</source>
        <translation>Geklärt von {clerk}: Es wurde nicht ausgeführt und wird nicht wiederholt.</translation>
    </message>
    <message>
        <source>Settled by {clerk}: it was not applied, and was ordered again.</source>
        <translation>Geklärt von {clerk}: Es wurde nicht ausgeführt und neu in Auftrag gegeben.</translation>
    </message>
    <message>
        <source>Settled by {clerk}: the balance was set right by hand.</source>
        <translation>Geklärt von {clerk}: Das Guthaben wurde von Hand richtiggestellt.</translation>
    </message>
    <message>
        <source>Settled by {clerk}: what was left on the card was taken.</source>
        <translation>Geklärt von {clerk}: Was noch auf der Karte war, wurde abgebucht.</translation>
    </message>
    <message>
        <source>Settled for card {last} by its true balance.</source>
        <translation>Für Karte {last} nach ihrem wahren Guthaben geklärt.</translation>
    </message>
    <message>
        <source>Settled for card {last}: another amount was booked.</source>
        <translation>Für Karte {last} geklärt: Ein anderer Betrag wurde gebucht.</translation>
    </message>
    <message>
        <source>Settled for card {last}: it was done.</source>
        <translation>Für Karte {last} geklärt: Es ist geschehen.</translation>
    </message>
    <message>
        <source>Settled for card {last}: it was given up.</source>
        <translation>Für Karte {last} geklärt: Es wurde verworfen.</translation>
    </message>
    <message>
        <source>Settled for card {last}: it was not done.</source>
        <translation>Für Karte {last} geklärt: Es ist nicht geschehen.</translation>
    </message>
    <message>
        <source>Settled for card {last}: what was left on it was taken.</source>
        <translation>Für Karte {last} geklärt: Was noch darauf war, wurde abgebucht.</translation>
    </message>
    <message>
        <source>Several cards in a row were not made. Look at why before it goes on.</source>
        <translation>Mehrere Karten hintereinander wurden nicht erstellt. Bitte den Grund ansehen, bevor es weitergeht.</translation>
    </message>
    <message>
        <source>Should be in the drawer</source>
        <translation>Müsste in der Kassenlade liegen</translation>
    </message>
    <message>
        <source>Should be there</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Signed in as a clerk.</source>
        <translation>Als Bedienung angemeldet.</translation>
    </message>
    <message>
        <source>Signed in as a manager.</source>
        <translation>Als Leitung angemeldet.</translation>
    </message>
    <message>
        <source>Signed out.</source>
        <translation>Abgemeldet.</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Some laws count from the last top-up. Counted so, this card ends too early. Years that a card must last: {years}{source}. Information, not legal advice.</source>
        <translation>Manche Gesetze zählen ab dem letzten Aufladen: Dann endet diese Karte zu früh. Mindestdauer in Jahren: {years}{source}. Information, keine Rechtsberatung.</translation>
    </message>
    <message>
        <source>Somebody brought the card to exactly this balance: this request, or another.</source>
        <translation>Jemand hat die Karte auf genau dieses Guthaben gebracht: diese Anfrage oder eine andere.</translation>
    </message>
    <message>
        <source>Somebody changed the card in between: another, or a copy of this request.</source>
        <translation>Jemand hat die Karte dazwischen geändert: ein anderer oder eine Kopie dieser Anfrage.</translation>
    </message>
    <message>
        <source>Somebody else has changed this card. Look at it again.</source>
        <translation>Jemand anders hat diese Karte geändert. Bitte noch einmal ansehen.</translation>
    </message>
    <message>
        <source>Somebody else has decided about request {number} just now.</source>
        <translation>Gerade eben hat jemand anderes über Anfrage {number} entschieden.</translation>
    </message>
    <message>
        <source>Somebody looks into the outbox (F4, or outbox list) and settles what is parked.</source>
        <translation>Jemand sieht in den Ausgang (F4 oder outbox list) und klärt, was geparkt ist.</translation>
    </message>
    <message>
        <source>Somebody typed a wrong PIN for {name}. Wrong tries in a row: {tries}.</source>
        <translation>Jemand hat für {name} eine falsche PIN eingegeben. Fehlversuche in Folge: {tries}.</translation>
    </message>
    <message>
        <source>Something answered at {url}, but it is not the gift card service.</source>
        <translation>Unter {url} antwortet etwas, aber nicht der Geschenkkartendienst.</translation>
    </message>
    <message>
        <source>Something answers at {url}, but the gift cards are not there. Check the end of the address.</source>
        <translation>Unter {url} antwortet etwas, aber die Geschenkkarten sind dort nicht. Das Ende der Adresse prüfen.</translation>
    </message>
    <message>
        <source>Something answers at {url}, but the gift cards are not there. Nothing is sold or charged.</source>
        <translation>Unter {url} antwortet etwas, aber die Geschenkkarten sind nicht dort. Es wird nichts verkauft oder abgebucht.</translation>
    </message>
    <message>
        <source>Something on this card is not settled yet: it may be this very amount.</source>
        <translation>Auf dieser Karte ist noch etwas offen: vielleicht genau dieser Betrag.</translation>
    </message>
    <message>
        <source>Something was done with a card since these figures were read. Look at them again, then close. Nothing was changed.</source>
        <translation>Seit diese Zahlen gelesen wurden, ist mit einer Karte etwas geschehen. Sehen Sie sie noch einmal an und schließen Sie dann ab. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Steps of acts that went well, older than {days} days: {count}. They are removed, the act stays.</source>
        <translation>Schritte von Vorgängen, die gut gingen, älter als {days} Tage: {count}. Sie werden entfernt, der Vorgang bleibt.</translation>
    </message>
    <message>
        <source>Still owed</source>
        <translation>Noch geschuldet</translation>
    </message>
    <message>
        <source>Stopped the order {name} for good.</source>
        <translation>Auftrag {name} endgültig beendet.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Taken off cards</source>
        <translation>Von Karten genommen</translation>
    </message>
    <message>
        <source>Tell whoever runs the service which fields are not as its description says. Those cards cannot be charged until they are.</source>
        <translation>Wer den Dienst betreibt, muss erfahren, welche Felder nicht seiner Beschreibung entsprechen. Diese Karten können bis dahin nicht belastet werden.</translation>
    </message>
    <message>
        <source>The PIN cannot be read from {path}: {why}. Nothing was changed.</source>
        <translation>Die PIN kann nicht aus {path} gelesen werden: {why}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The PIN needs at least {least} digits or letters.</source>
        <translation>Die PIN braucht mindestens {least} Ziffern oder Buchstaben.</translation>
    </message>
    <message>
        <source>The address of the service is missing.</source>
        <translation>Die Adresse des Dienstes fehlt.</translation>
    </message>
    <message>
        <source>The agent of this till is running and does not listen. Wait a moment, or stop it.</source>
        <translation>Der Agent dieser Kasse läuft und antwortet nicht. Einen Moment warten oder ihn beenden.</translation>
    </message>
    <message>
        <source>The alarm about entry {entry} is ended. The journal names who ended it.</source>
        <translation>Der Alarm zu Eintrag {entry} ist beendet. Das Journal nennt, wer ihn beendet hat.</translation>
    </message>
    <message>
        <source>The amount must be more than zero.</source>
        <translation>Der Betrag muss größer als null sein.</translation>
    </message>
    <message>
        <source>The answer to the new card was lost ({why}).</source>
        <translation>Die Antwort zur neuen Karte ging verloren ({why}).</translation>
    </message>
    <message>
        <source>The answer to {target} does not fit what was read before. The card&apos;s list is read.</source>
        <translation>Die Antwort auf {target} passt nicht zu dem, was vorher gelesen wurde. Die Liste der Karte wird gelesen.</translation>
    </message>
    <message>
        <source>The answer was lost, and the card was changed since. It may have been applied, or not.</source>
        <translation>Die Antwort ging verloren, und die Karte wurde seither geändert. Vielleicht wurde es ausgeführt, vielleicht nicht.</translation>
    </message>
    <message>
        <source>The answer was lost. The card is being read again.</source>
        <translation>Die Antwort ging verloren. Die Karte wird neu abgefragt.</translation>
    </message>
    <message>
        <source>The answer was lost. The card is read again in {seconds} s.</source>
        <translation>Die Antwort ging verloren. Die Karte wird in {seconds} s neu abgefragt.</translation>
    </message>
    <message>
        <source>The answer was lost. The same request goes out again in {seconds} s; it counts only once.</source>
        <translation>Die Antwort ging verloren. Dieselbe Anfrage geht in {seconds} s noch einmal hinaus; sie zählt nur einmal.</translation>
    </message>
    <message>
        <source>The answer was lost. The same request goes out again now; it counts only once.</source>
        <translation>Die Antwort ging verloren. Dieselbe Anfrage geht jetzt noch einmal hinaus; sie zählt nur einmal.</translation>
    </message>
    <message>
        <source>The answer was lost. The till reads the card again soon and tells you.</source>
        <translation>Die Antwort ging verloren. Die Kasse fragt die Karte bald neu ab und meldet sich.</translation>
    </message>
    <message>
        <source>The backup does not open: the password is another one, or the file is damaged. Nothing was changed.</source>
        <translation>Die Sicherung lässt sich nicht öffnen: Das Passwort ist ein anderes, oder die Datei ist beschädigt. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The backup is in {path} and was read back: {entries} entries of the journal, {waiting} operations that wait. Without its password nobody can open it.</source>
        <translation>Die Sicherung ist in {path} und wurde zurückgelesen: {entries} Einträge des Journals, {waiting} wartende Vorgänge. Ohne das Passwort kann niemand sie öffnen.</translation>
    </message>
    <message>
        <source>The backup is not as it was written. Take an older one; nothing was changed.</source>
        <translation>Die Sicherung ist nicht mehr, wie sie geschrieben wurde. Eine ältere nehmen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The backup was made by a newer Counterfoil. Update this program first; nothing was changed.</source>
        <translation>Die Sicherung stammt von einem neueren Counterfoil. Zuerst dieses Programm aktualisieren; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The backup {file} was made and read back. Backups of this till in the folder: {count}.</source>
        <translation>Die Sicherung {file} wurde erstellt und zurückgelesen. Sicherungen dieser Kasse im Ordner: {count}.</translation>
    </message>
    <message>
        <source>The balance is older than {days} days. It must be read again online first.</source>
        <translation>Das Guthaben ist älter als {days} Tage. Es muss zuerst online neu abgefragt werden.</translation>
    </message>
    <message>
        <source>The books of this till are empty: cards stand at what was on them when this till first saw them.</source>
        <translation>Die Bücher dieser Kasse sind leer: Karten stehen mit dem, was auf ihnen war, als die Kasse sie zum ersten Mal sah.</translation>
    </message>
    <message>
        <source>The books of this till begin on {day}. Before that day, cards made elsewhere stand at what was on them when this till first saw them.</source>
        <translation>Die Bücher dieser Kasse beginnen am {day}. Vor diesem Tag stehen anderswo ausgestellte Karten mit dem, was auf ihnen war, als die Kasse sie zum ersten Mal sah.</translation>
    </message>
    <message>
        <source>The card already had it.</source>
        <translation>Die Karte hatte das schon.</translation>
    </message>
    <message>
        <source>The card already has this balance.</source>
        <translation>Die Karte hat dieses Guthaben schon.</translation>
    </message>
    <message>
        <source>The card came to exactly this balance, by this till or by another. It may have been applied, or not.</source>
        <translation>Die Karte hat genau dieses Guthaben, durch diese Kasse oder durch eine andere. Es wurde vielleicht ausgeführt, vielleicht nicht.</translation>
    </message>
    <message>
        <source>The card could not be printed: {why}. The code is kept.</source>
        <translation>Die Karte ließ sich nicht drucken: {why}. Der Code bleibt erhalten.</translation>
    </message>
    <message>
        <source>The card does not show it. Nothing was settled.</source>
        <translation>An der Karte ist es nicht zu sehen. Es wurde nichts geklärt.</translation>
    </message>
    <message>
        <source>The card had changed since we read it; nothing was applied. Read again.</source>
        <translation>Die Karte hatte sich seit der Abfrage geändert; es wurde nichts ausgeführt. Neu abgefragt.</translation>
    </message>
    <message>
        <source>The card has been disabled or has expired. {residual} could not be booked.</source>
        <translation>Die Karte wurde gesperrt oder ist abgelaufen. {residual} ließen sich nicht buchen.</translation>
    </message>
    <message>
        <source>The card has {short} less than was wanted.</source>
        <translation>Der Karte fehlen damit {short}.</translation>
    </message>
    <message>
        <source>The card is empty now, and its sale is over. Disable it if it is not to be filled again.</source>
        <translation>Die Karte ist jetzt leer, und ihr Verkauf ist aufgehoben. Bitte sperren, wenn sie nicht wieder aufgeladen werden soll.</translation>
    </message>
    <message>
        <source>The card is to be replaced. {amount} is being taken off it; nothing else was done yet.</source>
        <translation>Die Karte soll ersetzt werden. {amount} werden gerade abgebucht; sonst ist noch nichts geschehen.</translation>
    </message>
    <message>
        <source>The card it was meant for was not made.</source>
        <translation>Die Karte, für die es gedacht war, wurde nicht erstellt.</translation>
    </message>
    <message>
        <source>The card it was meant for was not made. It can only be dropped; the loss is recorded.</source>
        <translation>Die Karte, für die es gedacht war, wurde nicht erstellt. Es lässt sich nur verwerfen; der Verlust wird festgehalten.</translation>
    </message>
    <message>
        <source>The card was changed elsewhere: {field} is now {found!r}.</source>
        <translation>Die Karte wurde anderswo geändert: {field} ist jetzt {found!r}.</translation>
    </message>
    <message>
        <source>The card was not printed: its code is not here. Look for the sale in the outbox.</source>
        <translation>Die Karte wurde nicht gedruckt: Ihr Code ist nicht hier. Bitte den Verkauf im Ausgang suchen.</translation>
    </message>
    <message>
        <source>The card was not replaced. Nothing was changed.</source>
        <translation>Die Karte wurde nicht ersetzt. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The card was spent from since it was sold: {left} is on it. The sale cannot be taken back.</source>
        <translation>Von der Karte wurde seit dem Verkauf schon eingelöst: Es sind {left} darauf. Der Verkauf lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>The cards of this shop are multi-purpose vouchers: VAT is due when they are redeemed.</source>
        <translation>Die Karten dieses Geschäfts sind Mehrzweckgutscheine: Die Umsatzsteuer ist beim Einlösen fällig.</translation>
    </message>
    <message>
        <source>The cards of this shop are single-purpose vouchers: VAT is due when they are sold.</source>
        <translation>Die Karten dieses Geschäfts sind Einzweckgutscheine: Die Umsatzsteuer ist beim Verkauf fällig.</translation>
    </message>
    <message>
        <source>The cash drawer did not open: the receipt printer did not answer. Open it by hand.</source>
        <translation>Die Kassenlade ging nicht auf: Der Belegdrucker antwortete nicht. Bitte von Hand öffnen.</translation>
    </message>
    <message>
        <source>The certificate at {url} was issued by {issuer}, which this till does not trust. Nothing was sent. A manager can set the authority&apos;s file.</source>
        <translation>Das Zertifikat unter {url} wurde von {issuer} ausgestellt; dem vertraut diese Kasse nicht. Es wurde nichts gesendet. Die Leitung kann die Datei der Zertifizierungsstelle angeben.</translation>
    </message>
    <message>
        <source>The certificate at {url}, issued by {issuer}, is for another name. Nothing was sent. Check the address.</source>
        <translation>Das Zertifikat unter {url}, ausgestellt von {issuer}, gilt für einen anderen Namen. Es wurde nichts gesendet. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The certificate at {url}, issued by {issuer}, is out of date. Nothing was sent. Check this machine&apos;s clock, then tell whoever runs the service.</source>
        <translation>Das Zertifikat unter {url}, ausgestellt von {issuer}, ist nicht gültig zu dieser Zeit. Es wurde nichts gesendet. Prüfen Sie die Uhr dieses Rechners, dann sagen Sie dem Betreiber des Dienstes Bescheid.</translation>
    </message>
    <message>
        <source>The code is taken, and the service carries no marks. A card ····{last} of {value} was made at {at}: if that is this sale, settle it as applied.</source>
        <translation>Der Code ist vergeben, und der Dienst führt keine Merkmale. Um {at} wurde eine Karte ····{last} über {value} erstellt: Ist das dieser Verkauf, klären Sie ihn als ausgeführt.</translation>
    </message>
    <message>
        <source>The code of this card cannot be opened with this till&apos;s key, so the card was not asked for.</source>
        <translation>Der Code dieser Karte lässt sich mit dem Schlüssel dieser Kasse nicht öffnen; darum wurde sie nicht angefordert.</translation>
    </message>
    <message>
        <source>The code was already in use; another one was made.</source>
        <translation>Der Code war schon vergeben; es wurde ein anderer erzeugt.</translation>
    </message>
    <message>
        <source>The codes in {path} are sealed by a till&apos;s key, so only that till&apos;s training service opens it.</source>
        <translation>Die Codes in {path} sind mit dem Schlüssel einer Kasse versiegelt; nur deren Übungsumgebung öffnet sie.</translation>
    </message>
    <message>
        <source>The column {column} is there twice.</source>
        <translation>Die Spalte {column} kommt zweimal vor.</translation>
    </message>
    <message>
        <source>The command is too long for a till that is open. Nothing was done.</source>
        <translation>Der Befehl ist zu lang für eine offene Kasse. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>The copy of the database is not sound ({why}). No backup was made; look at “doctor”.</source>
        <translation>Die Kopie der Datenbank ist nicht in Ordnung ({why}). Es wurde keine Sicherung gemacht; „doctor“ ansehen.</translation>
    </message>
    <message>
        <source>The cursor “{cursor}” is of other books: this till was restored, copied or begun anew since. Begin with start.</source>
        <translation>Der Cursor „{cursor}“ gehört zu anderen Büchern: diese Kasse wurde seither wiederhergestellt, kopiert oder neu begonnen. Mit start beginnen.</translation>
    </message>
    <message>
        <source>The database is where it should be. There is nothing to begin anew.</source>
        <translation>Die Datenbank ist da, wo sie sein soll. Es gibt nichts neu zu beginnen.</translation>
    </message>
    <message>
        <source>The database {path} cannot be used: {why}.</source>
        <translation>Die Datenbank {path} ist nicht nutzbar: {why}.</translation>
    </message>
    <message>
        <source>The database {path} could not be brought up to date: {why}. It is as it was; nothing was lost.</source>
        <translation>Die Datenbank {path} ließ sich nicht aktualisieren: {why}. Sie ist, wie sie war; nichts ging verloren.</translation>
    </message>
    <message>
        <source>The database {path} is damaged. It was left as it is; restore a backup or use another folder.</source>
        <translation>Die Datenbank {path} ist beschädigt. Sie blieb unverändert; bitte eine Sicherung wiederherstellen oder einen anderen Ordner verwenden.</translation>
    </message>
    <message>
        <source>The database {path} was deleted or replaced while the till was open. Nothing more is sold. Close this program, put the database back, and start again.</source>
        <translation>Die Datenbank {path} wurde gelöscht oder ersetzt, während die Kasse offen war. Es wird nichts mehr verkauft. Das Programm schließen, die Datenbank zurückspielen und neu starten.</translation>
    </message>
    <message>
        <source>The database {path} was made by a newer Counterfoil. Update this program; nothing was changed.</source>
        <translation>Die Datenbank {path} stammt von einem neueren Counterfoil. Dieses Programm aktualisieren; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The day {day} is closed already, with closing {number}. What is done now belongs to the next one. Nothing was changed.</source>
        <translation>Der {day} ist schon abgeschlossen, mit Abschluss {number}. Was jetzt geschieht, gehört zum nächsten. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The day {day} is closed with closing {number}.</source>
        <translation>Der {day} ist mit Abschluss {number} abgeschlossen.</translation>
    </message>
    <message>
        <source>The disk could not be written: {why}. Nothing was lost.</source>
        <translation>Auf die Festplatte ließ sich nicht schreiben: {why}. Nichts ging verloren.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was lost; free some space and try again.</source>
        <translation>Die Festplatte ist voll. Nichts ging verloren; Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The end of the journal is missing: it once went on from entry {first} to {last}.</source>
        <translation>Das Ende des Journals fehlt: Es ging einmal von Eintrag {first} bis {last} weiter.</translation>
    </message>
    <message>
        <source>The file has problems, so nothing of it counts.</source>
        <translation>Die Datei hat Fehler, deshalb gilt nichts davon.</translation>
    </message>
    <message>
        <source>The file has problems, so nothing of it is made.</source>
        <translation>Die Datei hat Fehler; es wird nichts daraus erstellt.</translation>
    </message>
    <message>
        <source>The file is larger than {most} MB. Nothing was read.</source>
        <translation>Die Datei ist größer als {most} MB. Es wurde nichts gelesen.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read: {why}.</source>
        <translation>Die Datei {path} ist nicht lesbar: {why}.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read: {why}. Nothing was changed.</source>
        <translation>Die Datei {path} kann nicht gelesen werden: {why}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read: {why}. Nothing was set up.</source>
        <translation>Die Datei {path} kann nicht gelesen werden: {why}. Nichts wurde eingerichtet.</translation>
    </message>
    <message>
        <source>The file {path} cannot be used: {why} Nothing was set up.</source>
        <translation>Die Datei {path} kann nicht verwendet werden: {why} Nichts wurde eingerichtet.</translation>
    </message>
    <message>
        <source>The file {path} could not be written: {why}. Nothing is half done.</source>
        <translation>Die Datei {path} ließ sich nicht schreiben: {why}. Nichts ist halb fertig.</translation>
    </message>
    <message>
        <source>The file {path} is not a whole exported journal.</source>
        <translation>Die Datei {path} ist kein vollständig exportiertes Journal.</translation>
    </message>
    <message>
        <source>The file {path} is written. Entries: {count}.</source>
        <translation>Die Datei {path} ist geschrieben. Einträge: {count}.</translation>
    </message>
    <message>
        <source>The file {path} was changed after it was written.</source>
        <translation>Die Datei {path} wurde nach dem Schreiben geändert.</translation>
    </message>
    <message>
        <source>The file {path} was not written with this till&apos;s key.</source>
        <translation>Die Datei {path} wurde nicht mit dem Schlüssel dieser Kasse geschrieben.</translation>
    </message>
    <message>
        <source>The first day {first} has not come yet. Choose today or an earlier one.</source>
        <translation>Der erste Tag {first} liegt in der Zukunft. Wählen Sie heute oder einen früheren.</translation>
    </message>
    <message>
        <source>The first line must name the columns, and one of them must be amount. Known are: {columns}.</source>
        <translation>Die erste Zeile muss die Spalten nennen, eine davon amount. Bekannt sind: {columns}.</translation>
    </message>
    <message>
        <source>The first reply is stored together with what it did: {answer}</source>
        <translation>Die erste Antwort wird zusammen mit dem gespeichert, was sie bewirkt hat: {answer}</translation>
    </message>
    <message>
        <source>The folder of the backups, {path}, cannot be read: {why}.</source>
        <translation>Der Ordner der Sicherungen, {path}, ist nicht lesbar: {why}.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be used: {why}.</source>
        <translation>Der Ordner {path} ist nicht nutzbar: {why}.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be used: {why}. Name another one: {program} tour FOLDER</source>
        <translation>Der Ordner {path} ist nicht nutzbar: {why}. Bitte einen anderen angeben: {program} tour ORDNER</translation>
    </message>
    <message>
        <source>The folder {path} could not be written: {why}. Do it again.</source>
        <translation>Der Ordner {path} konnte nicht geschrieben werden: {why}. Noch einmal ausführen.</translation>
    </message>
    <message>
        <source>The goods went out on this promise, so it is not cancelled. It is sent automatically; only a manager can drop it, in the outbox or with “outbox settle ID drop”.</source>
        <translation>Auf diese Zusage ging die Ware hinaus, sie wird nicht storniert. Sie wird von selbst gesendet; nur die Leitung kann sie verwerfen, im Ausgang oder mit „outbox settle ID drop“.</translation>
    </message>
    <message>
        <source>The invitation could not be removed from where it is. Remove it yourself.</source>
        <translation>Die Einladung konnte nicht entfernt werden. Bitte selbst löschen.</translation>
    </message>
    <message>
        <source>The invitation does not open: the password is another one, or the file is damaged. Nothing was changed.</source>
        <translation>Die Einladung lässt sich nicht öffnen: das Passwort ist ein anderes, oder die Datei ist beschädigt. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The invitation in {path} has run out. Ask for a new one at the leading till; nothing was changed.</source>
        <translation>Die Einladung in {path} ist abgelaufen. An der führenden Kasse eine neue holen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The invitation is in {path} and counts until {until}. It holds no token: have that at hand at the other till. Keep its password apart from it.</source>
        <translation>Die Einladung steht in {path} und gilt bis {until}. Sie enthält kein Token: es muss an der anderen Kasse zur Hand sein. Das Passwort getrennt von ihr aufbewahren.</translation>
    </message>
    <message>
        <source>The invitation is in {path}. It holds the token of the service and counts until {until}. Keep its password apart from it.</source>
        <translation>Die Einladung steht in {path}. Sie enthält das Token des Dienstes und gilt bis {until}. Das Passwort getrennt von ihr aufbewahren.</translation>
    </message>
    <message>
        <source>The journal had {kept} entries when only {entries} were found: restored from a backup, or cut off.</source>
        <translation>Das Journal hatte {kept} Einträge, gefunden wurden nur {entries}: aus einer Sicherung wiederhergestellt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>The journal is whole: {count} entries, the first {earlier} from before the till&apos;s key was new.</source>
        <translation>Das Journal ist vollständig: {count} Einträge, die ersten {earlier} aus der Zeit vor dem neuen Schlüssel der Kasse.</translation>
    </message>
    <message>
        <source>The journal is whole: {count} entries.</source>
        <translation>Das Journal ist vollständig: {count} Einträge.</translation>
    </message>
    <message>
        <source>The journal of {till} is not whole, its figures are too low. Entries missing: {count}.</source>
        <translation>Das Journal von {till} ist nicht vollständig, seine Zahlen sind zu niedrig. Fehlende Einträge: {count}.</translation>
    </message>
    <message>
        <source>The journal uses the name {name} for itself. Choose another one.</source>
        <translation>Das Journal verwendet den Namen {name} selbst. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The journal&apos;s entries {first} to {last} are missing.</source>
        <translation>Die Einträge {first} bis {last} des Journals fehlen.</translation>
    </message>
    <message>
        <source>The key in {path} cannot be read: {why}. Put it back from a backup; without one, move it away.</source>
        <translation>Der Schlüssel in {path} ist nicht lesbar: {why}. Bitte aus einer Sicherung wiederherstellen; gibt es keine, an einen anderen Ort verschieben.</translation>
    </message>
    <message>
        <source>The keyring of this system did not open ({why}). Unlock it, then start again.</source>
        <translation>Der Schlüsselbund dieses Systems ließ sich nicht öffnen ({why}). Entsperren, dann erneut starten.</translation>
    </message>
    <message>
        <source>The kind of voucher for VAT is not set yet{source}. Settings, Shop has it.</source>
        <translation>Die Art des Gutscheins für die Umsatzsteuer ist noch nicht gesetzt{source}. Sie steht unter Einstellungen, Geschäft.</translation>
    </message>
    <message>
        <source>The label printer {printer} did not take the label: {why}. The code is kept.</source>
        <translation>Der Etikettendrucker {printer} nahm das Etikett nicht an: {why}. Der Code bleibt erhalten.</translation>
    </message>
    <message>
        <source>The last day {last} is before the first day {first}. Exchange the two.</source>
        <translation>Der letzte Tag {last} liegt vor dem ersten Tag {first}. Bitte beide tauschen.</translation>
    </message>
    <message>
        <source>The life of card {last}</source>
        <translation>Der ganze Verlauf der Karte {last}</translation>
    </message>
    <message>
        <source>The limits of clerks as the policy proposes them are set: {count}.</source>
        <translation>Die Grenzen der Bedienung sind gesetzt, wie die Vorgaben sie vorschlagen: {count}.</translation>
    </message>
    <message>
        <source>The list goes on from a given card: {answer}</source>
        <translation>Die Liste geht ab einer bestimmten Karte weiter: {answer}</translation>
    </message>
    <message>
        <source>The lost books belonged to another service than the one of this start. The owner begins anew with the address and the token of theirs. Nothing was changed.</source>
        <translation>Die verlorenen Bücher gehörten zu einem anderen Dienst als dem dieses Starts. Neu begonnen wird mit Adresse und Token ihres Dienstes. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The money was spent elsewhere at the same moment. {residual} is missing.</source>
        <translation>Das Geld wurde im selben Augenblick anderswo ausgegeben. Es fehlen {residual}.</translation>
    </message>
    <message>
        <source>The name or the PIN is not right.</source>
        <translation>Name oder PIN stimmt nicht.</translation>
    </message>
    <message>
        <source>The new card is not in the list; asked again with the same code.</source>
        <translation>Die neue Karte steht nicht in der Liste; mit demselben Code erneut angefordert.</translation>
    </message>
    <message>
        <source>The new card was found by its tag.</source>
        <translation>Die neue Karte wurde an ihrem Merkmal erkannt.</translation>
    </message>
    <message>
        <source>The outbox is empty.</source>
        <translation>Der Ausgang ist leer.</translation>
    </message>
    <message>
        <source>The password cannot be read from {path}: {why}. Nothing was changed.</source>
        <translation>Das Passwort kann nicht aus {path} gelesen werden: {why}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The password needs at least {least} characters. Nothing was written.</source>
        <translation>Das Passwort braucht mindestens {least} Zeichen. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>The policy is now: {profile}.</source>
        <translation>Die Vorgaben sind jetzt: {profile}.</translation>
    </message>
    <message>
        <source>The policy proposes no other limit than there is.</source>
        <translation>Die Vorgaben schlagen keine andere Grenze vor als die, die gilt.</translation>
    </message>
    <message>
        <source>The print queue of the label printer {printer} is missing or stopped. Look into the system&apos;s printers. The code is kept.</source>
        <translation>Die Warteschlange des Etikettendruckers {printer} fehlt oder ist angehalten. Bitte bei den Druckern des Systems nachsehen. Der Code bleibt erhalten.</translation>
    </message>
    <message>
        <source>The print queue of {printer} is stopped. Start it in the system&apos;s printers; the receipt is kept and printed then.</source>
        <translation>Die Warteschlange von {printer} ist angehalten. Bitte bei den Druckern des Systems starten; der Beleg bleibt erhalten und wird dann gedruckt.</translation>
    </message>
    <message>
        <source>The program that has this till ended before it answered, so the act may be done. Give the same command again, or ask with “outbox find --reference {reference}”.</source>
        <translation>Das Programm, das diese Kasse hat, endete vor der Antwort; es kann also geschehen sein. Denselben Befehl wiederholen oder mit „outbox find --reference {reference}“ fragen.</translation>
    </message>
    <message>
        <source>The program that has this till ended before it answered, so the act may be done. Look into the outbox before you do it again.</source>
        <translation>Das Programm, das diese Kasse hat, endete vor der Antwort; es kann also geschehen sein. Vor einer Wiederholung in den Ausgang schauen.</translation>
    </message>
    <message>
        <source>The receipt could not be saved: {why}. It is kept; print it again from the history.</source>
        <translation>Der Beleg ließ sich nicht speichern: {why}. Er bleibt erhalten; aus dem Verlauf noch einmal drucken.</translation>
    </message>
    <message>
        <source>The receipt printer has no paper. Put in a roll; the receipt is kept and printed then.</source>
        <translation>Der Belegdrucker hat kein Papier. Bitte eine Rolle einlegen; der Beleg bleibt erhalten und wird dann gedruckt.</translation>
    </message>
    <message>
        <source>The receipt printer is off-line. Press its feed button or switch it off and on; the receipt is kept and printed then.</source>
        <translation>Der Belegdrucker ist offline. Bitte seine Vorschubtaste drücken oder ihn aus- und einschalten; der Beleg bleibt erhalten und wird dann gedruckt.</translation>
    </message>
    <message>
        <source>The receipt printer is open. Close its cover; the receipt is kept and printed then.</source>
        <translation>Der Belegdrucker ist offen. Bitte den Deckel schließen; der Beleg bleibt erhalten und wird dann gedruckt.</translation>
    </message>
    <message>
        <source>The receipt printer reports an error: its knife may be jammed. Switch it off, clear it and switch it on; the receipt is kept and printed then.</source>
        <translation>Der Belegdrucker meldet einen Fehler: Vielleicht klemmt sein Messer. Bitte ausschalten, frei machen und einschalten; der Beleg bleibt erhalten und wird dann gedruckt.</translation>
    </message>
    <message>
        <source>The receipt printer {printer} did not take the receipt: {why}. It is kept and printed as soon as the printer works.</source>
        <translation>Der Belegdrucker {printer} nahm den Beleg nicht an: {why}. Er bleibt erhalten und wird gedruckt, sobald der Drucker funktioniert.</translation>
    </message>
    <message>
        <source>The receipt was not printed, and the disk has no room to keep it. Make room, then print it from the history.</source>
        <translation>Der Beleg wurde nicht gedruckt, und auf der Festplatte ist kein Platz, ihn aufzubewahren. Bitte Platz schaffen, dann aus dem Verlauf drucken.</translation>
    </message>
    <message>
        <source>The reference “{reference}” stands for another act: another command, card or amount. Nothing was done.</source>
        <translation>Die Referenz „{reference}“ steht für etwas anderes: einen anderen Befehl, eine andere Karte oder einen anderen Betrag. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>The result is not known yet. It needs you.</source>
        <translation>Das Ergebnis steht noch nicht fest. Bitte klären.</translation>
    </message>
    <message>
        <source>The row id {row_id!r} was made before with other contents. Give this row an id of its own.</source>
        <translation>Die Zeilenkennung {row_id!r} gab es schon mit anderem Inhalt. Bitte dieser Zeile eine eigene geben.</translation>
    </message>
    <message>
        <source>The same character over and over is too easy to guess.</source>
        <translation>Immer dasselbe Zeichen ist zu leicht zu erraten.</translation>
    </message>
    <message>
        <source>The same request under its key is done once: {answer}</source>
        <translation>Dieselbe Anfrage mit ihrem Schlüssel wird nur einmal ausgeführt: {answer}</translation>
    </message>
    <message>
        <source>The same {column} is in line {first} already.</source>
        <translation>Dieselbe Angabe ({column}) steht schon in Zeile {first}.</translation>
    </message>
    <message>
        <source>The sandbox makes its own token.</source>
        <translation>Die Übungsumgebung erzeugt ihr Token selbst.</translation>
    </message>
    <message>
        <source>The sandbox of this program has no other address. Connect a real service instead.</source>
        <translation>Die Übungsumgebung dieses Programms hat keine andere Adresse. Stattdessen einen echten Dienst verbinden.</translation>
    </message>
    <message>
        <source>The service adds differences itself, so numbers without gaps prove nothing about balances.</source>
        <translation>Der Dienst rechnet Differenzen selbst dazu, darum beweisen lückenlose Nummern nichts über Guthaben.</translation>
    </message>
    <message>
        <source>The service answers, but its cards cannot be read ({field}). Nothing is sold or charged.</source>
        <translation>Der Dienst antwortet, aber seine Karten sind nicht lesbar ({field}). Es wird nichts verkauft oder abgebucht.</translation>
    </message>
    <message>
        <source>The service asked us to wait. It is being tried again.</source>
        <translation>Der Dienst bittet zu warten. Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The service asks us to wait {seconds} s.</source>
        <translation>Der Dienst bittet, {seconds} s zu warten.</translation>
    </message>
    <message>
        <source>The service at {url} answers, but no card can be read: {field} is not what it should be.</source>
        <translation>Der Dienst unter {url} antwortet, aber keine Karte ist lesbar: {field} ist nicht, was es sein sollte.</translation>
    </message>
    <message>
        <source>The service at {url} does not accept this client ID with this secret.</source>
        <translation>Der Dienst unter {url} nimmt diese Client-ID mit diesem Geheimnis nicht an.</translation>
    </message>
    <message>
        <source>The service at {url} does not accept this token. Check that it was copied whole.</source>
        <translation>Der Dienst unter {url} nimmt dieses Token nicht an. Prüfen, ob es ganz kopiert wurde.</translation>
    </message>
    <message>
        <source>The service at {url} does not allow it: {message}. The token may not be meant for a till.</source>
        <translation>Der Dienst unter {url} erlaubt das nicht: {message}. Das Token ist vielleicht nicht für eine Kasse gedacht.</translation>
    </message>
    <message>
        <source>The service at {url} knows no client IDs. Use a token of it.</source>
        <translation>Der Dienst unter {url} kennt keine Client-IDs. Ein Token von ihm verwenden.</translation>
    </message>
    <message>
        <source>The service cannot be reached at {url}. Check the address and the network.</source>
        <translation>Der Dienst ist unter {url} nicht erreichbar. Adresse und Netz prüfen.</translation>
    </message>
    <message>
        <source>The service cannot make cards in {currency}, so the card was not asked for.</source>
        <translation>Der Dienst kann keine Karten in {currency} erstellen, darum wurde die Karte nicht angefordert.</translation>
    </message>
    <message>
        <source>The service cannot make cards in {currency}. Nothing was changed.</source>
        <translation>Der Dienst kann keine Karten in {currency} erstellen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The service cannot make cards in {currency}. Nothing was sold.</source>
        <translation>Der Dienst kann keine Karten in {currency} erstellen. Es wurde nichts verkauft.</translation>
    </message>
    <message>
        <source>The service does not accept our token. Ask the manager for a new one.</source>
        <translation>Der Dienst nimmt unser Token nicht an. Bitte bei der Leitung ein neues holen.</translation>
    </message>
    <message>
        <source>The service does not allow this: {message}. Ask the manager.</source>
        <translation>Der Dienst erlaubt das nicht: {message}. Fragen Sie die Leitung.</translation>
    </message>
    <message>
        <source>The service does not have it any more.</source>
        <translation>Der Dienst hat sie nicht mehr.</translation>
    </message>
    <message>
        <source>The service failed {times} times at this, but not at other things ({why}). Nothing is on its way.</source>
        <translation>Der Dienst ist hieran {times}-mal gescheitert, an anderem nicht ({why}). Nichts ist unterwegs.</translation>
    </message>
    <message>
        <source>The service had a problem ({why}). It is tried again automatically.</source>
        <translation>Der Dienst hatte eine Störung ({why}). Es wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>The service has a problem ({status}). Nothing is lost; try again later.</source>
        <translation>Der Dienst hat eine Störung ({status}). Nichts ist verloren; später erneut versuchen.</translation>
    </message>
    <message>
        <source>The service has stopped answering. Nothing is lost; try again later.</source>
        <translation>Der Dienst antwortet nicht mehr. Nichts ist verloren; später erneut versuchen.</translation>
    </message>
    <message>
        <source>The service has this till&apos;s cards. There is nothing to accept.</source>
        <translation>Der Dienst hat die Karten dieser Kasse. Es gibt nichts anzunehmen.</translation>
    </message>
    <message>
        <source>The service is taken as restored. {count} cards are looked for again. What was held back is in the outbox, and needs you.</source>
        <translation>Der Dienst gilt als wiederhergestellt. {count} Karten werden neu gesucht. Was zurückgehalten wurde, ist im Ausgang zu klären.</translation>
    </message>
    <message>
        <source>The service knew the request again and did nothing twice.</source>
        <translation>Der Dienst erkannte die Anfrage wieder und tat nichts doppelt.</translation>
    </message>
    <message>
        <source>The service knows this request with other contents. It may have been applied; look into it first.</source>
        <translation>Der Dienst kennt diese Anfrage mit anderem Inhalt. Vielleicht wurde sie ausgeführt; bitte zuerst nachsehen.</translation>
    </message>
    <message>
        <source>The service made a card of {made}, but {asked} was sold. Disable that card, then drop this sale. Nothing was settled.</source>
        <translation>Der Dienst hat eine Karte über {made} erstellt, verkauft wurden aber {asked}. Diese Karte sperren, dann diesen Verkauf verwerfen. Es wurde nichts geklärt.</translation>
    </message>
    <message>
        <source>The service made a card of {made}, but {asked} was sold. Do not give it to the customer.</source>
        <translation>Der Dienst hat eine Karte über {made} erstellt, verkauft wurden aber {asked}. Dem Kunden nicht aushändigen.</translation>
    </message>
    <message>
        <source>The service refused it: {message}</source>
        <translation>Der Dienst hat es abgelehnt: {message}</translation>
    </message>
    <message>
        <source>The service says that this card is not there any more.</source>
        <translation>Der Dienst sagt, dass es diese Karte nicht mehr gibt.</translation>
    </message>
    <message>
        <source>The service says that this code is taken. The card is looked for.</source>
        <translation>Der Dienst sagt, dass dieser Code vergeben ist. Die Karte wird gesucht.</translation>
    </message>
    <message>
        <source>The service says this code is taken, but the card was not found yet. Look for it first.</source>
        <translation>Der Dienst meldet den Code als vergeben, die Karte wurde aber noch nicht gefunden. Bitte zuerst suchen.</translation>
    </message>
    <message>
        <source>The service says: changed by {amount}.</source>
        <translation>Der Dienst sagt: geändert um {amount}.</translation>
    </message>
    <message>
        <source>The service shows now</source>
        <translation>Der Dienst zeigt jetzt</translation>
    </message>
    <message>
        <source>The service shows this card in a form that cannot be read. It needs a connection.</source>
        <translation>Der Dienst zeigt diese Karte in einer Form, die nicht lesbar ist. Dafür ist eine Verbindung nötig.</translation>
    </message>
    <message>
        <source>The service&apos;s clocks agree within this many seconds: {answer}</source>
        <translation>Die Uhren des Dienstes stimmen auf so viele Sekunden überein: {answer}</translation>
    </message>
    <message>
        <source>The service&apos;s list of this card could not tell.</source>
        <translation>Die Buchungsliste dieser Karte ergab nichts Eindeutiges.</translation>
    </message>
    <message>
        <source>The service&apos;s list of this card does not have our write: it was not applied.</source>
        <translation>In der Buchungsliste dieser Karte fehlt unsere Änderung: Sie wurde nicht ausgeführt.</translation>
    </message>
    <message>
        <source>The settings could not be written to {path}: {why}.</source>
        <translation>Die Einstellungen konnten nicht nach {path} geschrieben werden: {why}.</translation>
    </message>
    <message>
        <source>The shop bears a loss of {loss}.</source>
        <translation>Das Geschäft trägt einen Verlust von {loss}.</translation>
    </message>
    <message>
        <source>The shop bears {amount}.</source>
        <translation>Das Geschäft trägt {amount}.</translation>
    </message>
    <message>
        <source>The text is too long: {length} characters, {most} are allowed.</source>
        <translation>Der Text ist zu lang: {length} Zeichen, erlaubt sind {most}.</translation>
    </message>
    <message>
        <source>The till began with a copy of another till&apos;s database.</source>
        <translation>Die Kasse hat mit einer Kopie der Datenbank einer anderen Kasse begonnen.</translation>
    </message>
    <message>
        <source>The till began with a database that something else had changed.</source>
        <translation>Die Kasse hat mit einer Datenbank begonnen, die etwas anderes geändert hatte.</translation>
    </message>
    <message>
        <source>The till began with an older database: it was restored.</source>
        <translation>Die Kasse hat mit einer älteren Datenbank begonnen: Sie wurde zurückgespielt.</translation>
    </message>
    <message>
        <source>The till began with an older or a copied database, so it is not known whether this was approved. Look at the card, then ask again.</source>
        <translation>Die Kasse begann mit einer älteren oder kopierten Datenbank; ob dies freigegeben wurde, ist nicht bekannt. Sehen Sie die Karte an und fragen Sie neu an.</translation>
    </message>
    <message>
        <source>The till began with another key. Left to a person: {parked}.</source>
        <translation>Die Kasse hat mit einem anderen Schlüssel begonnen. Zu klären: {parked}.</translation>
    </message>
    <message>
        <source>The till begins with empty books. What waited in the lost ones is not sent. Set up the people again in the settings (F9).</source>
        <translation>Die Kasse beginnt mit leeren Büchern. Was in den verlorenen wartete, wird nicht gesendet. Die Personen in den Einstellungen (F9) neu anlegen.</translation>
    </message>
    <message>
        <source>The till has a new key. {count} new cards could not be asked for and need you.</source>
        <translation>Die Kasse hat einen neuen Schlüssel. {count} neue Karten ließen sich nicht anfordern und sind zu klären.</translation>
    </message>
    <message>
        <source>The till in {path} is open. Commands are carried out here until this is stopped.</source>
        <translation>Die Kasse in {path} ist offen. Befehle werden hier ausgeführt, bis dies beendet wird.</translation>
    </message>
    <message>
        <source>The till is back from {path}: {entries} entries of the journal, {waiting} operations that waited. They are sent only where the card was not changed since.</source>
        <translation>Die Kasse ist aus {path} zurück: {entries} Einträge des Journals, {waiting} wartende Vorgänge. Sie werden nur gesendet, wo die Karte seitdem nicht verändert wurde.</translation>
    </message>
    <message>
        <source>The till is open already, and does not work with {url}. Nothing was done.</source>
        <translation>Die Kasse ist schon offen und arbeitet nicht mit {url}. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>The till is open already, with a service of its own: --api-url, --token-file and --offline are for a till that is not. Nothing was done.</source>
        <translation>Die Kasse ist schon offen und hat ihren Dienst: --api-url, --token-file und --offline sind für eine, die es nicht ist. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>The till is open in another version of this program. Close that and try again. Nothing was done.</source>
        <translation>Die Kasse ist in einer anderen Version dieses Programms offen. Diese schließen und es noch einmal versuchen. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>The till is open, but does not come to this now. Nothing was done; try again in a moment.</source>
        <translation>Die Kasse ist offen, kommt aber gerade nicht dazu. Es ist nichts geschehen; gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The till is switched offline.</source>
        <translation>Die Kasse ist offline geschaltet.</translation>
    </message>
    <message>
        <source>The till works with this address already. Nothing was changed.</source>
        <translation>Die Kasse arbeitet schon mit dieser Adresse. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The till works with {url} now. Its token is in a sealed file of the till&apos;s folder.</source>
        <translation>Die Kasse arbeitet jetzt mit {url}. Der Token liegt versiegelt in einer Datei im Ordner der Kasse.</translation>
    </message>
    <message>
        <source>The till works with {url} now. Its token is in this system&apos;s keyring.</source>
        <translation>Die Kasse arbeitet jetzt mit {url}. Der Token liegt im Schlüsselbund dieses Systems.</translation>
    </message>
    <message>
        <source>The till&apos;s database was changed since the till wrote it: it comes out of a backup, or another program wrote it. Nothing was waiting.</source>
        <translation>Die Datenbank der Kasse wurde geändert, seit die Kasse sie schrieb: Sie kommt aus einer Sicherung, oder ein anderes Programm hat sie geschrieben. Es hat nichts gewartet.</translation>
    </message>
    <message>
        <source>The till&apos;s database was changed since the till wrote it: it comes out of a backup, or another program wrote it. What waits ({count}) is sent only where the card was not changed since.</source>
        <translation>Die Datenbank der Kasse wurde geändert, seit die Kasse sie schrieb: Sie kommt aus einer Sicherung, oder ein anderes Programm hat sie geschrieben. Was wartet ({count}), wird nur gesendet, wo die Karte seither nicht geändert wurde.</translation>
    </message>
    <message>
        <source>The till&apos;s database {path} is gone; {entries} entries of its journal are remembered. Put it back from a backup. If there is none, the owner begins anew with the service&apos;s token: in the window, or by main.py begin-anew.</source>
        <translation>Die Datenbank der Kasse {path} ist weg; {entries} Einträge ihres Journals sind bekannt. Bitte aus einer Sicherung zurücklegen. Gibt es keine, beginnt der Inhaber mit dem Token des Dienstes neu: im Fenster oder mit main.py begin-anew.</translation>
    </message>
    <message>
        <source>The token file {path} cannot be read: {why}.</source>
        <translation>Die Tokendatei {path} ist nicht lesbar: {why}.</translation>
    </message>
    <message>
        <source>The token in {path} has characters that no token has.</source>
        <translation>Das Token in {path} hat Zeichen, die kein Token hat.</translation>
    </message>
    <message>
        <source>The tour stopped: {what} did not appear.</source>
        <translation>Die Vorführung wurde angehalten: {what} ist nicht erschienen.</translation>
    </message>
    <message>
        <source>The training till has no service that another till could share.</source>
        <translation>Die Übungskasse hat keinen Dienst, den eine andere Kasse teilen könnte.</translation>
    </message>
    <message>
        <source>The training till has nothing that is worth a backup.</source>
        <translation>Die Übungskasse hat nichts, was eine Sicherung wert ist.</translation>
    </message>
    <message>
        <source>The two PINs are not the same. Nothing was changed.</source>
        <translation>Die beiden PINs sind nicht gleich. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The two passwords are not the same. Nothing was written.</source>
        <translation>Die beiden Passwörter sind nicht gleich. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>The very same request for {target} went out again; the service counts it once.</source>
        <translation>Genau dieselbe Anfrage über {target} ging noch einmal hinaus; der Dienst zählt sie nur einmal.</translation>
    </message>
    <message>
        <source>The {column} has a character that cannot be printed.</source>
        <translation>Die Angabe ({column}) hat ein Zeichen, das sich nicht drucken lässt.</translation>
    </message>
    <message>
        <source>The {column} is too long for a card: {length} characters, {most} are allowed.</source>
        <translation>Die Angabe ({column}) ist zu lang für eine Karte: {length} Zeichen, erlaubt sind {most}.</translation>
    </message>
    <message>
        <source>There are more than {most} rows. Make two files of it.</source>
        <translation>Es sind mehr als {most} Zeilen. Bitte zwei Dateien daraus machen.</translation>
    </message>
    <message>
        <source>There are {most} saved filters already. Remove one that nobody needs.</source>
        <translation>Es gibt schon {most} gespeicherte Filter. Bitte einen entfernen, den niemand braucht.</translation>
    </message>
    <message>
        <source>There is no alarm that could be ended: a changed or missing entry is told for ever.</source>
        <translation>Es gibt keinen Alarm, der beendet werden kann: Ein geänderter oder fehlender Eintrag wird immer gemeldet.</translation>
    </message>
    <message>
        <source>There is no alert of this name any more: {code}.</source>
        <translation>Es gibt keine Warnung dieses Namens mehr: {code}.</translation>
    </message>
    <message>
        <source>There is no card in this file.</source>
        <translation>In dieser Datei ist keine Karte.</translation>
    </message>
    <message>
        <source>There is no closing {number}.</source>
        <translation>Es gibt keinen Abschluss {number}.</translation>
    </message>
    <message>
        <source>There is no column {column!r}. Known are: {columns}.</source>
        <translation>Es gibt keine Spalte {column!r}. Bekannt sind: {columns}.</translation>
    </message>
    <message>
        <source>There is no connection. The request still waits; approve it once the till is online.</source>
        <translation>Es gibt keine Verbindung. Die Anfrage wartet weiter; geben Sie sie frei, wenn die Kasse online ist.</translation>
    </message>
    <message>
        <source>There is no request {number}.</source>
        <translation>Es gibt keine Anfrage {number}.</translation>
    </message>
    <message>
        <source>There is no setting in this file.</source>
        <translation>In dieser Datei steht keine Einstellung.</translation>
    </message>
    <message>
        <source>There is no setting {key!r}.</source>
        <translation>Es gibt keine Einstellung {key!r}.</translation>
    </message>
    <message>
        <source>There is no such operation in the outbox.</source>
        <translation>Diesen Vorgang gibt es im Ausgang nicht.</translation>
    </message>
    <message>
        <source>There is no such order.</source>
        <translation>Diesen Auftrag gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no {key!r} here.</source>
        <translation>{key!r} gibt es hier nicht.</translation>
    </message>
    <message>
        <source>There is not enough on the card: {available} is left.</source>
        <translation>Auf der Karte ist nicht genug: nur noch {available}.</translation>
    </message>
    <message>
        <source>There is nothing left to do again.</source>
        <translation>Es bleibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>There is nothing to change.</source>
        <translation>Es gibt nichts zu ändern.</translation>
    </message>
    <message>
        <source>These are {count} lines, and such a file or print holds {most}. Choose fewer days or another filter, or save it as CSV. Nothing was written.</source>
        <translation>Das sind {count} Zeilen, und so eine Datei oder ein Druck fasst {most}. Wählen Sie weniger Tage oder einen anderen Filter, oder speichern Sie als CSV. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>This cannot wait for a manager who comes later. Call one now.</source>
        <translation>Das kann nicht warten, bis später eine Leitung kommt. Rufen Sie jetzt eine.</translation>
    </message>
    <message>
        <source>This card could be used until {date}.</source>
        <translation>Diese Karte war bis {date} gültig.</translation>
    </message>
    <message>
        <source>This card ends too early for the shop&apos;s policy. Years that a card must last: {years}{source}. Information, not legal advice.</source>
        <translation>Diese Karte gilt kürzer, als es die Vorgaben des Geschäfts sagen. Mindestdauer in Jahren: {years}{source}. Information, keine Rechtsberatung.</translation>
    </message>
    <message>
        <source>This card has a last day, but the shop&apos;s policy is cards without one{source}. Information, not legal advice.</source>
        <translation>Diese Karte hat einen letzten Tag; nach den Vorgaben des Geschäfts haben Karten keinen{source}. Information, keine Rechtsberatung.</translation>
    </message>
    <message>
        <source>This card is disabled.</source>
        <translation>Diese Karte ist gesperrt.</translation>
    </message>
    <message>
        <source>This card is in {card}, the amount in {given}.</source>
        <translation>Diese Karte ist in {card}, der Betrag in {given}.</translation>
    </message>
    <message>
        <source>This card is not frozen on this till.</source>
        <translation>Diese Karte ist an dieser Kasse nicht eingefroren.</translation>
    </message>
    <message>
        <source>This card is still being made. Try again when it is confirmed.</source>
        <translation>Diese Karte wird noch erstellt. Nach der Bestätigung erneut versuchen.</translation>
    </message>
    <message>
        <source>This card was made elsewhere with {amount} on it.</source>
        <translation>Diese Karte wurde anderswo mit {amount} erstellt.</translation>
    </message>
    <message>
        <source>This card was never made. Its sale was cancelled, refused or dropped.</source>
        <translation>Diese Karte wurde nie erstellt. Ihr Verkauf wurde storniert, abgelehnt oder verworfen.</translation>
    </message>
    <message>
        <source>This closing is not what was signed: it was changed in the database.</source>
        <translation>Dieser Abschluss ist nicht der unterschriebene: Er wurde in der Datenbank verändert.</translation>
    </message>
    <message>
        <source>This code is already in use. Take another card.</source>
        <translation>Dieser Code ist schon vergeben. Bitte eine andere Karte nehmen.</translation>
    </message>
    <message>
        <source>This code was not made by us. Do not accept the card.</source>
        <translation>Dieser Code stammt nicht von uns. Die Karte nicht annehmen.</translation>
    </message>
    <message>
        <source>This computer cannot call itself at {address}: {why}. As root, type: ip link set lo up. Then start again.</source>
        <translation>Dieser Rechner kann sich selbst unter {address} nicht erreichen: {why}. Als root eingeben: ip link set lo up. Dann neu starten.</translation>
    </message>
    <message>
        <source>This computer has no print queue for {printer}, or it takes nothing. Look into the system&apos;s printers; the receipt is kept.</source>
        <translation>Dieser Rechner hat keine Warteschlange für {printer}, oder sie nimmt nichts an. Bitte bei den Druckern des Systems nachsehen; der Beleg bleibt erhalten.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {days} days ahead of the service. Please set it right.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber dem Dienst {days} Tage vor. Bitte stellen Sie sie richtig.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {days} days behind the service. Please set it right.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber dem Dienst {days} Tage nach. Bitte stellen Sie sie richtig.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {hours} hours ahead of the service. Please set it right.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber dem Dienst {hours} Stunden vor. Bitte stellen Sie sie richtig.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {hours} hours behind the service. Please set it right.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber dem Dienst {hours} Stunden nach. Bitte stellen Sie sie richtig.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {minutes} min ahead of the service. Please set it right.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber dem Dienst {minutes} min vor. Bitte stellen Sie sie richtig.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {minutes} min behind the service. Please set it right.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber dem Dienst {minutes} min nach. Bitte stellen Sie sie richtig.</translation>
    </message>
    <message>
        <source>This day has closing {number} already. What is shown here belongs to the next one.</source>
        <translation>Dieser Tag hat schon Abschluss {number}. Was hier steht, gehört zum nächsten.</translation>
    </message>
    <message>
        <source>This file is no backup of a till. Nothing was changed.</source>
        <translation>Diese Datei ist keine Sicherung einer Kasse. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>This folder belongs to a shop, but its file {path} with the address is gone, so no training is opened in it: start once with --api-url and that address to go on.</source>
        <translation>Dieser Ordner gehört einem Geschäft, aber die Datei {path} mit der Adresse fehlt. Darum wird darin keine Übung geöffnet: einmal mit --api-url und dieser Adresse starten, um weiterzuarbeiten.</translation>
    </message>
    <message>
        <source>This folder belongs to the shop at {url}, but its file {path} is gone, so no training is opened in it: start once with --api-url and that address to go on.</source>
        <translation>Dieser Ordner gehört dem Geschäft bei {url}, aber die Datei {path} fehlt. Darum wird darin keine Übung geöffnet: einmal mit --api-url und dieser Adresse starten, um weiterzuarbeiten.</translation>
    </message>
    <message>
        <source>This folder works with the service at {kept}, not {url}. If that moved, a manager says so: main.py service move {url}. Another shop needs a folder of its own (--data-dir).</source>
        <translation>Dieser Ordner arbeitet mit dem Dienst unter {kept}, nicht mit {url}. Ist er umgezogen, sagt das die Leitung: main.py service move {url}. Ein anderes Geschäft braucht einen eigenen Ordner (--data-dir).</translation>
    </message>
    <message>
        <source>This installation of Counterfoil is not whole: the scripts for the database are missing ({missing}). Install it again; {path} was left as it is.</source>
        <translation>Diese Installation von Counterfoil ist unvollständig: Die Skripte für die Datenbank fehlen ({missing}). Neu installieren; {path} blieb, wie sie ist.</translation>
    </message>
    <message>
        <source>This is a desk: it reads what all tills did, and does nothing with cards. A manager can change that under Settings, This till.</source>
        <translation>Dies ist ein Büroplatz: Er liest, was alle Kassen getan haben, und bucht nichts auf Karten. Die Leitung kann das unter Einstellungen, Diese Kasse, ändern.</translation>
    </message>
    <message>
        <source>This is more than you may do alone, so another manager approves it. Nothing was changed.</source>
        <translation>Das ist mehr, als Sie allein dürfen; eine andere Leitung genehmigt es. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>This is more than you may do alone. The request still waits.</source>
        <translation>Das ist mehr, als Sie allein dürfen. Die Anfrage wartet weiter.</translation>
    </message>
    <message>
        <source>This is not TOML: {why}.</source>
        <translation>Das ist kein TOML: {why}.</translation>
    </message>
    <message>
        <source>This is not a text file in UTF-8. Save it as “CSV UTF-8” and try again.</source>
        <translation>Das ist keine Textdatei in UTF-8. Als „CSV UTF-8“ speichern und erneut versuchen.</translation>
    </message>
    <message>
        <source>This is one step of a replaced card, and is not taken back alone.</source>
        <translation>Das ist ein Schritt einer ersetzten Karte und wird nicht einzeln zurückgenommen.</translation>
    </message>
    <message>
        <source>This is the PIN that you have already. Choose another one.</source>
        <translation>Das ist die PIN, die Sie schon haben. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>This needs a connection. Try again when the service is back.</source>
        <translation>Dafür ist eine Verbindung nötig. Erneut versuchen, wenn der Dienst wieder da ist.</translation>
    </message>
    <message>
        <source>This needs a manager. Nothing was changed.</source>
        <translation>Das muss die Leitung freigeben. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>This needs another manager than the one at the till.</source>
        <translation>Das muss jemand anderes aus der Leitung freigeben.</translation>
    </message>
    <message>
        <source>This puts back what was taken off the card for its replacement. It is sent automatically.</source>
        <translation>Das bucht zurück, was für den Ersatz von der Karte abgebucht wurde. Es wird von selbst gesendet.</translation>
    </message>
    <message>
        <source>This row cannot be opened with this till&apos;s key, so its card was not asked for.</source>
        <translation>Diese Zeile lässt sich mit dem Schlüssel dieser Kasse nicht öffnen; darum wurde ihre Karte nicht angefordert.</translation>
    </message>
    <message>
        <source>This row has {found} fields, but there are {expected} columns. Put a text with a comma in quotes.</source>
        <translation>Diese Zeile hat {found} Felder, es gibt aber {expected} Spalten. Texte mit Komma in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>This system has no place where commands could be heard: {why}</source>
        <translation>Dieses System hat keinen Ort, an dem Befehle gehört werden könnten: {why}</translation>
    </message>
    <message>
        <source>This takes another manager, and there is none. Nothing was changed.</source>
        <translation>Das braucht eine andere Leitung, und es gibt keine. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>This till belongs to a shop already. To draw new keys give --again; every other till must then be invited again.</source>
        <translation>Diese Kasse gehört schon zu einem Geschäft. Für neue Schlüssel --again angeben; dann muss jede andere Kasse neu eingeladen werden.</translation>
    </message>
    <message>
        <source>This till has moved away into {path} and sends nothing any more; {waiting} operations that wait go with it. On the new machine: restore the file there.</source>
        <translation>Diese Kasse ist nach {path} umgezogen und sendet nichts mehr; {waiting} wartende Vorgänge gehen mit. Auf dem neuen Computer die Datei wiederherstellen (restore).</translation>
    </message>
    <message>
        <source>This till has moved to another machine, in {file}. Work there; to come back, restore a backup that was made there.</source>
        <translation>Diese Kasse ist auf einen anderen Computer umgezogen, in {file}. Dort arbeiten; um zurückzukommen, eine dort gemachte Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>This till is not one of several. Invite it at the leading till, then join the shop here.</source>
        <translation>Diese Kasse ist keine von mehreren. An der führenden Kasse einladen, dann hier dem Geschäft beitreten.</translation>
    </message>
    <message>
        <source>This till is on its own: it shares nothing with other tills.</source>
        <translation>Diese Kasse steht für sich: sie teilt nichts mit anderen Kassen.</translation>
    </message>
    <message>
        <source>This till is one of the shop {shop} now. Its people sign in with their own PINs.</source>
        <translation>Diese Kasse gehört nun zum Geschäft {shop}. Seine Personen melden sich mit ihren eigenen PINs an.</translation>
    </message>
    <message>
        <source>This till leads the shop now. Its key is {shop}. Invite the other tills, then give them the shop file after each change.</source>
        <translation>Diese Kasse führt nun das Geschäft. Sein Schlüssel ist {shop}. Die anderen Kassen einladen und ihnen nach jeder Änderung die Geschäftsdatei geben.</translation>
    </message>
    <message>
        <source>This till leads the shop with the key {shop}. The shop file was written last: {made}.</source>
        <translation>Diese Kasse führt das Geschäft mit dem Schlüssel {shop}. Die Geschäftsdatei wurde zuletzt geschrieben: {made}.</translation>
    </message>
    <message>
        <source>This till leads the shop: its settings and people go to the others, not theirs to it.</source>
        <translation>Diese Kasse führt das Geschäft: ihre Einstellungen und Personen gehen an die anderen, nicht umgekehrt.</translation>
    </message>
    <message>
        <source>This till may be a copy or a backup of another one, so it may have been done already. It was not sent.</source>
        <translation>Diese Kasse kann eine Kopie oder Sicherung einer anderen sein; es kann also schon geschehen sein. Es wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>This till may not change or disable cards: its key lacks the scope “manage”. Ask the manager.</source>
        <translation>Diese Kasse darf Karten nicht ändern oder sperren: ihrem Schlüssel fehlt das Recht „manage“. Leitung fragen.</translation>
    </message>
    <message>
        <source>This till may not redeem or top up: its key lacks the scope “redeem”. Ask the manager.</source>
        <translation>Diese Kasse darf nicht einlösen oder aufladen: ihrem Schlüssel fehlt das Recht „redeem“. Leitung fragen.</translation>
    </message>
    <message>
        <source>This till may not see cards: its key lacks the scope “read”. Ask the manager.</source>
        <translation>Diese Kasse darf Karten nicht ansehen: ihrem Schlüssel fehlt das Recht „read“. Leitung fragen.</translation>
    </message>
    <message>
        <source>This till may not sell new cards: its key lacks the scope “issue”. Ask the manager.</source>
        <translation>Diese Kasse darf keine neuen Karten verkaufen: ihrem Schlüssel fehlt das Recht „issue“. Leitung fragen.</translation>
    </message>
    <message>
        <source>This till takes settings and people from {till}. The key of the shop is {shop}; what counts was written {made}.</source>
        <translation>Diese Kasse übernimmt Einstellungen und Personen von {till}. Der Schlüssel des Geschäfts ist {shop}; was gilt, wurde am {made} geschrieben.</translation>
    </message>
    <message>
        <source>This till was copied from another place. Nothing was waiting.</source>
        <translation>Diese Kasse wurde von einem anderen Ort kopiert. Es hat nichts gewartet.</translation>
    </message>
    <message>
        <source>This till was copied from another place. {count} operations were not sent and need you.</source>
        <translation>Diese Kasse wurde von einem anderen Ort kopiert. {count} Vorgänge wurden nicht gesendet und sind zu klären.</translation>
    </message>
    <message>
        <source>This till was moved here from another place. Nothing was waiting.</source>
        <translation>Diese Kasse wurde von einem anderen Ort hierher verschoben. Es hat nichts gewartet.</translation>
    </message>
    <message>
        <source>This till was moved here from another place. What waits ({count}) is sent only where the card was not changed since.</source>
        <translation>Diese Kasse wurde von einem anderen Ort hierher verschoben. Was wartet ({count}), wird nur gesendet, wo die Karte seither nicht geändert wurde.</translation>
    </message>
    <message>
        <source>This till was restored from a backup. Nothing was waiting.</source>
        <translation>Diese Kasse wurde aus einer Sicherung wiederhergestellt. Es hat nichts gewartet.</translation>
    </message>
    <message>
        <source>This till was restored from a backup. What waits ({count}) is sent only where the card was not changed since.</source>
        <translation>Diese Kasse wurde aus einer Sicherung wiederhergestellt. Was wartet ({count}), wird nur gesendet, wo die Karte seither nicht geändert wurde.</translation>
    </message>
    <message>
        <source>This till works with a real service already. Use another folder for another service.</source>
        <translation>Diese Kasse arbeitet schon mit einem echten Dienst. Für einen anderen bitte einen anderen Ordner nehmen.</translation>
    </message>
    <message>
        <source>This token may not manage cards, so it does not prove the owner. Use one that may.</source>
        <translation>Dieses Token darf Karten nicht verwalten und beweist darum nicht, wem das Geschäft gehört. Eines verwenden, das es darf.</translation>
    </message>
    <message>
        <source>This way of settling does not fit what was done.</source>
        <translation>So lässt sich dieser Vorgang nicht klären.</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Till and service</source>
        <translation>Kasse und Dienst</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Times are those of this computer&apos;s clock.</source>
        <translation>Die Zeiten sind die der Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>To give managers more, one manager signs in and another approves. Nothing was changed.</source>
        <translation>Damit die Leitung mehr darf, meldet sich eine Leitung an, und eine andere genehmigt es. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Too many tries. Wait {seconds} s, then try again.</source>
        <translation>Zu viele Versuche. {seconds} s warten, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Took card {last} back into use on this till.</source>
        <translation>Karte {last} an dieser Kasse wieder freigegeben.</translation>
    </message>
    <message>
        <source>Took over the shop file {file} of {till}. Changes: {changes}.</source>
        <translation>Die Geschäftsdatei {file} von {till} übernommen. Änderungen: {changes}.</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>Aufladen</translation>
    </message>
    <message>
        <source>Topped up</source>
        <translation>Aufgeladen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Transactions of a card are numbered without gaps: {answer}</source>
        <translation>Die Buchungen einer Karte sind lückenlos nummeriert: {answer}</translation>
    </message>
    <message>
        <source>Try on a card of small value what the service can do: doctor --probe CARD.</source>
        <translation>An einer Karte mit kleinem Wert ausprobieren, was der Dienst kann: doctor --probe CARD.</translation>
    </message>
    <message>
        <source>United States, California</source>
        <translation>USA, Kalifornien</translation>
    </message>
    <message>
        <source>United States, federal law</source>
        <translation>USA, Bundesrecht</translation>
    </message>
    <message>
        <source>Unlock the keyring of this system. Until it answers, note number and head in another place: journal head.</source>
        <translation>Den Schlüsselbund dieses Systems entsperren. Bis er antwortet, Nummer und Kopf an einem anderen Ort notieren: journal head.</translation>
    </message>
    <message>
        <source>Until {last}</source>
        <translation>Bis {last}</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Up to 30 days</source>
        <translation>Bis 30 Tage</translation>
    </message>
    <message>
        <source>Used at all</source>
        <translation>Benutzt</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>Verbraucht</translation>
    </message>
    <message>
        <source>Version {version} of Counterfoil is out; this is {here}. Tell whoever keeps this till.</source>
        <translation>Version {version} von Counterfoil ist da; dies ist {here}. Bitte der Betreuung dieser Kasse sagen.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>We asked for a new card ending in {last}.</source>
        <translation>Angefordert: eine neue Karte mit der Endung {last}.</translation>
    </message>
    <message>
        <source>We asked for {balance}.</source>
        <translation>Gesendet: neuer Stand {balance}.</translation>
    </message>
    <message>
        <source>We asked for {target}; the answer was lost ({why}).</source>
        <translation>Gesendet: neuer Stand {target}; die Antwort ging verloren ({why}).</translation>
    </message>
    <message>
        <source>We asked to change {field}.</source>
        <translation>Gesendet: Änderung von {field}.</translation>
    </message>
    <message>
        <source>We asked to disable the card.</source>
        <translation>Gesendet: die Karte sperren.</translation>
    </message>
    <message>
        <source>We read again: {balance}, changed at {changed}.</source>
        <translation>Neu abgefragt: {balance}, geändert um {changed}.</translation>
    </message>
    <message>
        <source>We read the card: {balance}.</source>
        <translation>Karte abgefragt: {balance}.</translation>
    </message>
    <message>
        <source>Went on with the order {name}.</source>
        <translation>Auftrag {name} fortgesetzt.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What a {role} may do of “{act}” is fixed.</source>
        <translation>Was {role} bei „{act}“ darf, steht fest.</translation>
    </message>
    <message>
        <source>What answers at {url} has none of this till&apos;s cards: it is another service or another shop. Nothing was changed.</source>
        <translation>Was unter {url} antwortet, hat keine Karte dieser Kasse: Es ist ein anderer Dienst oder ein anderes Geschäft. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>What answers has none of this till&apos;s cards: it is another service, the token of another shop, or the service was restored. Nothing is sent. A manager decides: “service restored” or “service move” (console).</source>
        <translation>Was antwortet, hat keine Karte dieser Kasse: Es ist ein anderer Dienst, das Token eines anderen Geschäfts, oder der Dienst wurde wiederhergestellt. Es wird nichts gesendet. Die Leitung entscheidet: „service restored“ oder „service move“ (Konsole).</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>What is on cards made elsewhere, and what the service shows now, is as this till last read it.</source>
        <translation>Was auf anderswo ausgestellten Karten ist und was der Dienst jetzt zeigt, ist so, wie diese Kasse es zuletzt gelesen hat.</translation>
    </message>
    <message>
        <source>What it comes to</source>
        <translation>Was es ergibt</translation>
    </message>
    <message>
        <source>What other tills, a web shop or the office did is not in it.</source>
        <translation>Was andere Kassen, ein Webshop oder das Büro taten, ist nicht enthalten.</translation>
    </message>
    <message>
        <source>What the service shows differs from our books by {amount}. The cards are listed below.</source>
        <translation>Was der Dienst zeigt, weicht um {amount} von unseren Büchern ab. Die Karten stehen unten.</translation>
    </message>
    <message>
        <source>What the service shows is what our books come to.</source>
        <translation>Was der Dienst zeigt, ist, was unsere Bücher ergeben.</translation>
    </message>
    <message>
        <source>What was counted is not what should be there. Say why in a note; then close again. Nothing was changed.</source>
        <translation>Gezählt wurde nicht, was da sein müsste. Schreiben Sie in einer Notiz, warum, und schließen Sie dann noch einmal ab. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Whatever a manager approved.</source>
        <translation>Was eine Leitung freigegeben hat.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Where other tills, a web shop or the office change cards too, what others did is theirs to explain.</source>
        <translation>Ändern auch andere Kassen, ein Webshop oder das Büro Karten, ist deren Anteil dort zu klären.</translation>
    </message>
    <message>
        <source>Who is at the till? Sign in first; nothing was changed.</source>
        <translation>Wer ist an der Kasse? Bitte zuerst anmelden; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Who looked at cards is known where people sign in. A card counts once a day for each clerk.</source>
        <translation>Wer Karten angesehen hat, ist bekannt, wo man sich anmeldet. Eine Karte zählt je Bedienung einmal am Tag.</translation>
    </message>
    <message>
        <source>Withdrew request {number}.</source>
        <translation>Anfrage {number} zurückgezogen.</translation>
    </message>
    <message>
        <source>Without a connection no single amount can be more than {limit}.</source>
        <translation>Ohne Verbindung kann kein einzelner Betrag höher sein als {limit}.</translation>
    </message>
    <message>
        <source>Without a connection one card can move {limit} a day; {left} is left for this one today.</source>
        <translation>Ohne Verbindung sind je Karte und Tag {limit} möglich; für diese sind heute noch {left} frei.</translation>
    </message>
    <message>
        <source>Without a connection only {currency} can be sold and taken.</source>
        <translation>Ohne Verbindung lässt sich nur in {currency} verkaufen und abbuchen.</translation>
    </message>
    <message>
        <source>Without a connection this till can promise {limit}; {left} is left until it is back online.</source>
        <translation>Ohne Verbindung darf diese Kasse {limit} zusagen; davon sind noch {left} frei, bis sie wieder online ist.</translation>
    </message>
    <message>
        <source>Write 1 to {most} different amounts, with blanks between them, such as 25 50 100.</source>
        <translation>Bitte 1 bis {most} verschiedene Beträge mit Leerzeichen dazwischen eingeben, etwa 25 50 100.</translation>
    </message>
    <message>
        <source>Write a number of cards from 2 to {most}.</source>
        <translation>Bitte eine Anzahl von 2 bis {most} eingeben.</translation>
    </message>
    <message>
        <source>Write the path of a folder, {most} characters at most. Nothing was changed.</source>
        <translation>Den Pfad eines Ordners schreiben, höchstens {most} Zeichen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Write the shop file anew at the leading till, or set another folder in the settings (F9).</source>
        <translation>Die Geschäftsdatei an der führenden Kasse neu schreiben oder in den Einstellungen (F9) einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Wrote pages of the journal for the other tills.</source>
        <translation>Seiten des Journals für die anderen Kassen geschrieben.</translation>
    </message>
    <message>
        <source>Wrote the invitation {file} for another till. Days it counts: {days}.</source>
        <translation>Die Einladung {file} für eine andere Kasse geschrieben. Gültig für Tage: {days}.</translation>
    </message>
    <message>
        <source>Wrote the shop file {file}.</source>
        <translation>Die Geschäftsdatei {file} geschrieben.</translation>
    </message>
    <message>
        <source>You made it yourself, so another manager decides, and there is none. Nothing was changed.</source>
        <translation>Das haben Sie selbst gebucht; darum müsste jemand anderes aus der Leitung entscheiden, und es gibt niemanden. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>You made it yourself, so another manager decides. Nothing was changed.</source>
        <translation>Das haben Sie selbst gebucht; darum entscheidet jemand anderes aus der Leitung. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>You may do this alone. Nothing was asked.</source>
        <translation>Das dürfen Sie allein. Es wurde nichts angefragt.</translation>
    </message>
    <message>
        <source>Your role may not do this. Somebody who may signs in first. Nothing was changed.</source>
        <translation>Ihre Rolle darf das nicht. Wer es darf, meldet sich zuerst an. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>all read from the service at {at}</source>
        <translation>alle um {at} vom Dienst gelesen</translation>
    </message>
    <message>
        <source>entry {number} of the journal, remembered in the keyring</source>
        <translation>Eintrag {number} des Journals, im Schlüsselbund gemerkt</translation>
    </message>
    <message>
        <source>every card that was listed can be read</source>
        <translation>jede aufgeführte Karte ist lesbar</translation>
    </message>
    <message>
        <source>every one is on paper</source>
        <translation>alle sind gedruckt</translation>
    </message>
    <message>
        <source>leads the shop {shop}; its file was written last: {made}</source>
        <translation>führt das Geschäft {shop}; seine Datei wurde zuletzt geschrieben: {made}</translation>
    </message>
    <message>
        <source>level with the service; it is {day} in the shop</source>
        <translation>gleich mit dem Dienst; im Geschäft ist {day}</translation>
    </message>
    <message>
        <source>no day was closed on this till yet</source>
        <translation>an dieser Kasse wurde noch kein Tag abgeschlossen</translation>
    </message>
    <message>
        <source>no earlier day is open</source>
        <translation>kein früherer Tag ist offen</translation>
    </message>
    <message>
        <source>no longer listed by the service: {count}, among them {some}</source>
        <translation>vom Dienst nicht mehr aufgeführt: {count}, darunter {some}</translation>
    </message>
    <message>
        <source>no policy</source>
        <translation>keine Vorgaben</translation>
    </message>
    <message>
        <source>none are scheduled</source>
        <translation>keine geplant</translation>
    </message>
    <message>
        <source>not compared with the service as a whole yet; that is done once a week</source>
        <translation>noch nicht im Ganzen mit dem Dienst verglichen; das geschieht einmal in der Woche</translation>
    </message>
    <message>
        <source>not compared with the service yet; it is {day} in the shop</source>
        <translation>noch nicht mit dem Dienst verglichen; im Geschäft ist {day}</translation>
    </message>
    <message>
        <source>not in a keyring: whoever may write all files of this user could write the journal anew, unnoticed. Note number and head, “journal head”, in another place</source>
        <translation>nicht in einem Schlüsselbund: Wer alle Dateien dieses Benutzers schreiben darf, könnte das Journal unbemerkt neu schreiben. Nummer und Ende („journal head“) anderswo notieren</translation>
    </message>
    <message>
        <source>not refused by the service</source>
        <translation>vom Dienst nicht abgelehnt</translation>
    </message>
    <message>
        <source>nothing in it changes the way to the service</source>
        <translation>nichts darin ändert den Weg zum Dienst</translation>
    </message>
    <message>
        <source>nothing is refused for want of money or of a right</source>
        <translation>nichts wird abgelehnt, weil Geld oder ein Recht fehlt</translation>
    </message>
    <message>
        <source>nothing is sold without a connection</source>
        <translation>ohne Verbindung wird nichts verkauft</translation>
    </message>
    <message>
        <source>nothing waits for long</source>
        <translation>nichts wartet lange</translation>
    </message>
    <message>
        <source>on its own, sharing nothing with other tills</source>
        <translation>für sich, teilt nichts mit anderen Kassen</translation>
    </message>
    <message>
        <source>probed {days} days ago: {answers}</source>
        <translation>vor {days} Tagen erprobt: {answers}</translation>
    </message>
    <message>
        <source>revision {revision}</source>
        <translation>Revision {revision}</translation>
    </message>
    <message>
        <source>revision {revision}; the scripts of {missing} are not installed</source>
        <translation>Revision {revision}; die Skripte von {missing} sind nicht installiert</translation>
    </message>
    <message>
        <source>stale, probed {days} days ago: {answers}. Probe again; until then the plain API is used</source>
        <translation>veraltet, vor {days} Tagen erprobt: {answers}. Erneut erproben; bis dahin gilt die einfache API</translation>
    </message>
    <message>
        <source>start {epoch} of this till, remembered in {place}</source>
        <translation>Start {epoch} dieser Kasse, gemerkt in {place}</translation>
    </message>
    <message>
        <source>takes settings and people from {till}, written {made}</source>
        <translation>übernimmt Einstellungen und Personen von {till}, geschrieben {made}</translation>
    </message>
    <message>
        <source>the first one is about to be made, into {path}</source>
        <translation>die erste wird gleich erstellt, in {path}</translation>
    </message>
    <message>
        <source>the last one was made {at}, and another is due: nothing ran that could make it</source>
        <translation>die letzte wurde {at} erstellt, und eine weitere ist fällig: Es lief nichts, das sie erstellen konnte</translation>
    </message>
    <message>
        <source>the last one was made {at}, into {path}</source>
        <translation>die letzte wurde {at} erstellt, in {path}</translation>
    </message>
    <message>
        <source>the oldest of {count} waiting acts was done {at}</source>
        <translation>der älteste von {count} wartenden Vorgängen ist vom {at}</translation>
    </message>
    <message>
        <source>the plain API, never probed (doctor --probe CARD)</source>
        <translation>die einfache API, nie erprobt (doctor --probe CARD)</translation>
    </message>
    <message>
        <source>the service does not tell what a key may do</source>
        <translation>der Dienst sagt nicht, was ein Schlüssel darf</translation>
    </message>
    <message>
        <source>the shop file in {folder} is not taken</source>
        <translation>die Geschäftsdatei in {folder} wird nicht übernommen</translation>
    </message>
    <message>
        <source>the shop&apos;s own</source>
        <translation>eigene des Geschäfts</translation>
    </message>
    <message>
        <source>this till&apos;s key lacks: {scopes}. What needs them is refused</source>
        <translation>dem Schlüssel dieser Kasse fehlt: {scopes}. Was das braucht, wird abgelehnt</translation>
    </message>
    <message>
        <source>this till&apos;s key may do all that a till does</source>
        <translation>der Schlüssel dieser Kasse darf alles, was eine Kasse tut</translation>
    </message>
    <message>
        <source>up to {sale} a sale, {left} left on this till, balances up to {days} days old</source>
        <translation>bis zu {sale} je Verkauf, noch {left} an dieser Kasse, Guthaben bis zu {days} Tage alt</translation>
    </message>
    <message>
        <source>{amount} in cash is due to the customer, if it was not given yet.</source>
        <translation>Dem Kunden stehen {amount} bar zu, falls noch nicht ausgezahlt.</translation>
    </message>
    <message>
        <source>{amount} is on card {new} now. Card {last} is being disabled automatically.</source>
        <translation>{amount} sind jetzt auf Karte {new}. Karte {last} wird von selbst gesperrt.</translation>
    </message>
    <message>
        <source>{amount} is on card {new} now. Card {last} is disabled for good.</source>
        <translation>{amount} sind jetzt auf Karte {new}. Karte {last} ist endgültig gesperrt.</translation>
    </message>
    <message>
        <source>{amount} is on card {new} now. Card {last} may not be disabled yet: this needs you.</source>
        <translation>{amount} sind jetzt auf Karte {new}. Karte {last} ist vielleicht noch nicht gesperrt: bitte klären.</translation>
    </message>
    <message>
        <source>{amount} is on card {new} now. Nothing is on card {last}, but it may not be disabled.</source>
        <translation>{amount} sind jetzt auf Karte {new}. Karte {last} ist leer, aber vielleicht nicht gesperrt.</translation>
    </message>
    <message>
        <source>{amount} of it is being taken back.</source>
        <translation>{amount} davon werden zurückgenommen.</translation>
    </message>
    <message>
        <source>{amount} of it was taken back.</source>
        <translation>{amount} davon wurden zurückgenommen.</translation>
    </message>
    <message>
        <source>{amount} waits on this till: the service shows {shown} now, and {projected} once it is sent.</source>
        <translation>{amount} steht an dieser Kasse aus: Der Dienst zeigt jetzt {shown} und {projected}, sobald es gesendet ist.</translation>
    </message>
    <message>
        <source>{amount} was put back on the card.</source>
        <translation>{amount} wurden auf die Karte zurückgebucht.</translation>
    </message>
    <message>
        <source>{amount} was put on elsewhere: another till, the web shop or the office.</source>
        <translation>{amount} wurden anderswo aufgeladen: an anderer Kasse, im Webshop oder im Büro.</translation>
    </message>
    <message>
        <source>{amount} was taken elsewhere: another till, the web shop or the office.</source>
        <translation>{amount} wurden anderswo abgebucht: an anderer Kasse, im Webshop oder im Büro.</translation>
    </message>
    <message>
        <source>{amount} was taken off card {last}. The new card is being made automatically.</source>
        <translation>{amount} wurden von Karte {last} abgebucht. Die neue Karte wird von selbst erstellt.</translation>
    </message>
    <message>
        <source>{amount} was taken off card {last}. The new card needs you.</source>
        <translation>{amount} wurden von Karte {last} abgebucht. Die neue Karte ist zu klären.</translation>
    </message>
    <message>
        <source>{amount} was taken off the card again.</source>
        <translation>{amount} wurden wieder von der Karte abgebucht.</translation>
    </message>
    <message>
        <source>{count} acts of these days wait or need a person. They are counted, and their money is not in the sums yet.</source>
        <translation>{count} Vorgänge dieser Tage warten oder müssen geklärt werden. Sie sind mitgezählt, ihre Beträge stehen noch nicht in den Summen.</translation>
    </message>
    <message>
        <source>{count} cards end in {last}. Scan the whole code.</source>
        <translation>{count} Karten enden auf {last}. Bitte den ganzen Code scannen.</translation>
    </message>
    <message>
        <source>{count} more need a person now: they waited for this card.</source>
        <translation>{count} weitere sind nun zu klären: Sie warteten auf diese Karte.</translation>
    </message>
    <message>
        <source>{count} new entries of the journal are in {path}.</source>
        <translation>{count} neue Einträge des Journals stehen in {path}.</translation>
    </message>
    <message>
        <source>{count} not on paper yet</source>
        <translation>{count} noch nicht gedruckt</translation>
    </message>
    <message>
        <source>{count} operations wait for the card that this makes. Cancel or drop them first; nothing was changed.</source>
        <translation>{count} Vorgänge warten auf die Karte, die hiermit erstellt wird. Bitte zuerst diese Vorgänge stornieren oder verwerfen; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>{count} operations wait on this till and change no balance.</source>
        <translation>{count} Vorgänge stehen an dieser Kasse aus und ändern kein Guthaben.</translation>
    </message>
    <message>
        <source>{count} requests for approval wait, the oldest of them for long</source>
        <translation>{count} Anfragen warten auf Freigabe, die älteste schon lange</translation>
    </message>
    <message>
        <source>{count} requests for approval, none of them for long</source>
        <translation>{count} Anfragen warten auf Freigabe, keine davon lange</translation>
    </message>
    <message>
        <source>{count} settings are in {path}.</source>
        <translation>{count} Einstellungen stehen in {path}.</translation>
    </message>
    <message>
        <source>{count} settings of {file} can be taken as they are. Nothing was changed.</source>
        <translation>{count} Einstellungen aus {file} können so übernommen werden. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{count} settings of {file} count now.</source>
        <translation>{count} Einstellungen aus {file} gelten jetzt.</translation>
    </message>
    <message>
        <source>{currency} was counted twice: say one amount for it. Nothing was changed.</source>
        <translation>{currency} wurde zweimal gezählt: Nennen Sie dafür einen Betrag. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{date} is in the past.</source>
        <translation>{date} liegt in der Vergangenheit.</translation>
    </message>
    <message>
        <source>{day}</source>
        <translation>{day}</translation>
    </message>
    <message>
        <source>{day} is not closed yet</source>
        <translation>{day} ist noch nicht abgeschlossen</translation>
    </message>
    <message>
        <source>{file} is no page of this shop, or is not as it was written. Bring it again.</source>
        <translation>{file} ist keine Seite dieses Geschäfts oder nicht, wie sie geschrieben wurde. Noch einmal bringen.</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{free} MB free</source>
        <translation>{free} MB frei</translation>
    </message>
    <message>
        <source>{key} is a secret and does not belong here: name a file of its own in {instead}.</source>
        <translation>{key} ist geheim und gehört nicht hierher: eine eigene Datei in {instead} nennen.</translation>
    </message>
    <message>
        <source>{key} is missing, or is no text.</source>
        <translation>{key} fehlt oder ist kein Text.</translation>
    </message>
    <message>
        <source>{key} is written by the till itself.</source>
        <translation>{key} schreibt die Kasse selbst.</translation>
    </message>
    <message>
        <source>{key}: changed from “{before}” to “{after}”.</source>
        <translation>{key}: von „{before}“ auf „{after}“ geändert.</translation>
    </message>
    <message>
        <source>{key}: set to “{after}”, as it was before.</source>
        <translation>{key}: auf „{after}“ gesetzt, wie schon vorher.</translation>
    </message>
    <message>
        <source>{key}: write 0 to keep them for ever, or {least} to {most} days.</source>
        <translation>{key}: Schreiben Sie 0, um sie für immer zu behalten, oder {least} bis {most} Tage.</translation>
    </message>
    <message>
        <source>{key}: write 1 to {most} printable characters.</source>
        <translation>{key}: bitte 1 bis {most} druckbare Zeichen eingeben.</translation>
    </message>
    <message>
        <source>{key}: write a text in quotation marks, a number, or true or false.</source>
        <translation>{key}: einen Text in Anführungszeichen, eine Zahl oder true oder false schreiben.</translation>
    </message>
    <message>
        <source>{key}: write a whole number, {least} to {most}.</source>
        <translation>{key}: bitte eine ganze Zahl von {least} bis {most} eingeben.</translation>
    </message>
    <message>
        <source>{key}: write the whole path of a folder, or nothing.</source>
        <translation>{key}: Schreiben Sie den ganzen Pfad eines Ordners oder nichts.</translation>
    </message>
    <message>
        <source>{key}: {value!r} is not allowed. {expected}</source>
        <translation>{key}: {value!r} ist nicht erlaubt. {expected}</translation>
    </message>
    <message>
        <source>{key}: {value!r} is not one of {choices}.</source>
        <translation>{key}: {value!r} ist keines von {choices}.</translation>
    </message>
    <message>
        <source>{key}: {value} is no date. Write it like 2026-12-31, or nothing.</source>
        <translation>{key}: {value} ist kein Datum. Wie 2026-12-31 schreiben oder leer lassen.</translation>
    </message>
    <message>
        <source>{kind}, {amount}: cancelled before it was sent. Nothing was changed.</source>
        <translation>{kind}, {amount}: storniert, bevor es gesendet wurde. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>{kind}.</source>
        <translation>{kind}.</translation>
    </message>
    <message>
        <source>{left} was put on the old card in the meantime, so it was not disabled. Move that first.</source>
        <translation>{left} kamen inzwischen auf die alte Karte, darum wurde sie nicht gesperrt. Bitte zuerst umbuchen.</translation>
    </message>
    <message>
        <source>{listed} compared with the service, {mended} of them brought up to date, at {at}</source>
        <translation>{listed} mit dem Dienst verglichen, {mended} davon auf den neuesten Stand gebracht, um {at}</translation>
    </message>
    <message>
        <source>{names} not used: the settings service.authority and service.proxy count here</source>
        <translation>{names} nicht benutzt: Hier gelten die Einstellungen service.authority und service.proxy</translation>
    </message>
    <message>
        <source>{name} ({till}): there are two journals from entry {parts_at} on. This till was copied or restored.</source>
        <translation>{name} ({till}): ab Eintrag {parts_at} gibt es zwei Journale. Diese Kasse wurde kopiert oder wiederhergestellt.</translation>
    </message>
    <message>
        <source>{name} ({till}): {entries} entries, whole.</source>
        <translation>{name} ({till}): {entries} Einträge, vollständig.</translation>
    </message>
    <message>
        <source>{name} ({till}): {missing} of {entries} entries are missing. Bring its pages again.</source>
        <translation>{name} ({till}): {missing} von {entries} Einträgen fehlen. Ihre Seiten noch einmal bringen.</translation>
    </message>
    <message>
        <source>{name} has a new PIN. Nobody else knows it.</source>
        <translation>{name} hat eine neue PIN. Niemand sonst kennt sie.</translation>
    </message>
    <message>
        <source>{name} has a new PIN. The journal records it.</source>
        <translation>{name} hat eine neue PIN. Das steht auch im Journal.</translation>
    </message>
    <message>
        <source>{name} has to choose a new PIN first. Nothing was changed.</source>
        <translation>{name} muss zuerst eine neue PIN wählen. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>{name} is not a manager. Nothing was changed.</source>
        <translation>{name} gehört nicht zur Leitung. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>{name} works here already. Change their role and PIN with “staff change”.</source>
        <translation>{name} arbeitet hier schon. Rolle und PIN ändern Sie mit „staff change“.</translation>
    </message>
    <message>
        <source>{name}: {answer}</source>
        <translation>{name}: {answer}</translation>
    </message>
    <message>
        <source>{operation} of another till: the write with number {number} was that one, by {amount} minor units. It is settled there.</source>
        <translation>{operation} einer anderen Kasse: die Buchung mit Nummer {number} war diese, um {amount} kleinste Einheiten. Sie wird dort geklärt.</translation>
    </message>
    <message>
        <source>{operation}: the write with number {number} was this one. It changed the card by {amount}. A manager settles it as done: outbox settle.</source>
        <translation>{operation}: die Buchung mit Nummer {number} war diese. Sie änderte die Karte um {amount}. Die Leitung klärt sie als erfolgt: outbox settle.</translation>
    </message>
    <message>
        <source>{owed} owed on cards</source>
        <translation>{owed} auf Karten geschuldet</translation>
    </message>
    <message>
        <source>{owed} owed on cards, more than {mark}</source>
        <translation>{owed} auf Karten geschuldet, mehr als {mark}</translation>
    </message>
    <message>
        <source>{path} belongs to {owner}, and this is {user}. If it is this till&apos;s own, give it back (sudo chown {user} {path}), then start again; if not, move it away.</source>
        <translation>{path} gehört {owner}, gestartet hat {user}. Gehört die Datei zu dieser Kasse, sie zurückgeben (sudo chown {user} {path}) und neu starten, sonst sie wegräumen.</translation>
    </message>
    <message>
        <source>{path} belongs to {owner}, who could exchange the till&apos;s files; this is {user}. Use a folder of your own (--data-dir), or start it as {owner}.</source>
        <translation>{path} gehört {owner}, und {owner} könnte die Dateien der Kasse austauschen; gestartet hat {user}. Einen eigenen Ordner nehmen (--data-dir) oder als {owner} starten.</translation>
    </message>
    <message>
        <source>{path} belongs to {owner}, who could not open what root writes there. Start it as {owner} and without sudo.</source>
        <translation>{path} gehört {owner} und wäre für {owner} nicht mehr zu öffnen, sobald root darin schreibt. Als {owner} und ohne sudo starten.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}. Nothing was changed.</source>
        <translation>{path} kann nicht gelesen werden: {why}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{path} could not be written: {why}.</source>
        <translation>{path} konnte nicht geschrieben werden: {why}.</translation>
    </message>
    <message>
        <source>{path} could not be written: {why}. What was there is as it was.</source>
        <translation>{path} konnte nicht geschrieben werden: {why}. Was dort war, ist wie zuvor.</translation>
    </message>
    <message>
        <source>{path} has another journal of this till: one of the two was restored or copied. Nothing was written; a manager looks into it (journal verify).</source>
        <translation>{path} enthält ein anderes Journal dieser Kasse: eines von beiden wurde wiederhergestellt oder kopiert. Nichts wurde geschrieben; die Leitung sieht nach (journal verify).</translation>
    </message>
    <message>
        <source>{path} is for the service at {service}; this till works with {own}. Nothing was changed.</source>
        <translation>{path} ist für den Dienst unter {service}; diese Kasse arbeitet mit {own}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{path} is inside the till&apos;s own folder, where a backup is lost with it. Name another place.</source>
        <translation>{path} liegt im eigenen Ordner der Kasse, wo eine Sicherung mit ihr verloren geht. Einen anderen Ort nennen.</translation>
    </message>
    <message>
        <source>{path} is no file of certificates that can be read (PEM). Nothing was changed.</source>
        <translation>{path} ist keine lesbare Datei mit Zertifikaten (PEM). Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>{path} is no folder. Name one that the tills share.</source>
        <translation>{path} ist kein Ordner. Einen nennen, den die Kassen teilen.</translation>
    </message>
    <message>
        <source>{path} is no invitation. Nothing was changed.</source>
        <translation>{path} ist keine Einladung. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{path} is no shop file. Nothing was changed.</source>
        <translation>{path} ist keine Geschäftsdatei. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{path} is not as it was written. Nothing was changed here; take a fresh copy of it.</source>
        <translation>{path} ist nicht, wie es geschrieben wurde. Hier wurde nichts geändert; eine neue Kopie nehmen.</translation>
    </message>
    <message>
        <source>{path} is of another shop: its key is {shop}. Nothing was changed.</source>
        <translation>{path} gehört zu einem anderen Geschäft: sein Schlüssel ist {shop}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{path} is older ({made}) than what counts here ({kept}). Nothing was changed; take the newest one.</source>
        <translation>{path} ist älter ({made}) als das, was hier gilt ({kept}). Nichts wurde geändert; die neueste nehmen.</translation>
    </message>
    <message>
        <source>{path} is there already and is something else. Name another file.</source>
        <translation>{path} gibt es schon und ist etwas anderes. Eine andere Datei nennen.</translation>
    </message>
    <message>
        <source>{path} is there already. Name another file, or give --replace.</source>
        <translation>{path} gibt es schon. Eine andere Datei nennen oder --replace angeben.</translation>
    </message>
    <message>
        <source>{path} is to hold one line, the token or the PIN. Nothing was set up.</source>
        <translation>{path} soll eine Zeile enthalten, den Token oder die PIN. Nichts wurde eingerichtet.</translation>
    </message>
    <message>
        <source>{path} tells whoever helps how this till stands. There is no token, PIN, code, note or name in it.</source>
        <translation>{path} zeigt, wie diese Kasse steht, für alle, die helfen. Token, PINs, Codes, Notizen und Namen sind nicht darin.</translation>
    </message>
    <message>
        <source>{path} was written by a newer Counterfoil. Update this till first; nothing was changed.</source>
        <translation>{path} wurde von einem neueren Counterfoil geschrieben. Zuerst diese Kasse aktualisieren; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>{path}: a group may write into it. Take that right away: chmod g-w</source>
        <translation>{path}: Eine Gruppe darf hineinschreiben. Dieses Recht wegnehmen: chmod g-w</translation>
    </message>
    <message>
        <source>{place} cannot be used: {why}. A copied or restored till would not be noticed</source>
        <translation>{place} ist nicht zu benutzen: {why}. Eine kopierte oder zurückgespielte Kasse fiele nicht auf</translation>
    </message>
    <message>
        <source>{place} is a new one; {closed} kept codes do not open with it. Put the old key back</source>
        <translation>{place} ist neu; {closed} aufbewahrte Codes lassen sich damit nicht öffnen. Den alten Schlüssel zurücklegen</translation>
    </message>
    <message>
        <source>{text!r} can be read in two ways. Write a thousand as 1000 or 1000.00.</source>
        <translation>{text!r} lässt sich auf zwei Arten lesen. Tausend bitte als 1000 oder 1000,00 schreiben.</translation>
    </message>
    <message>
        <source>{text!r} has more decimals than {currency} has.</source>
        <translation>{text!r} hat mehr Nachkommastellen als {currency}.</translation>
    </message>
    <message>
        <source>{text!r} is no day. Write it like 2027-12-31.</source>
        <translation>{text!r} ist kein Tag. Schreiben Sie ihn wie 2027-12-31.</translation>
    </message>
    <message>
        <source>{text!r} is no kind of card. Write one of {kinds}.</source>
        <translation>{text!r} ist keine Kartenart. Möglich sind {kinds}.</translation>
    </message>
    <message>
        <source>{text!r} is not a currency we know.</source>
        <translation>{text!r} ist keine bekannte Währung.</translation>
    </message>
    <message>
        <source>{text!r} is not a date. Write it like 2027-12-31, or none.</source>
        <translation>{text!r} ist kein Datum. Bitte so schreiben: 2027-12-31, oder none.</translation>
    </message>
    <message>
        <source>{text!r} is not an amount. Write it like 25 or 25.00.</source>
        <translation>{text!r} ist kein Betrag. Bitte so schreiben: 25 oder 25,00.</translation>
    </message>
    <message>
        <source>{text!r} is too much: at most nine digits can stand before the decimals.</source>
        <translation>{text!r} ist zu viel: Vor dem Komma stehen höchstens neun Ziffern.</translation>
    </message>
    <message>
        <source>{tills} tills, all journals whole. Writes in doubt that are decided: {claims}.</source>
        <translation>{tills} Kassen, alle Journale vollständig. Entschiedene zweifelhafte Buchungen: {claims}.</translation>
    </message>
    <message>
        <source>{till} has two journals: they part at entry {entry}, as after a restored or copied till.</source>
        <translation>{till} hat zwei Journale: Sie trennen sich bei Eintrag {entry}, wie nach einer wiederhergestellten oder kopierten Kasse.</translation>
    </message>
    <message>
        <source>{url!r} is not the address of a service. It starts with https:// (or http:// on this machine).</source>
        <translation>{url!r} ist keine Adresse eines Dienstes. Sie beginnt mit https:// (oder http:// auf diesem Rechner).</translation>
    </message>
    <message>
        <source>{url}; this till is switched offline</source>
        <translation>{url}; diese Kasse ist offline geschaltet</translation>
    </message>
    <message>
        <source>{value!r} is no printer. Write its address, such as 192.168.1.50, a device like /dev/usb/lp0, or queue: and its name on this computer.</source>
        <translation>{value!r} ist kein Drucker. Bitte seine Adresse eingeben, etwa 192.168.1.50, ein Gerät wie /dev/usb/lp0, oder queue: und seinen Namen auf diesem Rechner.</translation>
    </message>
    <message>
        <source>{value!r} is not an address for this. Write it like https://example.com/version.txt.</source>
        <translation>{value!r} ist dafür keine Adresse. So schreiben: https://example.com/version.txt.</translation>
    </message>
    <message>
        <source>{value!r} is not the address of a proxy. Write it like http://proxy.example:3128.</source>
        <translation>{value!r} ist keine Adresse eines Proxys. Schreiben Sie sie wie http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>{value!r}: write name, colour, suffix; then the next, {most} at most. Colours are {colours}.</source>
        <translation>{value!r}: bitte Name, Farbe, Kürzel eingeben; dann das nächste, höchstens {most}. Farben sind {colours}.</translation>
    </message>
    <message>
        <source>{waiting} waiting, {parked} need a person</source>
        <translation>{waiting} warten, {parked} brauchen jemanden</translation>
    </message>
    <message>
        <source>{who} asked for this card with {amount} on it, in place of the lost card {last}.</source>
        <translation>{who} hat diese Karte mit {amount} angefordert, anstelle der verlorenen Karte {last}.</translation>
    </message>
    <message>
        <source>{who} asked for this card with {amount} on it.</source>
        <translation>{who} hat diese Karte mit {amount} angefordert.</translation>
    </message>
    <message>
        <source>{who} asked to change the note, the last day or the design.</source>
        <translation>{who} wollte Notiz, letzten Tag oder Design ändern.</translation>
    </message>
    <message>
        <source>{who} asked to correct the balance downwards by {amount}.</source>
        <translation>{who} wollte das Guthaben um {amount} nach unten korrigieren.</translation>
    </message>
    <message>
        <source>{who} asked to correct the balance upwards by {amount}.</source>
        <translation>{who} wollte das Guthaben um {amount} nach oben korrigieren.</translation>
    </message>
    <message>
        <source>{who} asked to disable this card for good.</source>
        <translation>{who} wollte diese Karte endgültig sperren.</translation>
    </message>
    <message>
        <source>{who} asked to disable this card for good. Card {last} has taken its place.</source>
        <translation>{who} wollte diese Karte endgültig sperren. Karte {last} ist an ihre Stelle getreten.</translation>
    </message>
    <message>
        <source>{who} asked to pay out {amount} in cash.</source>
        <translation>{who} wollte {amount} bar auszahlen.</translation>
    </message>
    <message>
        <source>{who} asked to put on {amount}.</source>
        <translation>{who} wollte {amount} aufladen.</translation>
    </message>
    <message>
        <source>{who} asked to put {amount} back on the card.</source>
        <translation>{who} wollte {amount} auf die Karte zurückbuchen.</translation>
    </message>
    <message>
        <source>{who} asked to put {amount} back, because no new card could be made.</source>
        <translation>{who} wollte {amount} zurückbuchen, weil keine neue Karte erstellt werden konnte.</translation>
    </message>
    <message>
        <source>{who} asked to take all of it, {amount}, for a new card.</source>
        <translation>{who} wollte die ganzen {amount} für eine neue Karte abbuchen.</translation>
    </message>
    <message>
        <source>{who} asked to take {amount} off the card again.</source>
        <translation>{who} wollte {amount} wieder von der Karte abbuchen.</translation>
    </message>
    <message>
        <source>{who} asked to take {amount}.</source>
        <translation>{who} wollte {amount} abbuchen.</translation>
    </message>
    <message>
        <source>{who} asked to try on this card what the service can do.</source>
        <translation>{who} wollte an dieser Karte ausprobieren, was der Dienst kann.</translation>
    </message>
    <message>
        <source>{who} changed the note, the last day or the design.</source>
        <translation>{who} hat Notiz, letzten Tag oder Design geändert.</translation>
    </message>
    <message>
        <source>{who} corrected the balance downwards by {amount}.</source>
        <translation>{who} hat das Guthaben um {amount} nach unten korrigiert.</translation>
    </message>
    <message>
        <source>{who} corrected the balance upwards by {amount}.</source>
        <translation>{who} hat das Guthaben um {amount} nach oben korrigiert.</translation>
    </message>
    <message>
        <source>{who} disabled this card for good.</source>
        <translation>{who} hat diese Karte endgültig gesperrt.</translation>
    </message>
    <message>
        <source>{who} disabled this card for good. Card {last} has taken its place.</source>
        <translation>{who} hat diese Karte endgültig gesperrt. Karte {last} ist an ihre Stelle getreten.</translation>
    </message>
    <message>
        <source>{who} froze this card, on this till only.</source>
        <translation>{who} hat diese Karte eingefroren, nur an dieser Kasse.</translation>
    </message>
    <message>
        <source>{who} made this card with {amount} on it, in place of the lost card {last}.</source>
        <translation>{who} hat diese Karte mit {amount} erstellt, anstelle der verlorenen Karte {last}.</translation>
    </message>
    <message>
        <source>{who} paid out {amount} in cash.</source>
        <translation>{who} hat {amount} bar ausgezahlt.</translation>
    </message>
    <message>
        <source>{who} put on {amount}.</source>
        <translation>{who} hat {amount} aufgeladen.</translation>
    </message>
    <message>
        <source>{who} put {amount} back on the card.</source>
        <translation>{who} hat {amount} auf die Karte zurückgebucht.</translation>
    </message>
    <message>
        <source>{who} put {amount} back, because no new card could be made.</source>
        <translation>{who} hat {amount} zurückgebucht, weil keine neue Karte erstellt werden konnte.</translation>
    </message>
    <message>
        <source>{who} sold this card with {amount} on it.</source>
        <translation>{who} hat diese Karte mit {amount} verkauft.</translation>
    </message>
    <message>
        <source>{who} took all of it, {amount}, for a new card.</source>
        <translation>{who} hat die ganzen {amount} für eine neue Karte abgebucht.</translation>
    </message>
    <message>
        <source>{who} took this card back into use on this till.</source>
        <translation>{who} hat diese Karte an dieser Kasse wieder freigegeben.</translation>
    </message>
    <message>
        <source>{who} took {amount} off the card again.</source>
        <translation>{who} hat {amount} wieder von der Karte abgebucht.</translation>
    </message>
    <message>
        <source>{who} took {amount}.</source>
        <translation>{who} hat {amount} abgebucht.</translation>
    </message>
    <message>
        <source>{who} tried on this card what the service can do. Its balance stayed the same.</source>
        <translation>{who} hat an dieser Karte ausprobiert, was der Dienst kann. Ihr Guthaben blieb gleich.</translation>
    </message>
    <message>
        <source>{wrong} of {cards} cards have a balance that their transactions do not come to.</source>
        <translation>Bei {wrong} von {cards} Karten ist das Guthaben nicht das, was ihre Buchungen ergeben.</translation>
    </message>
    <message>
        <source>“{act}” has no such limit.</source>
        <translation>„{act}“ hat keine solche Grenze.</translation>
    </message>
    <message>
        <source>“{cursor}” is no cursor. Give one that came with a card, or start.</source>
        <translation>„{cursor}“ ist kein Cursor. Einen angeben, der mit einer Karte kam, oder start.</translation>
    </message>
    <message>
        <source>“{value}” is no time for backups. Write a time of day such as 21:30, or 1h to {most}h for every so many hours.</source>
        <translation>„{value}“ ist keine Zeit für Sicherungen. Schreiben Sie eine Uhrzeit wie 21:30 oder 1h bis {most}h für alle so viele Stunden.</translation>
    </message>
</context>
<context>
    <name>ServiceAccess</name>
    <message>
        <source>It gets books and people of its own. What is open here waits, and is not sent there.</source>
        <translation>Es bekommt eigene Bücher und Personen. Was hier offen ist, wartet und wird dort nicht gesendet.</translation>
    </message>
    <message>
        <source>It was &amp;restored</source>
        <translation>Er wurde &amp;wiederhergestellt</translation>
    </message>
    <message>
        <source>Its cards are read anew. What was held back stays in the outbox, and needs you.</source>
        <translation>Seine Karten werden neu gelesen. Was zurückgehalten wurde, bleibt im Ausgang und ist zu klären.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>The new token works from now on.</source>
        <translation>Das neue Token gilt ab jetzt.</translation>
    </message>
    <message>
        <source>Was the service restored?</source>
        <translation>Wurde der Dienst wiederhergestellt?</translation>
    </message>
    <message>
        <source>Work with another &amp;shop</source>
        <translation>Für ein anderes &amp;Geschäft arbeiten</translation>
    </message>
    <message>
        <source>Work with another shop?</source>
        <translation>Für ein anderes Geschäft arbeiten?</translation>
    </message>
</context>
<context>
    <name>ServicePanel</name>
    <message>
        <source>Address of your service</source>
        <translation>Adresse Ihres Dienstes</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>Anfrage an den Dienst …</translation>
    </message>
    <message>
        <source>Check and connect</source>
        <translation>Prüfen und verbinden</translation>
    </message>
    <message>
        <source>Check and move</source>
        <translation>Prüfen und umziehen</translation>
    </message>
    <message>
        <source>Check and swap the token</source>
        <translation>Token prüfen und tauschen</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Only where the service gave one. Its secret goes below.</source>
        <translation>Nur wenn der Dienst eine nennt. Ihr Geheimnis steht darunter.</translation>
    </message>
    <message>
        <source>Service and token</source>
        <translation>Dienst und Token</translation>
    </message>
    <message>
        <source>The old one stays until this one works.</source>
        <translation>Das alte bleibt, bis dieses funktioniert.</translation>
    </message>
    <message>
        <source>The service has another address</source>
        <translation>Der Dienst hat eine andere Adresse</translation>
    </message>
    <message>
        <source>The service was restored</source>
        <translation>Der Dienst wurde wiederhergestellt</translation>
    </message>
    <message>
        <source>Token, or the client&apos;s secret</source>
        <translation>Token oder Geheimnis des Clients</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>&amp;Other tills</source>
        <translation>Kassen&amp;verbund</translation>
    </message>
    <message>
        <source>&amp;Printing</source>
        <translation>&amp;Drucken</translation>
    </message>
    <message>
        <source>&amp;Rights</source>
        <translation>&amp;Rechte</translation>
    </message>
    <message>
        <source>&amp;Shop</source>
        <translation>&amp;Geschäft</translation>
    </message>
    <message>
        <source>&amp;Without a connection</source>
        <translation>&amp;Ohne Verbindung</translation>
    </message>
    <message>
        <source>0 allows nothing without a connection.</source>
        <translation>0 erlaubt nichts ohne Verbindung.</translation>
    </message>
    <message>
        <source>0: never told.</source>
        <translation>0: wird nie gemeldet.</translation>
    </message>
    <message>
        <source>0: not measured yet.</source>
        <translation>0: noch nicht gemessen.</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>120 fits most scanners; the test finds it.</source>
        <translation>120 passt für die meisten Scanner; der Test findet den Wert.</translation>
    </message>
    <message>
        <source>4 to 12. PINs that people have already stay as they are.</source>
        <translation>4 bis 12. PINs, die es schon gibt, bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>6 to 12.</source>
        <translation>6 bis 12.</translation>
    </message>
    <message>
        <source>A PEM file. Empty: there is none. Takes effect at the next start.</source>
        <translation>Eine PEM-Datei. Leer: keine. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>A PIN is changed after so many days</source>
        <translation>Eine PIN wird nach so vielen Tagen geändert</translation>
    </message>
    <message>
        <source>A date like 2026-12-31.</source>
        <translation>Ein Datum wie 2026-12-31.</translation>
    </message>
    <message>
        <source>A desk that only reads</source>
        <translation>Büroplatz, der nur liest</translation>
    </message>
    <message>
        <source>A file with a version in it. Empty: nobody is asked, ever.</source>
        <translation>Eine Datei, in der eine Version steht. Leer: Niemand wird je gefragt.</translation>
    </message>
    <message>
        <source>A line in the reports on activity and liability. Ask your tax adviser.</source>
        <translation>Eine Zeile in den Berichten Vorgänge und Verbindlichkeiten. Fragen Sie Ihre Steuerberatung.</translation>
    </message>
    <message>
        <source>A new PIN of a clerk, at least so many characters</source>
        <translation>Neue PIN einer Bedienung, mindestens so viele Zeichen</translation>
    </message>
    <message>
        <source>A new PIN of a manager, at least so many characters</source>
        <translation>Neue PIN einer Leitung, mindestens so viele Zeichen</translation>
    </message>
    <message>
        <source>A newer one there is taken over automatically. Empty: none.</source>
        <translation>Eine neuere dort wird automatisch übernommen. Leer: keiner.</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Allowed without a connection</source>
        <translation>Ohne Verbindung erlaubt</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>An older one is read again online first.</source>
        <translation>Ein älteres wird zuerst online neu abgefragt.</translation>
    </message>
    <message>
        <source>At the next sign-in then. 0: never.</source>
        <translation>Dann bei der nächsten Anmeldung. 0: nie.</translation>
    </message>
    <message>
        <source>Brings the rules below. A rule changed by hand makes it the shop&apos;s own.</source>
        <translation>Bringt die Regeln darunter mit. Eine Regel, die von Hand geändert wird, macht daraus eigene Vorgaben.</translation>
    </message>
    <message>
        <source>Cards can be used for at least</source>
        <translation>Karten gelten mindestens</translation>
    </message>
    <message>
        <source>Certificates of the shop&apos;s own authority</source>
        <translation>Zertifikate der eigenen Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Changes when the program starts next.</source>
        <translation>Wechselt beim nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Codes on cards</source>
        <translation>Codes auf Karten</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Designs</source>
        <translation>Designs</translation>
    </message>
    <message>
        <source>Folder that the tills share</source>
        <translation>Gemeinsamer Ordner der Kassen</translation>
    </message>
    <message>
        <source>For ever: cards have no last day</source>
        <translation>Unbegrenzt: Karten haben keinen letzten Tag</translation>
    </message>
    <message>
        <source>For labels of 57 by 32 mm: its address, its device, or queue: and its name. Empty: there is none.</source>
        <translation>Für Etiketten von 57 × 32 mm: Adresse, Gerät oder queue: und Name. Leer: keiner vorhanden.</translation>
    </message>
    <message>
        <source>For one card in a day</source>
        <translation>Für eine Karte am Tag</translation>
    </message>
    <message>
        <source>For one sale</source>
        <translation>Für einen Verkauf</translation>
    </message>
    <message>
        <source>For the office: it sees what all tills did, and does nothing with cards.</source>
        <translation>Für das Büro: Er sieht, was alle Kassen getan haben, und bucht nichts auf Karten.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>How a scan ends</source>
        <translation>Wie ein Scan endet</translation>
    </message>
    <message>
        <source>How many tills the shop has</source>
        <translation>Anzahl der Kassen im Geschäft</translation>
    </message>
    <message>
        <source>In the shop&apos;s currency. 0: never told.</source>
        <translation>In der Währung des Geschäfts. 0: wird nie gemeldet.</translation>
    </message>
    <message>
        <source>Its address. Empty: there is none. Takes effect at the next start.</source>
        <translation>Seine Adresse. Leer: keiner. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Its network address, such as 192.168.1.50, its device, such as /dev/usb/lp0, or queue: and its name on this computer. Empty: this computer&apos;s usual printer.</source>
        <translation>Netzwerkadresse, etwa 192.168.1.50, Gerät, etwa /dev/usb/lp0, oder queue: und sein Name auf diesem Rechner. Leer: der Standarddrucker dieses Rechners.</translation>
    </message>
    <message>
        <source>Keyboard of the scanner</source>
        <translation>Tastatur des Scanners</translation>
    </message>
    <message>
        <source>Kind of voucher for VAT (EU)</source>
        <translation>Art des Gutscheins für die Umsatzsteuer (EU)</translation>
    </message>
    <message>
        <source>Label printer (ZPL)</source>
        <translation>Etikettendrucker (ZPL)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Law and article, or whose rule it is</source>
        <translation>Gesetz und Artikel, oder wessen Regel es ist</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Longest pause within a scan, in ms</source>
        <translation>Längste Pause in einem Scan, in ms</translation>
    </message>
    <message>
        <source>More owed on cards than this</source>
        <translation>Mehr als dieser Betrag auf Karten geschuldet</translation>
    </message>
    <message>
        <source>Most on one card</source>
        <translation>Höchstens auf einer Karte</translation>
    </message>
    <message>
        <source>Multi-purpose: VAT when redeemed</source>
        <translation>Mehrzweck: Steuer beim Einlösen</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>Name des Geschäfts</translation>
    </message>
    <message>
        <source>Name of this till</source>
        <translation>Name dieser Kasse</translation>
    </message>
    <message>
        <source>Name, colour, template suffix; then the next. Only the first needs no suffix.</source>
        <translation>Name, Farbe, Vorlagenkürzel; dann das nächste. Nur das erste braucht kein Kürzel.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>New cards are sold in it. Limits and usual amounts keep their whole figures.</source>
        <translation>Darin werden neue Karten verkauft. Grenzen und übliche Beträge behalten ihre ganzen Zahlen.</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No rule</source>
        <translation>Keine Regel</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht angegeben</translation>
    </message>
    <message>
        <source>Note of a new card</source>
        <translation>Notiz einer neuen Karte</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Oldest balance to charge, in days</source>
        <translation>Guthaben nutzbar bis zum Alter von (Tage)</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>On a printed card</source>
        <translation>Auf gedruckten Karten</translation>
    </message>
    <message>
        <source>On receipts. Each till has a name of its own.</source>
        <translation>Auf Belegen. Jede Kasse hat einen eigenen Namen.</translation>
    </message>
    <message>
        <source>On this till until it is confirmed</source>
        <translation>An dieser Kasse bis zur Bestätigung</translation>
    </message>
    <message>
        <source>One when it went well, two when you should look.</source>
        <translation>Ein Ton: alles gut. Zwei Töne: bitte hinsehen.</translation>
    </message>
    <message>
        <source>Open the cash drawer for cash</source>
        <translation>Kassenlade bei Bargeld öffnen</translation>
    </message>
    <message>
        <source>Operations that wait for more hours than this</source>
        <translation>Vorgänge, die länger als so viele Stunden warten</translation>
    </message>
    <message>
        <source>Other programs show the mark. Without it a sale whose answer is lost needs a person, and other tills must ask the service whether a code is genuine.</source>
        <translation>Andere Programme zeigen das Zeichen. Ohne es braucht ein Verkauf, dessen Antwort verloren ging, einen Menschen, und andere Kassen müssen den Dienst fragen, ob ein Code echt ist.</translation>
    </message>
    <message>
        <source>P&amp;eople</source>
        <translation>&amp;Personen</translation>
    </message>
    <message>
        <source>PDF file in the till&apos;s folder</source>
        <translation>PDF-Datei im Ordner der Kasse</translation>
    </message>
    <message>
        <source>PINs and signing out</source>
        <translation>PINs und Abmelden</translation>
    </message>
    <message>
        <source>Pace of the scanner, in ms</source>
        <translation>Tempo des Scanners, in ms</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>Teile der Einstellungen</translation>
    </message>
    <message>
        <source>Polic&amp;y</source>
        <translation>Kart&amp;envorgaben</translation>
    </message>
    <message>
        <source>Policy changed</source>
        <translation>Vorgaben geändert</translation>
    </message>
    <message>
        <source>Policy for gift cards</source>
        <translation>Vorgaben für Geschenkkarten</translation>
    </message>
    <message>
        <source>Print a receipt</source>
        <translation>Beleg drucken</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Gedruckt</translation>
    </message>
    <message>
        <source>Printed on every card and receipt. Nothing is printed before it is set.</source>
        <translation>Steht auf jeder Karte und jedem Beleg. Vorher wird nichts gedruckt.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Proposed as a limit of clerks; it counts once you set it.</source>
        <translation>Wird als Grenze der Bedienung vorgeschlagen; gilt erst, wenn sie gesetzt wird.</translation>
    </message>
    <message>
        <source>Proxy to the service</source>
        <translation>Proxy zum Dienst</translation>
    </message>
    <message>
        <source>QR alone</source>
        <translation>Nur QR</translation>
    </message>
    <message>
        <source>QR and a line barcode</source>
        <translation>QR und Strichcode</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Belegdrucker</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Requests for approval wait so many hours</source>
        <translation>Anfragen um Freigabe warten so viele Stunden</translation>
    </message>
    <message>
        <source>Roll, 58 mm</source>
        <translation>Rolle, 58 mm</translation>
    </message>
    <message>
        <source>Roll, 80 mm</source>
        <translation>Rolle, 80 mm</translation>
    </message>
    <message>
        <source>S&amp;canner</source>
        <translation>&amp;Scanner</translation>
    </message>
    <message>
        <source>S&amp;upport</source>
        <translation>S&amp;upport</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Sent after a code</source>
        <translation>Wird nach dem Code gesendet</translation>
    </message>
    <message>
        <source>Sent in front of a code</source>
        <translation>Wird vor dem Code gesendet</translation>
    </message>
    <message>
        <source>Ser&amp;vice</source>
        <translation>D&amp;ienst</translation>
    </message>
    <message>
        <source>Sheet, A4</source>
        <translation>Blatt, A4</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Geschäft</translation>
    </message>
    <message>
        <source>Sign out after so many minutes without a key</source>
        <translation>Abmelden nach so vielen Minuten ohne Eingabe</translation>
    </message>
    <message>
        <source>Single-purpose: VAT at the sale</source>
        <translation>Einzweck: Steuer beim Verkauf</translation>
    </message>
    <message>
        <source>Source of the kind of voucher for VAT</source>
        <translation>Quelle zur Art des Gutscheins für die Umsatzsteuer</translation>
    </message>
    <message>
        <source>Source of this rule</source>
        <translation>Quelle dieser Regel</translation>
    </message>
    <message>
        <source>Sources looked at on</source>
        <translation>Quellen angesehen am</translation>
    </message>
    <message>
        <source>Takes effect once there is a manager. 0: never. What is on the page stays.</source>
        <translation>Gilt, sobald es eine Leitung gibt. 0: nie. Was auf der Seite steht, bleibt.</translation>
    </message>
    <message>
        <source>Test receipt</source>
        <translation>Testbeleg</translation>
    </message>
    <message>
        <source>The kind itself is set under Shop.</source>
        <translation>Die Art selbst wird unter Geschäft gesetzt.</translation>
    </message>
    <message>
        <source>The network of the shop</source>
        <translation>Das Netz des Geschäfts</translation>
    </message>
    <message>
        <source>Then they expire, and are asked again.</source>
        <translation>Dann laufen sie ab und werden neu gestellt.</translation>
    </message>
    <message>
        <source>They share what the service allows. Takes effect at the next start.</source>
        <translation>Alle Kassen teilen sich, was der Dienst zulässt. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>This receipt printer works.</source>
        <translation>Dieser Belegdrucker funktioniert.</translation>
    </message>
    <message>
        <source>This ti&amp;ll</source>
        <translation>Diese &amp;Kasse</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>Diese Kasse</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Tones</source>
        <translation>Töne</translation>
    </message>
    <message>
        <source>Usual amounts of new cards</source>
        <translation>Übliche Beträge neuer Karten</translation>
    </message>
    <message>
        <source>What is left is paid in cash on request, if less than</source>
        <translation>Der Rest wird auf Wunsch ausgezahlt unter</translation>
    </message>
    <message>
        <source>When cash is paid out or comes back</source>
        <translation>Wenn Bargeld ausgezahlt wird oder zurückkommt</translation>
    </message>
    <message>
        <source>When somebody asks</source>
        <translation>Auf Wunsch</translation>
    </message>
    <message>
        <source>Where the shop file is</source>
        <translation>Wo die Geschäftsdatei liegt</translation>
    </message>
    <message>
        <source>Where to ask for a newer version</source>
        <translation>Wo nach einer neueren Version gefragt wird</translation>
    </message>
    <message>
        <source>Who works here now, until people sign in with a PIN. May be empty.</source>
        <translation>Wer gerade hier arbeitet, solange sich niemand mit PIN anmeldet. Darf leer bleiben.</translation>
    </message>
    <message>
        <source>With a mark of ours</source>
        <translation>Mit unserem Zeichen</translation>
    </message>
    <message>
        <source>With blanks between them, eight at most.</source>
        <translation>Mit Leerzeichen dazwischen, höchstens acht.</translation>
    </message>
    <message>
        <source>With its currency, such as 15.00 USD. Empty: no rule.</source>
        <translation>Mit Währung, etwa 15.00 USD. Leer: keine Regel.</translation>
    </message>
    <message>
        <source>Without a mark</source>
        <translation>Ohne Zeichen</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>{n} years</source>
        <translation>{n} Jahre</translation>
    </message>
</context>
<context>
    <name>SettingsFile</name>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Export the settings</source>
        <translation>Einstellungen exportieren</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>SettingsFilePanel</name>
    <message>
        <source>&amp;Import settings…</source>
        <translation>Einstellungen i&amp;mportieren …</translation>
    </message>
    <message>
        <source>E&amp;xport the settings…</source>
        <translation>Einstellungen e&amp;xportieren …</translation>
    </message>
    <message>
        <source>For the other tills of the shop: what was set by hand, but for the name of this till.</source>
        <translation>Für die anderen Kassen des Geschäfts: was von Hand eingestellt wurde, bis auf den Namen dieser Kasse.</translation>
    </message>
    <message>
        <source>The settings as a file</source>
        <translation>Die Einstellungen als Datei</translation>
    </message>
</context>
<context>
    <name>SettingsImportDialog</name>
    <message>
        <source>&amp;Take them all</source>
        <translation>A&amp;lle übernehmen</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Stored.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>Settle</name>
    <message>
        <source>&amp;Drop it…</source>
        <translation>&amp;Verwerfen …</translation>
    </message>
    <message>
        <source>&amp;Set right by hand…</source>
        <translation>Von Hand richtigste&amp;llen …</translation>
    </message>
    <message>
        <source>It &amp;was changed</source>
        <translation>Es &amp;wurde geändert</translation>
    </message>
    <message>
        <source>It &amp;was disabled</source>
        <translation>Sie &amp;wurde gesperrt</translation>
    </message>
    <message>
        <source>It &amp;was put on</source>
        <translation>Es &amp;wurde aufgeladen</translation>
    </message>
    <message>
        <source>It &amp;was set</source>
        <translation>Es &amp;wurde gesetzt</translation>
    </message>
    <message>
        <source>It &amp;was taken</source>
        <translation>Es &amp;wurde abgebucht</translation>
    </message>
    <message>
        <source>It &amp;was taken back</source>
        <translation>Es &amp;wurde zurückgenommen</translation>
    </message>
    <message>
        <source>It &amp;was taken for cash</source>
        <translation>Es &amp;wurde für Bargeld abgebucht</translation>
    </message>
    <message>
        <source>It is asked for once more now.</source>
        <translation>Es wird jetzt noch einmal angefordert.</translation>
    </message>
    <message>
        <source>It w&amp;as not: cash out now</source>
        <translation>&amp;Nein: jetzt auszahlen</translation>
    </message>
    <message>
        <source>It w&amp;as not: change it now</source>
        <translation>&amp;Nein: jetzt ändern</translation>
    </message>
    <message>
        <source>It w&amp;as not: disable it now</source>
        <translation>&amp;Nein: jetzt sperren</translation>
    </message>
    <message>
        <source>It w&amp;as not: make it now</source>
        <translation>&amp;Nein: jetzt erstellen</translation>
    </message>
    <message>
        <source>It w&amp;as not: put it on now</source>
        <translation>&amp;Nein: jetzt aufladen</translation>
    </message>
    <message>
        <source>It w&amp;as not: set it now</source>
        <translation>&amp;Nein: jetzt setzen</translation>
    </message>
    <message>
        <source>It w&amp;as not: take it back now</source>
        <translation>&amp;Nein: jetzt zurücknehmen</translation>
    </message>
    <message>
        <source>It w&amp;as not: take it now</source>
        <translation>&amp;Nein: jetzt abbuchen</translation>
    </message>
    <message>
        <source>It was not: &amp;drop it…</source>
        <translation>Nein: &amp;verwerfen …</translation>
    </message>
    <message>
        <source>Never take it: &amp;drop the promise…</source>
        <translation>Nie abbuchen: Zusage &amp;verwerfen…</translation>
    </message>
    <message>
        <source>Nothing is sent.</source>
        <translation>Es wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Nothing is sent. The card stays as it is.</source>
        <translation>Es wird nichts gesendet. Die Karte bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>P&amp;ut {amount} on now</source>
        <translation>Jetzt {amount} &amp;aufladen</translation>
    </message>
    <message>
        <source>Settled and confirmed: {balance} on the card.</source>
        <translation>Geklärt und bestätigt: {balance} auf der Karte.</translation>
    </message>
    <message>
        <source>Settled, but what should follow was refused. {why}</source>
        <translation>Geklärt, aber was folgen sollte, wurde abgelehnt. {why}</translation>
    </message>
    <message>
        <source>Settled. Nothing was sent to the card.</source>
        <translation>Geklärt. Es wurde nichts an die Karte gesendet.</translation>
    </message>
    <message>
        <source>Settled. What follows is accepted and waits for the service.</source>
        <translation>Geklärt. Was folgt, ist angenommen und wartet auf den Dienst.</translation>
    </message>
    <message>
        <source>Settled. What follows is not known yet. {why}</source>
        <translation>Geklärt. Was folgt, ist noch unbekannt. {why}</translation>
    </message>
    <message>
        <source>T&amp;ake {amount} now</source>
        <translation>Jetzt {amount} &amp;abbuchen</translation>
    </message>
    <message>
        <source>Take what is &amp;left</source>
        <translation>Den Rest a&amp;bbuchen</translation>
    </message>
    <message>
        <source>Take what is &amp;left ({amount})</source>
        <translation>Den Rest a&amp;bbuchen ({amount})</translation>
    </message>
    <message>
        <source>The card &amp;was made</source>
        <translation>Die Karte &amp;wurde erstellt</translation>
    </message>
    <message>
        <source>The card is looked for by the mark of this sale. If it is there, it is good.</source>
        <translation>Die Karte wird am Merkmal dieses Verkaufs gesucht. Ist sie da, gilt sie.</translation>
    </message>
    <message>
        <source>The card is read. If it shows the change, this is done; nothing is sent.</source>
        <translation>Die Karte wird gelesen. Zeigt sie die Änderung, ist es erledigt; es wird nichts gesendet.</translation>
    </message>
    <message>
        <source>The card is set from {before} to {after} now.</source>
        <translation>Die Karte wird jetzt von {before} auf {after} gesetzt.</translation>
    </message>
    <message>
        <source>The card stays at {after}; nothing is sent.</source>
        <translation>Die Karte bleibt bei {after}; es wird nichts gesendet.</translation>
    </message>
    <message>
        <source>The sale is over and its code is wiped. What waits for this card will need you.</source>
        <translation>Der Verkauf ist beendet und sein Code gelöscht. Was auf diese Karte wartet, ist dann zu klären.</translation>
    </message>
    <message>
        <source>The same order goes out with the same code. No second card can come of it.</source>
        <translation>Derselbe Auftrag wird mit demselben Code gesendet. Eine zweite Karte kann dadurch nicht entstehen.</translation>
    </message>
    <message>
        <source>This cash-out goes into the books as {amount}.</source>
        <translation>Diese Auszahlung wird mit {amount} gebucht.</translation>
    </message>
    <message>
        <source>This correction goes into the books as {amount}.</source>
        <translation>Diese Korrektur wird mit {amount} gebucht.</translation>
    </message>
    <message>
        <source>This redeem goes into the books as {amount}.</source>
        <translation>Diese Einlösung wird mit {amount} gebucht.</translation>
    </message>
    <message>
        <source>This take-back goes into the books as {amount}.</source>
        <translation>Diese Rücknahme wird mit {amount} gebucht.</translation>
    </message>
    <message>
        <source>This top-up goes into the books as {amount}.</source>
        <translation>Diese Aufladung wird mit {amount} gebucht.</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>{amount} is put on the card now; it then has {left}.</source>
        <translation>{amount} werden jetzt auf die Karte geladen; dann hat sie {left}.</translation>
    </message>
    <message>
        <source>{amount} is taken from the card now; {left} stays on it.</source>
        <translation>{amount} werden jetzt von der Karte abgebucht; {left} bleiben darauf.</translation>
    </message>
    <message>
        <source>{loss} is the shop&apos;s loss.</source>
        <translation>{loss} trägt das Geschäft als Verlust.</translation>
    </message>
    <message>
        <source>{when} · {said}</source>
        <translation>{when} · {said}</translation>
    </message>
</context>
<context>
    <name>SettleController</name>
    <message>
        <source>One moment: the last answer is still on its way.</source>
        <translation>Einen Moment: Die letzte Antwort ist noch unterwegs.</translation>
    </message>
</context>
<context>
    <name>SettleDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Drop it</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Settle it</source>
        <translation>&amp;Klären</translation>
    </message>
    <message>
        <source>A reason is needed</source>
        <translation>Ein Grund fehlt noch</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Type all that it changed on the card, twice where it was done twice, to see what will happen.</source>
        <translation>Alles eingeben, was es an der Karte geändert hat, doppelt, wenn es doppelt gebucht wurde. Dann steht hier, was geschieht.</translation>
    </message>
    <message>
        <source>Type the amount to see what will happen.</source>
        <translation>Betrag eingeben, um zu sehen, was geschieht.</translation>
    </message>
    <message>
        <source>Type what should be on the card to see what will happen.</source>
        <translation>Eingeben, was auf der Karte sein soll, um zu sehen, was geschieht.</translation>
    </message>
</context>
<context>
    <name>SettleFigure</name>
    <message>
        <source>A&amp;mount changed</source>
        <translation>&amp;Betrag der Änderung</translation>
    </message>
    <message>
        <source>A&amp;mount put on</source>
        <translation>&amp;Betrag der Aufladung</translation>
    </message>
    <message>
        <source>A&amp;mount taken</source>
        <translation>&amp;Betrag der Abbuchung</translation>
    </message>
    <message>
        <source>True ba&amp;lance</source>
        <translation>Tatsächliches &amp;Guthaben</translation>
    </message>
    <message>
        <source>True balance of the card</source>
        <translation>Tatsächliches Guthaben der Karte</translation>
    </message>
</context>
<context>
    <name>SettleReason</name>
    <message>
        <source>How do you know?</source>
        <translation>Woher wissen Sie es?</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>SharedSettings</name>
    <message>
        <source>&amp;Let it lead</source>
        <translation>&amp;Führen lassen</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Invite a till</source>
        <translation>Eine Kasse einladen</translation>
    </message>
    <message>
        <source>Its settings, rights and people then go to the other tills, and replace theirs.</source>
        <translation>Ihre Einstellungen, Rechte und Personen gehen dann an die anderen Kassen und ersetzen deren.</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Lassen, wie es ist</translation>
    </message>
    <message>
        <source>Let this till lead the shop?</source>
        <translation>Soll diese Kasse das Geschäft führen?</translation>
    </message>
    <message>
        <source>Shop files</source>
        <translation>Geschäftsdateien</translation>
    </message>
    <message>
        <source>Take over a shop file</source>
        <translation>Eine Geschäftsdatei übernehmen</translation>
    </message>
    <message>
        <source>Write the shop file</source>
        <translation>Die Geschäftsdatei schreiben</translation>
    </message>
</context>
<context>
    <name>SharingPanel</name>
    <message>
        <source>&amp;Join a shop…</source>
        <translation>Einem Geschäft &amp;beitreten…</translation>
    </message>
    <message>
        <source>At the till that leads, a manager changes settings, rights and people; the others take them over from a file. Printers, scanner and the name of a till stay its own.</source>
        <translation>An der führenden Kasse ändert die Leitung Einstellungen, Rechte und Personen; die anderen übernehmen sie aus einer Datei. Drucker, Scanner und Name bleiben jeder Kasse eigen.</translation>
    </message>
    <message>
        <source>Invite a &amp;till…</source>
        <translation>Eine Kasse ein&amp;laden…</translation>
    </message>
    <message>
        <source>Let this till lea&amp;d…</source>
        <translation>Diese Kasse &amp;führen lassen…</translation>
    </message>
    <message>
        <source>Put the journals to&amp;gether…</source>
        <translation>Journale &amp;zusammenführen…</translation>
    </message>
    <message>
        <source>Settings and people of all tills</source>
        <translation>Einstellungen und Personen aller Kassen</translation>
    </message>
    <message>
        <source>Take over a shop &amp;file…</source>
        <translation>Geschäftsdatei über&amp;nehmen…</translation>
    </message>
    <message>
        <source>The journals are being read…</source>
        <translation>Die Journale werden gelesen…</translation>
    </message>
    <message>
        <source>Write the shop &amp;file…</source>
        <translation>Geschäftsdatei schrei&amp;ben…</translation>
    </message>
</context>
<context>
    <name>ShopPage</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
    <message>
        <source>As customers know it</source>
        <translation>Wie der Kunde es kennt</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Each till has a name of its own, such as Till 1 or Upstairs.</source>
        <translation>Jede Kasse hat einen eigenen Namen, etwa Kasse 1 oder Obergeschoss.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>Name des Geschäfts</translation>
    </message>
    <message>
        <source>Name of this till</source>
        <translation>Name dieser Kasse</translation>
    </message>
    <message>
        <source>The currency is missing.</source>
        <translation>Die Währung fehlt.</translation>
    </message>
    <message>
        <source>The name of the shop is missing.</source>
        <translation>Der Name des Geschäfts fehlt.</translation>
    </message>
    <message>
        <source>The name of this till is missing.</source>
        <translation>Der Name dieser Kasse fehlt.</translation>
    </message>
    <message>
        <source>These names appear on your cards and receipts. Nothing is printed before they are known.</source>
        <translation>Diese Namen stehen auf Ihren Karten und Belegen. Vorher wird nichts gedruckt.</translation>
    </message>
    <message>
        <source>What is printed</source>
        <translation>Was gedruckt wird</translation>
    </message>
</context>
<context>
    <name>ShopPreviewDialog</name>
    <message>
        <source>&amp;Take all of it</source>
        <translation>&amp;Alles übernehmen</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Setting or person</source>
        <translation>Einstellung oder Person</translation>
    </message>
    <message>
        <source>Take over a shop file</source>
        <translation>Eine Geschäftsdatei übernehmen</translation>
    </message>
    <message>
        <source>{role}, another PIN</source>
        <translation>{role}, andere PIN</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>1 alert</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>Help: all keys (F10)</source>
        <translation>Hilfe: alle Tasten (F10)</translation>
    </message>
    <message>
        <source>{n} alerts</source>
        <translation>{n} Warnungen</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} ausstehend</translation>
    </message>
    <message>
        <source>{n} waiting for approval</source>
        <translation>{n} warten auf Freigabe</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>A manager is needed</source>
        <translation>Das muss die Leitung freigeben</translation>
    </message>
    <message>
        <source>Another person signs in…</source>
        <translation>Jemand anderes meldet sich an …</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Change my PIN…</source>
        <translation>Meine PIN ändern …</translation>
    </message>
    <message>
        <source>Nobody else works here.</source>
        <translation>Sonst arbeitet niemand hier.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in or out</source>
        <translation>An- oder abmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>The customer&apos;s card and sale stay. What is typed and not done goes.</source>
        <translation>Karte und Verkauf des Kunden bleiben. Was getippt und nicht getan ist, verschwindet.</translation>
    </message>
    <message>
        <source>Who is at the till?</source>
        <translation>Wer ist an der Kasse?</translation>
    </message>
    <message>
        <source>Who takes over from {name}?</source>
        <translation>Wer übernimmt von {name}?</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>&amp;Add this person</source>
        <translation>Person &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>How long is set below. Not 1234, not 1212.</source>
        <translation>Wie lang, steht unten. Nicht 1234, nicht 1212.</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>People sign in. What each role may do is in the part Rights.</source>
        <translation>Alle melden sich an. Was jede Rolle darf, steht im Teil Rechte.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>The same name again gives a new PIN or role.</source>
        <translation>Derselbe Name noch einmal ändert PIN oder Rolle.</translation>
    </message>
    <message>
        <source>Until there is a manager, nobody signs in and everybody may do everything.</source>
        <translation>Solange es keine Leitung gibt, meldet sich niemand an, und alle dürfen alles.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Counterfoil cannot start</source>
        <translation>Counterfoil kann nicht starten</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>On the other machine, start Counterfoil and choose “Restore or move from a file”. When the till works there, this folder can go.</source>
        <translation>Auf dem anderen Computer Counterfoil starten und „Aus einer Datei wiederherstellen oder umziehen“ wählen. Wenn die Kasse dort arbeitet, kann dieser Ordner weg.</translation>
    </message>
    <message>
        <source>The program itself failed while it started. Nothing was changed; the log says more.</source>
        <translation>Das Programm hat beim Start einen eigenen Fehler gemacht. Es wurde nichts geändert; im Protokoll steht mehr.</translation>
    </message>
    <message>
        <source>This till has moved</source>
        <translation>Diese Kasse ist umgezogen</translation>
    </message>
</context>
<context>
    <name>StatePill</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut …</translation>
    </message>
    <message>
        <source>Go back online</source>
        <translation>Wieder online gehen</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Token refused</source>
        <translation>Token abgelehnt</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>Offline arbeiten</translation>
    </message>
    <message>
        <source>Working offline</source>
        <translation>Offline geschaltet</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} ausstehend</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>not synced yet</source>
        <translation>noch nicht abgeglichen</translation>
    </message>
    <message>
        <source>synced {age}</source>
        <translation>abgeglichen {age}</translation>
    </message>
    <message>
        <source>{cards} so far</source>
        <translation>bisher {cards}</translation>
    </message>
    <message>
        <source>{n} card</source>
        <translation>{n} Karte</translation>
    </message>
    <message>
        <source>{n} cards</source>
        <translation>{n} Karten</translation>
    </message>
</context>
<context>
    <name>Support</name>
    <message>
        <source>A backup of this till is saved into a file and read back. What waits goes along: {count}.</source>
        <translation>Eine Sicherung dieser Kasse wird in einer Datei gespeichert und zurückgelesen. Was wartet, geht mit: {count}.</translation>
    </message>
    <message>
        <source>Entries of the journal</source>
        <translation>Einträge des Journals</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Gemacht</translation>
    </message>
    <message>
        <source>On the other machine, start Counterfoil and choose “Restore or move from a file”.</source>
        <translation>Auf dem anderen Computer Counterfoil starten und „Aus einer Datei wiederherstellen oder umziehen“ wählen.</translation>
    </message>
    <message>
        <source>Operations that wait</source>
        <translation>Wartende Vorgänge</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>Saved {when}: {file}</source>
        <translation>Gespeichert am {when}: {file}</translation>
    </message>
    <message>
        <source>The token of the service does not go along. Have it at hand for the new machine.</source>
        <translation>Das Token des Dienstes geht nicht mit. Bitte für den neuen Computer bereithalten.</translation>
    </message>
    <message>
        <source>Then this till closes, sends nothing any more, and does not open again.</source>
        <translation>Dann schließt diese Kasse, sendet nichts mehr und lässt sich nicht mehr öffnen.</translation>
    </message>
</context>
<context>
    <name>SwapCheck</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check the card</source>
        <translation>Karte prüfen</translation>
    </message>
    <message>
        <source>Code of the card</source>
        <translation>Code der Karte</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>It must be the one that was just sold.</source>
        <translation>Es muss die gerade verkaufte Karte sein.</translation>
    </message>
    <message>
        <source>Scan the card that you hand over</source>
        <translation>Die Karte scannen, die Sie aushändigen</translation>
    </message>
    <message>
        <source>Stop. This is another card than the one that was sold. Do not hand it over.</source>
        <translation>Halt. Das ist nicht die verkaufte Karte. Nicht aushändigen.</translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message>
        <source>Copy the row</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Sort by: {column}</source>
        <translation>Sortieren nach: {column}</translation>
    </message>
    <message>
        <source>Sort down by: {column}</source>
        <translation>Absteigend nach: {column}</translation>
    </message>
    <message>
        <source>The usual order</source>
        <translation>Übliche Reihenfolge</translation>
    </message>
</context>
<context>
    <name>TakeBack</name>
    <message>
        <source>Do not do it again. This page tells you when it is known.</source>
        <translation>Nicht noch einmal versuchen. Diese Seite meldet, sobald es feststeht.</translation>
    </message>
    <message>
        <source>Give the customer back what was paid for it.</source>
        <translation>Dem Kunden zurückgeben, was er dafür bezahlt hat.</translation>
    </message>
    <message>
        <source>It could not be taken back. Nothing was changed on your card.</source>
        <translation>Das ließ sich nicht zurücknehmen. Auf Ihrer Karte wurde nichts geändert.</translation>
    </message>
    <message>
        <source>It then has {balance}.</source>
        <translation>Danach hat sie {balance}.</translation>
    </message>
    <message>
        <source>Not taken back</source>
        <translation>Nicht zurückgenommen</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The cash goes back into the drawer.</source>
        <translation>Das Bargeld kommt zurück in die Kassenlade.</translation>
    </message>
    <message>
        <source>The sale is over then, and the code of the card is wiped here.</source>
        <translation>Der Verkauf ist dann aufgehoben, und der Code der Karte wird hier gelöscht.</translation>
    </message>
    <message>
        <source>We are asking whether it was taken back. One moment, please.</source>
        <translation>Wir fragen nach, ob es zurückgenommen wurde. Einen Moment, bitte.</translation>
    </message>
    <message>
        <source>We do not know yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>{amount} goes back on the card.</source>
        <translation>{amount} kommen zurück auf die Karte.</translation>
    </message>
    <message>
        <source>{amount} is taken off the card again.</source>
        <translation>{amount} werden wieder von der Karte abgebucht.</translation>
    </message>
    <message>
        <source>{amount} was put back on your card. It has {balance} now.</source>
        <translation>{amount} wurden auf Ihre Karte zurückgebucht. Darauf sind jetzt {balance}.</translation>
    </message>
    <message>
        <source>{amount} was taken off your card again. It has {balance} now.</source>
        <translation>{amount} wurden wieder von Ihrer Karte abgebucht. Darauf sind jetzt {balance}.</translation>
    </message>
    <message>
        <source>{balance} on the card.</source>
        <translation>{balance} auf der Karte.</translation>
    </message>
</context>
<context>
    <name>TakeBackDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>A reason is needed</source>
        <translation>Ein Grund fehlt noch</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Ta&amp;ke it back</source>
        <translation>Zurückne&amp;hmen</translation>
    </message>
    <message>
        <source>Take this back?</source>
        <translation>Zurücknehmen?</translation>
    </message>
    <message>
        <source>Why is it taken back?</source>
        <translation>Warum wird es zurückgenommen?</translation>
    </message>
</context>
<context>
    <name>TakeOver</name>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Nicht ändern</translation>
    </message>
    <message>
        <source>What is in the file</source>
        <translation>Was in der Datei steht</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>= {balance}</source>
        <translation>= {balance}</translation>
    </message>
    <message>
        <source>How it got there</source>
        <translation>Wie es dazu kam</translation>
    </message>
    <message>
        <source>Older entries are in the history.</source>
        <translation>Ältere Einträge stehen im Verlauf.</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Grund: {reason}</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Zurücknehmen …</translation>
    </message>
</context>
<context>
    <name>TopUpPanel</name>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>Aufladen</translation>
    </message>
    <message>
        <source>Top up {amount}</source>
        <translation>{amount} aufladen</translation>
    </message>
    <message>
        <source>on the card afterwards</source>
        <translation>danach auf der Karte</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>&amp;Lose its answer</source>
        <translation>Antwort &amp;verlieren</translation>
    </message>
    <message>
        <source>&amp;Refuse it</source>
        <translation>A&amp;blehnen</translation>
    </message>
    <message>
        <source>&amp;Web shop spends half of this card</source>
        <translation>&amp;Webshop löst halbes Guthaben ein</translation>
    </message>
    <message>
        <source>A bad da&amp;y</source>
        <translation>Ein schlechter &amp;Tag</translation>
    </message>
    <message>
        <source>Answer it &amp;slowly</source>
        <translation>&amp;Langsam antworten</translation>
    </message>
    <message>
        <source>Be too &amp;busy for it</source>
        <translation>Wegen Überlastung &amp;abweisen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Let everything &amp;go well again</source>
        <translation>Alle &amp;Störungen beenden</translation>
    </message>
    <message>
        <source>Number of the bad day</source>
        <translation>Nummer des schlechten Tages</translation>
    </message>
    <message>
        <source>The connection is &amp;down</source>
        <translation>Verbindung &amp;unterbrochen</translation>
    </message>
    <message>
        <source>The next sale or change</source>
        <translation>Der nächste Verkauf oder die nächste Änderung</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Training: no real cards</source>
        <translation>Übung: keine echten Karten</translation>
    </message>
    <message>
        <source>Waiting for the next sale or change: {what}.</source>
        <translation>Wartet auf den nächsten Verkauf oder die nächste Änderung: {what}.</translation>
    </message>
    <message>
        <source>What you choose happens on the sandbox alone.</source>
        <translation>Was hier gewählt wird, geschieht nur in der Übungsumgebung.</translation>
    </message>
    <message>
        <source>it is answered slowly</source>
        <translation>die Antwort kommt langsam</translation>
    </message>
    <message>
        <source>it is refused</source>
        <translation>es wird abgelehnt</translation>
    </message>
    <message>
        <source>its answer is lost</source>
        <translation>die Antwort geht verloren</translation>
    </message>
    <message>
        <source>the service is too busy</source>
        <translation>der Dienst ist überlastet</translation>
    </message>
</context>
<context>
    <name>TrainingSheet</name>
    <message>
        <source>A customer has just spent half of this card in the web shop.</source>
        <translation>Im Webshop wurde gerade die Hälfte dieser Karte eingelöst.</translation>
    </message>
    <message>
        <source>Everything works normally again.</source>
        <translation>Alles läuft wieder normal.</translation>
    </message>
    <message>
        <source>The next answer will be lost, after the service did what was asked.</source>
        <translation>Die nächste Antwort geht verloren, nachdem der Dienst es ausgeführt hat.</translation>
    </message>
    <message>
        <source>The next answer will take its time.</source>
        <translation>Die nächste Antwort lässt sich Zeit.</translation>
    </message>
    <message>
        <source>The service will be too busy for what is asked next.</source>
        <translation>Der Dienst weist die nächste Anfrage wegen Überlastung ab.</translation>
    </message>
    <message>
        <source>The service will refuse what is asked next.</source>
        <translation>Der Dienst lehnt die nächste Anfrage ab.</translation>
    </message>
    <message>
        <source>Training: outage and faults</source>
        <translation>Übung: Ausfall und Störungen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>TryCard</name>
    <message>
        <source>&amp;Use this card</source>
        <translation>D&amp;iese Karte verwenden</translation>
    </message>
    <message>
        <source>No card in your hand? Try this one.</source>
        <translation>Keine Karte zur Hand? Nehmen Sie diese.</translation>
    </message>
    <message>
        <source>Scan it from the screen, type its code, or take it with the button. It is not real money.</source>
        <translation>Vom Bildschirm scannen, den Code eintippen oder die Schaltfläche drücken. Es ist kein echtes Geld.</translation>
    </message>
    <message>
        <source>The code of a card to scan</source>
        <translation>Code einer Karte zum Scannen</translation>
    </message>
</context>
<context>
    <name>WaitBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>How much is done</source>
        <translation>Wie viel erledigt ist</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>One moment… {n} s</source>
        <translation>Einen Moment … {n} s</translation>
    </message>
</context>
<context>
    <name>WaitDialog</name>
    <message>
        <source>If you cancel it, nothing is written, and a file of that name stays as it is.</source>
        <translation>Wenn Sie abbrechen, wird nichts geschrieben, und eine Datei dieses Namens bleibt, wie sie ist.</translation>
    </message>
</context>
<context>
    <name>WaitPage</name>
    <message>
        <source>A command is at work on this till. Counterfoil opens as soon as it is done.</source>
        <translation>An dieser Kasse läuft ein Befehl. Counterfoil öffnet sich, sobald er fertig ist.</translation>
    </message>
    <message>
        <source>Counterfoil is open already</source>
        <translation>Counterfoil ist schon geöffnet</translation>
    </message>
    <message>
        <source>Do not wait</source>
        <translation>Nicht warten</translation>
    </message>
    <message>
        <source>Its window does not answer just now. Please wait: it comes to the front as soon as it does. If it stays like this, restart the computer. What was accepted is kept.</source>
        <translation>Sein Fenster antwortet gerade nicht. Bitte warten: Es kommt nach vorn, sobald es antwortet. Bleibt es so, starten Sie den Rechner neu. Was angenommen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Einen Moment</translation>
    </message>
    <message>
        <source>Process {n}</source>
        <translation>Prozess {n}</translation>
    </message>
</context>
<context>
    <name>WaitingCodes</name>
    <message>
        <source>Not handed over yet</source>
        <translation>Noch nicht ausgehändigt</translation>
    </message>
    <message>
        <source>Show the &amp;code</source>
        <translation>Code zei&amp;gen</translation>
    </message>
    <message>
        <source>and {count} more; they come up here one after the other</source>
        <translation>und {count} weitere; sie erscheinen hier nacheinander</translation>
    </message>
</context>
<context>
    <name>WaitingLine</name>
    <message>
        <source>Asking the service…</source>
        <translation>Anfrage an den Dienst …</translation>
    </message>
    <message>
        <source>Still asking, {n} s. It is kept here and counts only once.</source>
        <translation>Anfrage läuft noch, {n} s. Es bleibt hier erhalten und zählt nur einmal.</translation>
    </message>
    <message>
        <source>Waiting for the PIN…</source>
        <translation>Warten auf die PIN …</translation>
    </message>
</context>
<context>
    <name>WaitingOrders</name>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortfahren</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>Ze&amp;igen</translation>
    </message>
    <message>
        <source>Several at once, not finished</source>
        <translation>Mehrere auf einmal, nicht beendet</translation>
    </message>
</context>
<context>
    <name>WaitingReceipts</name>
    <message>
        <source>It was sent. This printer does not tell more: look at the paper.</source>
        <translation>Gesendet. Mehr meldet dieser Drucker nicht: bitte auf das Papier sehen.</translation>
    </message>
    <message>
        <source>It will not be printed automatically. The history can still print it.</source>
        <translation>Er wird nicht mehr von selbst gedruckt. Aus dem Verlauf geht es weiterhin.</translation>
    </message>
    <message>
        <source>Printed.</source>
        <translation>Gedruckt.</translation>
    </message>
    <message>
        <source>The printer says that it is printed.</source>
        <translation>Der Drucker meldet: gedruckt.</translation>
    </message>
</context>
<context>
    <name>WaitingReceiptsPanel</name>
    <message>
        <source>And {count} more.</source>
        <translation>Und {count} weitere.</translation>
    </message>
    <message>
        <source>Do not print it</source>
        <translation>Nicht drucken</translation>
    </message>
    <message>
        <source>No receipt waits.</source>
        <translation>Kein Beleg steht aus.</translation>
    </message>
    <message>
        <source>Print a test receipt</source>
        <translation>Testbeleg drucken</translation>
    </message>
    <message>
        <source>Print it now</source>
        <translation>Jetzt drucken</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Wird gedruckt …</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Belegdrucker</translation>
    </message>
    <message>
        <source>These wait. They are printed once the printer works, marked as late copies.</source>
        <translation>Diese stehen aus. Sie werden gedruckt, sobald der Drucker funktioniert, als Nachdruck gekennzeichnet.</translation>
    </message>
</context>
<context>
    <name>WaySection</name>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>Choose a certificate file</source>
        <translation>Zertifikatsdatei wählen</translation>
    </message>
    <message>
        <source>Choose a certificate file…</source>
        <translation>Zertifikatsdatei wählen …</translation>
    </message>
</context>
<context>
    <name>WindowOffers</name>
    <message>
        <source>Close the day…</source>
        <translation>Tag abschließen …</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Go back online</source>
        <translation>Wieder online gehen</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>The desk is still starting.</source>
        <translation>Das Programm startet noch.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>Offline arbeiten</translation>
    </message>
</context>
<context>
    <name>WindowPlace</name>
    <message>
        <source>Full screen and back</source>
        <translation>Vollbild ein und aus</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>_TestCode</name>
    <message>
        <source>The code to scan</source>
        <translation>Der Code zum Scannen</translation>
    </message>
</context>
<context>
    <name>drill</name>
    <message>
        <source>Bad day {number}.</source>
        <translation>Schlechter Tag {number}.</translation>
    </message>
    <message>
        <source>Next: a slow answer.</source>
        <translation>Als Nächstes: eine langsame Antwort.</translation>
    </message>
    <message>
        <source>Next: it is refused.</source>
        <translation>Als Nächstes: Es wird abgelehnt.</translation>
    </message>
    <message>
        <source>Next: its answer is lost.</source>
        <translation>Als Nächstes: Die Antwort geht verloren.</translation>
    </message>
    <message>
        <source>Next: the service is too busy.</source>
        <translation>Als Nächstes: Der Dienst ist überlastet.</translation>
    </message>
</context>
<context>
    <name>lookup</name>
    <message>
        <source>Check the text “{text}”, or scan the card again.</source>
        <translation>Den Text „{text}“ prüfen oder die Karte erneut scannen.</translation>
    </message>
    <message>
        <source>Do not accept this card</source>
        <translation>Diese Karte nicht annehmen</translation>
    </message>
    <message>
        <source>Is it one of these?</source>
        <translation>Ist es eine davon?</translation>
    </message>
    <message>
        <source>Read again: {balance}, confirmed just now.</source>
        <translation>Neu abgefragt: {balance}, gerade bestätigt.</translation>
    </message>
    <message>
        <source>The service did not answer. {balance} was confirmed {age}.</source>
        <translation>Der Dienst hat nicht geantwortet. {balance} wurden {age} bestätigt.</translation>
    </message>
    <message>
        <source>This till works offline. {balance} was confirmed {age}.</source>
        <translation>Diese Kasse arbeitet offline. {balance} wurden {age} bestätigt.</translation>
    </message>
    <message>
        <source>Which card is it?</source>
        <translation>Welche Karte ist es?</translation>
    </message>
    <message>
        <source>“{text}” is no code that we know, but it fits these.</source>
        <translation>„{text}“ ist kein bekannter Code, passt aber zu diesen.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Changed elsewhere</source>
        <translation>Anderswo geändert</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>vor {n} Tagen</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>vor {n} Std.</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>vor {n} Min.</translation>
    </message>
    <message>
        <source>{n} s ago</source>
        <translation>vor {n} s</translation>
    </message>
    <message>
        <source>{who} froze it on this till, {when}: {why}</source>
        <translation>{who} hat sie an dieser Kasse eingefroren, {when}: {why}</translation>
    </message>
</context>
<context>
    <name>offers</name>
    <message>
        <source>Not possible just now.</source>
        <translation>Im Moment nicht möglich.</translation>
    </message>
</context>
<context>
    <name>outcome_words</name>
    <message>
        <source>Accepted, waiting to be sent.</source>
        <translation>Angenommen, wird noch gesendet.</translation>
    </message>
    <message>
        <source>Balance set</source>
        <translation>Guthaben gesetzt</translation>
    </message>
    <message>
        <source>Being made</source>
        <translation>Wird erstellt</translation>
    </message>
    <message>
        <source>Card made</source>
        <translation>Karte erstellt</translation>
    </message>
    <message>
        <source>Confirmed now</source>
        <translation>Nun bestätigt</translation>
    </message>
    <message>
        <source>Do not accept it.</source>
        <translation>Nicht annehmen.</translation>
    </message>
    <message>
        <source>Do not enter it again. This page tells you when it is known.</source>
        <translation>Nicht noch einmal eingeben. Diese Seite meldet, sobald es feststeht.</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Frozen on this till</source>
        <translation>An dieser Kasse eingefroren</translation>
    </message>
    <message>
        <source>Give no cash yet.</source>
        <translation>Noch nichts bar auszahlen.</translation>
    </message>
    <message>
        <source>Give no cash yet. This page tells you when it is known.</source>
        <translation>Noch nichts bar auszahlen. Diese Seite meldet, sobald es feststeht.</translation>
    </message>
    <message>
        <source>Give no cash. Nothing was taken off the card.</source>
        <translation>Nichts bar auszahlen. Von der Karte wurde nichts abgebucht.</translation>
    </message>
    <message>
        <source>Give the customer {amount} in cash</source>
        <translation>Dem Kunden {amount} bar geben</translation>
    </message>
    <message>
        <source>It can never be used again.</source>
        <translation>Sie ist nie wieder nutzbar.</translation>
    </message>
    <message>
        <source>It could not be done. Nothing was changed on your card.</source>
        <translation>Das hat nicht geklappt. Auf Ihrer Karte wurde nichts geändert.</translation>
    </message>
    <message>
        <source>It counts. Your card is changed as soon as we are online again; the receipt says PENDING.</source>
        <translation>Es gilt. Ihre Karte wird geändert, sobald wir wieder online sind; auf dem Beleg steht AUSSTEHEND.</translation>
    </message>
    <message>
        <source>It is done. Your card has {balance} now.</source>
        <translation>Erledigt. Auf Ihrer Karte sind jetzt {balance}.</translation>
    </message>
    <message>
        <source>It is sent automatically when the service answers.</source>
        <translation>Es wird von selbst gesendet, sobald der Dienst antwortet.</translation>
    </message>
    <message>
        <source>Not confirmed yet</source>
        <translation>Noch nicht bestätigt</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Nicht ausgeführt</translation>
    </message>
    <message>
        <source>Nothing was changed on your card.</source>
        <translation>Auf Ihrer Karte wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>PENDING</source>
        <translation>AUSSTEHEND</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Settle it in the outbox, F4.</source>
        <translation>Im Ausgang klären, F4.</translation>
    </message>
    <message>
        <source>Take another card, or another way to pay.</source>
        <translation>Andere Karte oder andere Zahlungsart verwenden.</translation>
    </message>
    <message>
        <source>The card is changed.</source>
        <translation>Die Karte ist geändert.</translation>
    </message>
    <message>
        <source>The card is disabled</source>
        <translation>Die Karte ist gesperrt</translation>
    </message>
    <message>
        <source>The last card is confirmed: give its customer {amount} in cash.</source>
        <translation>Die letzte Karte ist bestätigt: dem Kunden {amount} bar geben.</translation>
    </message>
    <message>
        <source>The last card is confirmed: {balance} on it.</source>
        <translation>Die letzte Karte ist bestätigt: {balance} darauf.</translation>
    </message>
    <message>
        <source>The last card is not confirmed. Look at the outbox, F4.</source>
        <translation>Die letzte Karte ist nicht bestätigt. Im Ausgang nachsehen, F4.</translation>
    </message>
    <message>
        <source>The last card: {why}</source>
        <translation>Die letzte Karte: {why}</translation>
    </message>
    <message>
        <source>The sale is paid.</source>
        <translation>Der Verkauf ist bezahlt.</translation>
    </message>
    <message>
        <source>The service refused it.</source>
        <translation>Der Dienst hat es abgelehnt.</translation>
    </message>
    <message>
        <source>This is not clear yet. We look into it, and tell you as soon as we know.</source>
        <translation>Das ist noch nicht geklärt. Wir gehen dem nach und sagen Ihnen Bescheid, sobald wir es wissen.</translation>
    </message>
    <message>
        <source>This needs you</source>
        <translation>Bitte klären</translation>
    </message>
    <message>
        <source>Unfreeze takes it back into use. Other tills and the web shop still take it.</source>
        <translation>Freigeben hebt das auf. Andere Kassen und der Webshop nehmen sie weiterhin.</translation>
    </message>
    <message>
        <source>Wait a moment, and do not enter it again: it could count twice.</source>
        <translation>Bitte kurz warten und nicht noch einmal eingeben: Es könnte doppelt zählen.</translation>
    </message>
    <message>
        <source>We are asking whether it was done. One moment, please.</source>
        <translation>Wir fragen nach, ob es geklappt hat. Einen Moment, bitte.</translation>
    </message>
    <message>
        <source>We are asking whether your card was charged. One moment, please.</source>
        <translation>Wir fragen nach, ob von Ihrer Karte abgebucht wurde. Einen Moment, bitte.</translation>
    </message>
    <message>
        <source>We do not know yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>Your card has {balance} now.</source>
        <translation>Auf Ihrer Karte sind jetzt {balance}.</translation>
    </message>
    <message>
        <source>Your card was not charged. Please pay in another way.</source>
        <translation>Von Ihrer Karte wurde nichts abgebucht. Bitte zahlen Sie anders.</translation>
    </message>
    <message>
        <source>card {last}</source>
        <translation>Karte {last}</translation>
    </message>
    <message>
        <source>{amount} accepted. {balance} on the card, as far as we know.</source>
        <translation>{amount} angenommen. {balance} auf der Karte, soweit bekannt.</translation>
    </message>
    <message>
        <source>{amount} put on</source>
        <translation>{amount} aufgeladen</translation>
    </message>
    <message>
        <source>{amount} taken</source>
        <translation>{amount} abgebucht</translation>
    </message>
    <message>
        <source>{amount} was paid to you in cash. {balance} is left on your card.</source>
        <translation>{amount} wurden Ihnen bar ausgezahlt. Auf Ihrer Karte sind noch {balance}.</translation>
    </message>
    <message>
        <source>{amount} was paid with your card. {balance} is left on it.</source>
        <translation>{amount} wurden mit Ihrer Karte bezahlt. {balance} sind noch darauf.</translation>
    </message>
    <message>
        <source>{balance} left on the card.</source>
        <translation>Noch {balance} auf der Karte.</translation>
    </message>
    <message>
        <source>{balance} on the card.</source>
        <translation>{balance} auf der Karte.</translation>
    </message>
    <message>
        <source>{balance} on the {card}.</source>
        <translation>{balance} auf der {card}.</translation>
    </message>
    <message>
        <source>{left} is still due.</source>
        <translation>{left} sind noch offen.</translation>
    </message>
    <message>
        <source>{left} is still to be paid.</source>
        <translation>{left} sind noch zu bezahlen.</translation>
    </message>
    <message>
        <source>{who} froze it, {when}: {why}</source>
        <translation>{who} hat sie eingefroren, {when}: {why}</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>Verkaufen</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message>
        <source>Card {last} · {balance}</source>
        <translation>Karte {last} · {balance}</translation>
    </message>
    <message>
        <source>{act} · card {last}</source>
        <translation>{act} · Karte {last}</translation>
    </message>
</context>
<context>
    <name>preferred</name>
    <message>
        <source>Counterfoil: this printer works.</source>
        <translation>Counterfoil: Dieser Drucker funktioniert.</translation>
    </message>
    <message>
        <source>{name} did not end the page.</source>
        <translation>{name} hat die Seite nicht beendet.</translation>
    </message>
    <message>
        <source>{name} did not take the page.</source>
        <translation>{name} hat die Seite nicht angenommen.</translation>
    </message>
</context>
<context>
    <name>print</name>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Freigegeben von</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Balance corrected</source>
        <translation>Guthaben korrigiert</translation>
    </message>
    <message>
        <source>Booked when the shop is online again. Keep this receipt.</source>
        <translation>Gebucht, sobald das Geschäft wieder online ist. Bitte diesen Beleg aufheben.</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Card code</source>
        <translation>Kartencode</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>DUPLICATE</source>
        <translation>ZWEITSCHRIFT</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Expected on the card</source>
        <translation>Erwarteter Rest</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Geschenkkarte</translation>
    </message>
    <message>
        <source>Gift card paid out in cash</source>
        <translation>Geschenkkarte bar ausgezahlt</translation>
    </message>
    <message>
        <source>Gift card redeemed</source>
        <translation>Geschenkkarte eingelöst</translation>
    </message>
    <message>
        <source>Gift card sold</source>
        <translation>Geschenkkarte verkauft</translation>
    </message>
    <message>
        <source>Gift card topped up</source>
        <translation>Geschenkkarte aufgeladen</translation>
    </message>
    <message>
        <source>LATE COPY, printed {at}</source>
        <translation>NACHDRUCK, gedruckt {at}</translation>
    </message>
    <message>
        <source>Last confirmed</source>
        <translation>Zuletzt bestätigt</translation>
    </message>
    <message>
        <source>Left on the card</source>
        <translation>Restguthaben</translation>
    </message>
    <message>
        <source>Not known, not counted</source>
        <translation>Unbekannt, nicht gezählt</translation>
    </message>
    <message>
        <source>PENDING</source>
        <translation>AUSSTEHEND</translation>
    </message>
    <message>
        <source>PENDING: not confirmed yet</source>
        <translation>AUSSTEHEND: noch nicht bestätigt</translation>
    </message>
    <message>
        <source>Paid in cash</source>
        <translation>Bar ausgezahlt</translation>
    </message>
    <message>
        <source>Put back on the gift card</source>
        <translation>Auf Geschenkkarte zurückgebucht</translation>
    </message>
    <message>
        <source>Ready as soon as the shop is online again.</source>
        <translation>Bereit, sobald das Geschäft wieder online ist.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Show this card at the till, whole or in parts. Keep it like cash: who has the code can spend it.</source>
        <translation>An der Kasse vorzeigen; ganz oder in Teilen einlösbar. Bitte wie Bargeld aufbewahren: Wer den Code hat, kann sie einlösen.</translation>
    </message>
    <message>
        <source>TAKEN BACK since</source>
        <translation>Inzwischen ZURÜCKGENOMMEN</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Taken back from the gift card</source>
        <translation>Von Geschenkkarte zurückgenommen</translation>
    </message>
    <message>
        <source>Takes back</source>
        <translation>Nimmt zurück</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>no expiry date</source>
        <translation>kein Ablaufdatum</translation>
    </message>
    <message>
        <source>usable until and including {date}</source>
        <translation>gültig bis einschließlich {date}</translation>
    </message>
</context>
<context>
    <name>replaced_words</name>
    <message>
        <source>Being replaced</source>
        <translation>Wird ersetzt</translation>
    </message>
    <message>
        <source>Card replaced</source>
        <translation>Karte ersetzt</translation>
    </message>
    <message>
        <source>It goes on automatically. The code of the new card will be on the Issue page, F2.</source>
        <translation>Es geht von selbst weiter. Der Code der neuen Karte steht dann auf der Seite Verkaufen, F2.</translation>
    </message>
    <message>
        <source>Not replaced</source>
        <translation>Nicht ersetzt</translation>
    </message>
    <message>
        <source>Nothing is lost. Your new card is ready as soon as this is finished.</source>
        <translation>Nichts ist verloren. Ihre neue Karte ist bereit, sobald das fertig ist.</translation>
    </message>
    <message>
        <source>Settle it in the outbox, F4. The replacement then goes on automatically.</source>
        <translation>Im Ausgang klären, F4. Dann geht der Ersatz von selbst weiter.</translation>
    </message>
    <message>
        <source>The card could not be replaced now. Its money is where it was.</source>
        <translation>Die Karte ließ sich jetzt nicht ersetzen. Ihr Guthaben ist unverändert.</translation>
    </message>
    <message>
        <source>This needs you</source>
        <translation>Bitte klären</translation>
    </message>
    <message>
        <source>We do not know yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>Your new card has {amount} on it. The lost one does not work any more.</source>
        <translation>Auf Ihrer neuen Karte sind {amount}. Die verlorene gilt nicht mehr.</translation>
    </message>
</context>
<context>
    <name>token</name>
    <message>
        <source>The sandbox makes a new token at each start.</source>
        <translation>Die Übungsumgebung erzeugt bei jedem Start ein neues Token.</translation>
    </message>
    <message>
        <source>The token is kept safe in this computer&apos;s own store of passwords.</source>
        <translation>Das Token liegt sicher im Kennwortspeicher dieses Rechners.</translation>
    </message>
    <message>
        <source>The token was given for this start only, and is not kept.</source>
        <translation>Das Token gilt nur für diesen Start und wird nicht gespeichert.</translation>
    </message>
    <message>
        <source>This computer has no safe place for passwords of its own. The token is in a file of this till&apos;s folder, sealed with the till&apos;s key beside it: whoever can read your files can use it.</source>
        <translation>Dieser Rechner hat keinen eigenen sicheren Ort für Kennwörter. Das Token liegt in einer Datei im Ordner dieser Kasse, versiegelt mit dem Schlüssel der Kasse daneben: Wer Ihre Dateien lesen kann, kann es benutzen.</translation>
    </message>
    <message>
        <source>Where the token is: with Gift Card Hero, open the app in your shop&apos;s admin and its page “For Developers”; it sends the token by e-mail to the shop&apos;s address. Look into the junk folder too. A service of your own (“{program} serve”) names the file with its token when it starts.</source>
        <translation>Wo das Token ist: Bei Gift Card Hero öffnen Sie in der Verwaltung Ihres Shops die App und darin die Seite „For Developers“; sie sendet das Token per E-Mail an die Adresse des Shops. Sehen Sie auch im Spam-Ordner nach. Ein eigener Dienst („{program} serve“) nennt beim Start die Datei mit seinem Token.</translation>
    </message>
</context>
<context>
    <name>unfinished_words</name>
    <message>
        <source>1 case needs you.</source>
        <translation>1 Fall ist zu klären.</translation>
    </message>
    <message>
        <source>1 new card is not handed over yet</source>
        <translation>1 neue Karte ist noch nicht ausgehändigt</translation>
    </message>
    <message>
        <source>1 operation is not sent or not confirmed yet</source>
        <translation>1 Vorgang ist noch nicht gesendet oder nicht bestätigt</translation>
    </message>
    <message>
        <source>1 receipt is not on paper yet.</source>
        <translation>1 Beleg ist noch nicht gedruckt.</translation>
    </message>
    <message>
        <source>Equal cards</source>
        <translation>Gleiche Karten</translation>
    </message>
    <message>
        <source>{name}: {count} cards are not handed over yet.</source>
        <translation>{name}: {count} Karten sind noch nicht ausgehändigt.</translation>
    </message>
    <message>
        <source>{name}: {done} of {count} cards are made.</source>
        <translation>{name}: {done} von {count} Karten sind erstellt.</translation>
    </message>
    <message>
        <source>{n} cases need you.</source>
        <translation>{n} Fälle sind zu klären.</translation>
    </message>
    <message>
        <source>{n} new cards are not handed over yet</source>
        <translation>{n} neue Karten sind noch nicht ausgehändigt</translation>
    </message>
    <message>
        <source>{n} operations are not sent or not confirmed yet</source>
        <translation>{n} Vorgänge sind noch nicht gesendet oder nicht bestätigt</translation>
    </message>
    <message>
        <source>{n} receipts are not on paper yet.</source>
        <translation>{n} Belege sind noch nicht gedruckt.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>1 needs you</source>
        <translation>1 zu klären</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Being made</source>
        <translation>Wird erstellt</translation>
    </message>
    <message>
        <source>Books</source>
        <translation>Bücher</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Card checked</source>
        <translation>Karte geprüft</translation>
    </message>
    <message>
        <source>Cash out</source>
        <translation>Auszahlen</translation>
    </message>
    <message>
        <source>Cash-out</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Close of day</source>
        <translation>Tagesabschluss</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>Customer asked</source>
        <translation>Kunden gefragt</translation>
    </message>
    <message>
        <source>Customer left</source>
        <translation>Kunde gegangen</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Geklärtes</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files and backups</source>
        <translation>Dateien und Sicherungen</translation>
    </message>
    <message>
        <source>Forged</source>
        <translation>Gefälscht</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>Freezes</source>
        <translation>Einfrieren und Freigeben</translation>
    </message>
    <message>
        <source>Frozen here</source>
        <translation>Hier eingefroren</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Nicht mehr da</translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation>Kulanz</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>Wahrscheinlich</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Look-ups</source>
        <translation>Angesehene Karten</translation>
    </message>
    <message>
        <source>Money given back</source>
        <translation>Geld zurückgegeben</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Umzug</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Zu klären</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Neue PIN</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Old records</source>
        <translation>Alte Aufzeichnungen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Paid another way</source>
        <translation>Anders bezahlt</translation>
    </message>
    <message>
        <source>Paid at the till</source>
        <translation>An der Kasse bezahlt</translation>
    </message>
    <message>
        <source>Payment failed</source>
        <translation>Zahlung gescheitert</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Druck</translation>
    </message>
    <message>
        <source>Prints</source>
        <translation>Gedrucktes</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>Einkauf</translation>
    </message>
    <message>
        <source>Put on another card</source>
        <translation>Auf andere Karte gebucht</translation>
    </message>
    <message>
        <source>Receipt checked</source>
        <translation>Beleg geprüft</translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation>Einlösen</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Replacement</source>
        <translation>Ersatz</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Rückspielen</translation>
    </message>
    <message>
        <source>Sale called off</source>
        <translation>Verkauf abgebrochen</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Verkaufen</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Klären</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Geklärt</translation>
    </message>
    <message>
        <source>Shop file</source>
        <translation>Geschäftsdatei</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Till and service</source>
        <translation>Kasse und Dienst</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>Aufladen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>Falsche PIN</translation>
    </message>
    <message>
        <source>Wrong amount</source>
        <translation>Falscher Betrag</translation>
    </message>
    <message>
        <source>Wrong card</source>
        <translation>Falsche Karte</translation>
    </message>
    <message>
        <source>{n} need you</source>
        <translation>{n} zu klären</translation>
    </message>
</context>
</TS>
