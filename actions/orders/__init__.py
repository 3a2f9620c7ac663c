"""What is changed on an order: address, cancelling, invoice, and the proof for it."""
