"""What goes to printers that take bytes: receipts, labels, and the pulse for the cash drawer."""
