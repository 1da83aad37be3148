"""A year of a shop: many tills, two managers, losses and outages; its reports against a fold over what was done."""
