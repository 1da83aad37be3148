"""The way to the service: is it there, how fast may it be asked, and what it can do."""
