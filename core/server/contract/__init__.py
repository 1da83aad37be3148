"""The contract as pure values: requests, replies, field rules, refusals, switches and the search grammar."""
