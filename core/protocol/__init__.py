"""Pure state machines that make each write to the service safe. No I/O and no clock of their own."""
