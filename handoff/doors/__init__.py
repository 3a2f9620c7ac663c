"""What every door shares: who asks, what is refused and how, how much and how fast."""
