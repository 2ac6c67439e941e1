"""What people mean by whole sentences: answers, orders, reasons, days."""
