"""Pull what changed at the service, sweep what was missed, read again what a pull passed over."""
