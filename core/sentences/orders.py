"""Sentences about an order of several cards."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "batch.large": "The file is larger than {most} MB. Nothing was read.",
    "batch.encoding": "This is not a text file in UTF-8. Save it as “CSV UTF-8” and try again.",
    "batch.empty": "There is no card in this file.",
    "batch.header": "The first line must name the columns, and one of them must be amount. Known are: {columns}.",
    "batch.column": "There is no column {column!r}. Known are: {columns}.",
    "batch.column_twice": "The column {column} is there twice.",
    "batch.rows": "There are more than {most} rows. Make two files of it.",
    "batch.quotes": "From here on the file cannot be read: a quotation mark is not closed, or stands in a wrong place.",
    "batch.fields": "This row has {found} fields, but there are {expected} columns. Put a text with a comma in quotes.",
    "batch.field": "A field has more than {most} characters.",
    "batch.text": "The {column} is too long for a card: {length} characters, {most} are allowed.",
    "batch.unprintable": "The {column} has a character that cannot be printed.",
    "batch.kind": "{text!r} is no kind of card. Write one of {kinds}.",
    "batch.twice": "The same {column} is in line {first} already.",
    "batch.id_used": "The row id {row_id!r} was made before with other contents. Give this row an id of its own.",
    "batch.all_made": "All {count} cards of this file were ordered before. Nothing is made twice.",
    "batch.problems": "The file has problems, so nothing of it is made.",
    "batch.count": "Write a number of cards from 2 to {most}.",
    "batch.which": "Name a CSV file, or an order with --resume.",
    "batch.unknown": "There is no such order.",
    "batch.refusals": "Several cards in a row were not made. Look at why before it goes on.",
    "batch.sealed": "This row cannot be opened with this till's key, so its card was not asked for.",
    "batch.not_printed": "Print or save the cards first. Their codes are nowhere else.",
    "batch.file": "The file {path} cannot be read: {why}.",
}
