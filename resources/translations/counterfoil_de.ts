<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>ActPanel</name>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AdjustPanel</name>
    <message>
        <source>A reason is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjust the balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not below zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set to {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why is it corrected?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>balance afterwards</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AmountDisplay</name>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Band</name>
    <message>
        <source>No connection since {time}. You can go on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training offline. You can go on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training sandbox: these cards are not real.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training, no connection since {time}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working offline. You can go on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to {amount} a sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} left on this card today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} left on this till</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BillPanel</name>
    <message>
        <source>All is paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cards of this sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known, does not count yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PENDING, counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused, does not count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sale in progress, {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the sale…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other {left} is paid in another way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{doubt} may have been taken already. It is shown here as soon as it is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} still due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{over} too much was taken. Put it back on a card with Top up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{paid} paid by card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Candidates</name>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cards that it may be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardCodeDialog</name>
    <message>
        <source>8 to 20 letters and digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code of the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or type what stands under its stripe or bar code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre-printed card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan the pre-printed card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardFace</name>
    <message>
        <source>Gift card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again  B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confirmed {age} · sold for {initial}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no expiry date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet confirmed by the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usable until {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{confirmed} confirmed {age}, {pending} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shop} gift card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Adjust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it got to {balance}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this the card? Its last four characters or its number were compared, not its whole code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Card {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its balance appears here. You can also type its code, the last four characters, a note or an amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the card…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan a card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan a card first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is not fit for it: {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after typing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CashOutPanel</name>
    <message>
        <source>Cash out the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash out {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the customer {balance} in cash once it is confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is everything well?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space on the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeScreen</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gift card {last}.pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later: keep the code in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print it, save it, or say that the customer has it. Then this page closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card as it is printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer has it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionPanel</name>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of this till</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends nothing until it is switched off again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training sandbox inside this program; no real money moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To work with another service, start Counterfoil with --api-url and its address, and give the token in COUNTERFOIL_TOKEN or with --token-file. The folder remembers the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DisablePanel</name>
    <message>
        <source>Disable for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disable the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last four characters of the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost, stolen, sold by mistake…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card can never be used again, and {balance} on it can no longer be spent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are not its last four.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message>
        <source>Design</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the shop; not printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usable until and including</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it like 2031-11-30.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year-month-day, such as 2031-11-30. Empty: no expiry date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no expiry date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the usual one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Check the text “{text}”, or scan the card again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not accept this card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it one of these?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which card is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no code that we know, but it fits these.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Till</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>1 entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each sale, redemption and change is kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last four, clerk, reason, number…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card was never made, so there is nothing to open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters or another filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sell a card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the newest {count}; scroll for more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the counter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IssueView</name>
    <message>
        <source>Handed over. The code is no longer kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New gift card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This shop sells in {currency}. Nothing was sold yet; look at the amount and sell again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Decimal point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LastResort</name>
    <message>
        <source>Counterfoil met a fault in itself. What you confirmed is safe in the outbox.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the card again before you repeat anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The details are in {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes when the program starts next.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Operation</name>
    <message>
        <source>Another card has this code. Drop this sale, and sell the customer a card with a new code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask who wanted it, and look at the card first: a disabled card cannot be used again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the balance of the card with the receipt of this sale. Book nothing a second time before you know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with the receipt, and ask the customer for the missing amount if they are still here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed. The code was not handed over yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed. {balance} on the card afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be finished by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was probably done: the card shows what we asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was probably not done: the card shows what it had before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the card, and open it here. Disable it if the customer should have another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Open the card, and do it again if it is still needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its way to the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the card, compare it with what you wanted, and change it again if it is still needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for the last four of the new card. If it is there, the sale is good. Do not sell it a second time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount is not on the card. Give it back, or put it on another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount was not taken. Ask the customer for another way to pay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was not made. Take it back, or sell the customer another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The till that it was copied from may have sent it. Compare the card with the receipt before you say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no card to book this on. Settle it with the customer, then drop it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>card {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new card {reference}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>Settle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What we know</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutboxDetail</name>
    <message>
        <source>Cancel it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a line to see what happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it puts right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutboxFacts</name>
    <message>
        <source>Confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the card, {when}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutboxView</name>
    <message>
        <source>All that this till does with cards passes through here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was never sent, so nothing changes on the card. Take it out of the sale at your till as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This till is switched offline. Switch it online in the settings first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried again now. What comes of it is shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sell a card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the counter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutcomePanel</name>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Everything that can be done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here has that name. Esc goes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what you want to do, or the last four of a card…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What matches</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the printer {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuickAmounts</name>
    <message>
        <source>All {amount}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReceiptRow</name>
    <message>
        <source>Print it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printing the receipt…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try to print again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Receipts</name>
    <message>
        <source>Receipt: {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no receipt for this: no money was moved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RedeemPanel</name>
    <message>
        <source>Cash-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {balance} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {due} due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeem all {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeem {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeem, {due} still due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale is in {currency}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for the card before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left on the card afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still due after this card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sale</name>
    <message>
        <source>Confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not sell it a second time. This page tells you when it is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the card here until a manager has looked at it in the outbox, F4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PENDING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print it, or write the code down, and give it to the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold without a connection. It is made as soon as the service answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the printed card back and destroy it. Then sell another one, or give the money back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the customer that it can be used then. The printed card says so as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was not made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has made it. It can be used at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} card ending in {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} card, not confirmed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} card, ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} card: the answer was lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} card: this needs you</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaleDetails</name>
    <message>
        <source>1 year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new code is drawn and printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chooses the design in the web shop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a new code instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For whom, from whom…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day it can be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New gift card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template suffix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pre-printed card that ends in {last} is charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a pre-printed card…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} years</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SalePane</name>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop this sale?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale is finished: {paid} by card, {left} in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale is finished: {paid} by card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{doubt} are not known yet: look at the outbox, F4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{paid} stay taken. To give it back, scan each card and put its share back with Top up.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScanField</name>
    <message>
        <source>Scan or type a card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan, or type a code, last four, name, amount…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last four</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usable until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no end</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>1 card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cards that you sell, and those of the service, stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last four, name in the note, amount, number…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cards yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cards are on their way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are read from the service for the first time. What is here can be used already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters, another filter, or scan the whole code into the field at the top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sell a card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the newest {count}; scroll for more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} cards</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SellPanel</name>
    <message>
        <source>Amount on the new card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sell {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a connection up to {amount} at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>A card code has 8 to 20 letters and digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A card&apos;s transactions can be listed: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A field has more than {most} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name has 1 to {most} printable characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new balance moves the time of the last change: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A promise waits for over {hours} hours. Cards are charged again once the till was online.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A search by the time of the last change is exact and in order: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token is needed for {url}. Enter it in the window, set COUNTERFOIL_TOKEN or give --token-file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token is needed. The service&apos;s own pages give it to the shop&apos;s owner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A write is refused when the card was changed meanwhile: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted by {clerk}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted offline; the card had {available} left, {residual} are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted without a connection by {clerk}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {count} cards are as they should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {count} cards of this file were made before. Nothing is left to make.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An amount belongs to &apos;amount&apos; and &apos;balance&apos;, and to nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier amount on this card is not settled yet. Settle it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Counterfoil has taken over this till&apos;s folder. Close this one; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Counterfoil works with this folder already: {owner}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another operation waits for this card. Cancel that one first; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {most} can be meant. Nothing was settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back in use on this till.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disabling cannot be undone. Give {missing} as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry {first} of the journal is not in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry {first} of the journal was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every answer came: it changed the card by exactly {known}. Choose another way to settle it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From here on the file cannot be read: a quotation mark is not closed, or stands in a wrong place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen on this till by {who} on {day}: {why}. Take it back into use first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen on this till. Other tills and the web shop still take the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If only this till changes cards, every card above is an error: done twice, lost, or done late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has ended by itself. There is nothing to settle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is done already and cannot be taken back here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is on its way to the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still on its way. It can be settled only once it needs a person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been sent already and cannot be taken back here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs a person to say what happened. Settle it instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was asked for over an hour ago and cannot be undone. If it is still right, do it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was cancelled already. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was cancelled. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was disabled elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was refused already. Nothing is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was refused. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was settled already. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys are kept for this many seconds: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card was found for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card with the mark of this sale is in the service&apos;s list. Nothing was settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cards found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No printer is set up for receipts. Choose one in the settings (F9). The receipt is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to {url} can be made. Check the address and this machine&apos;s clock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody here is called {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody knows yet what came of it. It needs you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left on the card. Drop it instead; the loss is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is on this card. Disable it, and sell a new one if one is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One character of this code is wrong. Please scan or type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One manager must stay. Set up another one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the journal&apos;s entries {first} to {last} was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One sign over and over is too easy to guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other tills are busy with this card. Tried again by itself in a few minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our reference is kept with a transaction: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our write was not applied: the card is unchanged at {balance}. Sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port {port} cannot be used: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print or save the cards first. Their codes are nowhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: the card had only {available}. Nothing was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: the card is disabled or expired. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent when the service answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent when the service answers; next try in {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled by {clerk} with the amount that was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled by {clerk}: it was applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled by {clerk}: it was not applied, and is not done again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled by {clerk}: it was not applied, and was ordered again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled by {clerk}: the balance was set right by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled by {clerk}: what was left on the card was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several cards in a row were not made. Look at why before it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this card meanwhile. Look at it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something answered at {url}, but it is not the gift card service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something answers at {url}, but the gift cards are not there. Check the end of the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN needs at least {least} digits or letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount must be more than zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer to the new card was lost ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was lost, and the card was changed since. It may have been applied, or not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was lost. The card is read again in {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was lost. The same request goes out again in {seconds} s; it counts only once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer was lost. The till reads the card again soon and tells you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The balance is older than {days} days. It must be read again online first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card already has this balance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card could not be printed: {why}. The code is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card does not show it. Nothing was settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card had changed since we read it; nothing was applied. Read again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card it was meant for was not made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card it was meant for was not made. It can only be dropped; the loss is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was changed elsewhere: {field} is now {found!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was disabled or expired meanwhile. {residual} could not be booked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was not printed: its code is not here. Look for the sale in the outbox.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was so already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code of this card cannot be opened with this till&apos;s key, so the card was not asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code was in use; another one was drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column {column} is there twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {path} cannot be used: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {path} could not be brought up to date: {why}. It is as it was; nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {path} is damaged. It was left as it is; restore a backup or use another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database {path} was made by a newer Counterfoil. Update this program; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk could not be written: {why}. Nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Nothing was lost; free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end of the journal is missing: it once went on from entry {first} to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has problems, so nothing of it is made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than {most} MB. Nothing was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} could not be written: {why}. Nothing is half done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} is not a whole exported journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} was changed after it was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} was not written with this till&apos;s key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first line must name the columns, and one of them must be amount. Known are: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} cannot be used: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal had {kept} entries when only {entries} were found: restored from a backup, or cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal is whole: {count} entries, the first {earlier} from before the till&apos;s key was new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal is whole: {count} entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal&apos;s entries {first} to {last} are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key in {path} cannot be read: {why}. Put it back from a backup; without one, move it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring of this system did not open ({why}). Unlock it, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list goes on from a given card: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money was spent elsewhere at the same moment. {residual} are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name or the PIN is not right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new card is not in the list; asked again with the same code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new card was found by its tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outbox is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt could not be saved: {why}. It is kept; print it again from the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt printer {printer} did not take the receipt: {why}. The receipt is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row id {row_id!r} was made before with other contents. Give this row an id of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same request under its key is done once: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same {column} is in line {first} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox makes its own token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service adds differences by itself, so gapless numbers prove nothing about balances here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service asks us to wait {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service at {url} does not accept this token. Check that it was copied whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service cannot be reached at {url}. Check the address and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service does not accept our token. Ask the manager for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service failed {times} times at this, and not at others ({why}). Nothing of it is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service had a problem ({why}). Tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has a problem ({status}). Nothing is lost; try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has no cards in {currency}. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has no cards in {currency}. Nothing was sold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service knew the request again and did nothing twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service knows this request with other contents. It may have been applied; look into it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service made this card in {made}, not in {asked}. Look at it before anybody uses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused it: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service says this code is taken, but the card was not found yet. Look for it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service says: changed by {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service stopped to answer. Nothing is lost; try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service&apos;s clocks agree within this many seconds: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service&apos;s list of this card could not tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service&apos;s list of this card does not have our write: it was not applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shop bears a loss of {loss}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is too long: {length} characters, {most} are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The till has a new key. {count} new cards could not be asked for and need you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The till is switched offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token file {path} cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token in {path} has characters that no token has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tour stopped: {what} did not appear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The very same request for {target} went out again; the service counts it once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {column} has a character that cannot be printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {column} is too long for a card: {length} characters, {most} are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more than {most} rows. Make two files of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no card in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no column {column!r}. Known are: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting {key!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such operation in the outbox.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough on the card: {available} are left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing left to do again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card could be used until {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is disabled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is in {card}, the amount in {given}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is not frozen on this till.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is still being made. Try again when it is confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card was made elsewhere with {amount} on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card was never made. Its sale was cancelled, refused or dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This code is already in use. Take another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This code was not made by us. Do not accept the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a text file in UTF-8. Save it as “CSV UTF-8” and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs a connection. Try again when the service is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs a manager. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs another manager than the one at the till.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This puts back what was taken off the card for its replacement. It goes out by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row cannot be opened with this till&apos;s key, so its card was not asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row has {found} fields, but there are {expected} columns. Put a text with a comma in quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This till was copied from another place. {count} that waited were not sent and need you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This till was copied or restored from a backup, so it may have been done already. It was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This till was restored from a backup. {count} that waited were not sent and need you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This till works with a real service already. Use another folder for another service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This way of settling does not fit what was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many tries. Wait {seconds} s, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transactions of a card are numbered without gaps: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We asked for a new card ending in {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We asked for {balance}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We asked for {target}; the answer was lost ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We asked to change {field}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We asked to disable the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We read again: {balance}, changed at {changed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We read the card: {balance}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where other tills, a web shop or the office change cards too, what others did is theirs to explain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is at the till? Sign in first; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a connection at most {limit} can be taken at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a connection {left} are left for this card today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a connection {left} are left on this till until it is back online.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write 1 to {most} different amounts, with blanks between them, such as 25 50 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a number of cards from 2 to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You made it yourself, so another manager decides. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} came on elsewhere: another till, the web shop or the office.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} was taken elsewhere: another till, the web shop or the office.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} cards end in {last}. Scan the whole code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more need a person now: they waited for this card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} operations wait for this card. Cancel them first; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date} is in the past.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: write 1 to {most} printable characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: write a whole number, {least} to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {value!r} is not allowed. {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key}: {value!r} is not one of {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} came onto the old card meanwhile, so it was not disabled. Move that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a manager. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text!r} can be read in two ways. Write a thousand as 1000 or 1000.00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text!r} has more decimals than {currency} has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text!r} is no kind of card. Write one of {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text!r} is not a currency we know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text!r} is not a date. Write it like 2027-12-31, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text!r} is not an amount. Write it like 25 or 25.00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text!r} is too much: at most nine digits can stand before the decimals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url!r} is not the address of a service. It starts with https:// (or http:// on this machine).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value!r} is no printer. Write its address, such as 192.168.1.50, or a device like /dev/usb/lp0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value!r}: write name, colour, suffix; then the next, {most} at most. Colours are {colours}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked for this card with {amount} on it, in place of the lost card {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked for this card with {amount} on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to change the note, the last day or the design.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to correct the balance downwards by {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to correct the balance upwards by {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to disable this card for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to disable this card for good. Card {last} has taken its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to put on {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to put {amount} back, because no new card could be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to take all of it, {amount}, for a new card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} asked to take {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} changed the note, the last day or the design.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} corrected the balance downwards by {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} corrected the balance upwards by {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} disabled this card for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} disabled this card for good. Card {last} has taken its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} froze this card, on this till only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} made this card with {amount} on it, in place of the lost card {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} put on {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} put {amount} back, because no new card could be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} sold this card with {amount} on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took all of it, {amount}, for a new card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took this card back into use on this till.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>0 allows nothing without a connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed without a connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An older one is read again online first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes when the program starts next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For one card in a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For one sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tills the shop has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of this till</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest balance to charge, in days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this till until it is confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed on every card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shop and till</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They share what the service allows. Counts from the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three letters, such as USD. New cards are sold in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who works here now; kept with everything that is done. May be empty.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settle</name>
    <message>
        <source>Books: {amount} for this correction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books: {amount} for this redeem.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books: {amount} for this top-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is asked for once more now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was disabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not: change it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not: disable it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not: make it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not: put it on now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not: set it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not: take it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was put on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent. The card stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid another way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put {amount} on now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sale called off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set right by hand…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled and confirmed: {balance} on the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled, but what should follow was refused. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled. Nothing was sent to the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled. What follows is accepted and waits for the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled. What follows is not known yet. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take what is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take what is left ({amount})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {amount} now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is looked for by the mark of this sale. If it is there, it is good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is read. If it shows the change, this is done; nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is set from {before} to {after} now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card shows only {balance}, so {amount} may be refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card stays at {after}; nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale is over and its code is wiped. What waits for this card will need you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same order goes out with the same code. No second card can come of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} are put on the card now; it then has {left}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} are taken from the card now; {left} stay on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss} are the shop&apos;s loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{said} {when}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettleDialog</name>
    <message>
        <source>A reason is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settle it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the amount to see what will happen.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettleFigure</name>
    <message>
        <source>&amp;Amount changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Amount put on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Amount taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Balance of the card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettleReason</name>
    <message>
        <source>Alt {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How do you know?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settling</name>
    <message>
        <source>One moment: the last answer is still on its way.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>{n} waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counterfoil cannot start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program itself failed while it started. Nothing was changed; the log says more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatePill</name>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not synced yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>synced {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cards} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} cards</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>How it got there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older entries are in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seen at the service, not one of our tills</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ToldBox</name>
    <message>
        <source>Tell the customer:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopUpPanel</name>
    <message>
        <source>Correction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid at the till</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top up {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the card afterwards</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingCodes</name>
    <message>
        <source>Not handed over yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more; they come up here one after the other</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingLine</name>
    <message>
        <source>Asking the service…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still asking, {n} s. It is kept here and counts only once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WayButton</name>
    <message>
        <source>What the evidence hints at</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowOffers</name>
    <message>
        <source>Dark colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desk is still starting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Added elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance set here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disabled elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disabled here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made at the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spent elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spent here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topped up here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>offers</name>
    <message>
        <source>Not possible just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>outcome_words</name>
    <message>
        <source>Accepted, waiting to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not accept it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not enter it again. This page tells you when it is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can never be used again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be done. Nothing was changed on your card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It counts. Your card is changed as soon as we are online again; the receipt says PENDING.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is done. Your card has {balance} now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is sent by itself when the service answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed on your card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PENDING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settle it in the outbox, F4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take another card, or another way to pay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card is disabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last card is confirmed: {balance} on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last card is not confirmed. Look at the outbox, F4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last card: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale is paid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a moment, and do not enter it again: it could count twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We are asking whether it was done. One moment, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We are asking whether your card was charged. One moment, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We do not know yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your card has {balance} now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your card was not charged. Please pay in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>card {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} accepted. {balance} on the card, as far as we know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} put on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{amount} were paid with your card. {balance} are left on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{balance} left on the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{balance} on the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{balance} on the {card}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} are still due.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} are still to be paid.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Counter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message>
        <source>Card {last} · {balance}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{act} · card {last}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>print</name>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked when the shop is online again. Keep this receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DUPLICATE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected on the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gift card redeemed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gift card sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gift card topped up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left on the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known, not counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PENDING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PENDING: not confirmed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready as soon as the shop is online again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this card at the till, whole or in parts. Keep it like cash: who has the code can spend it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Till</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no expiry date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usable until and including {date}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>1 needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} need you</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
