"""Many tills on one virtual clock and one virtual network: the real services, every fault, by seed.

`python -m tests.simulation --help`; a failing seed prints the line that repeats it.
"""
