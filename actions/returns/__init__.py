"""What comes back or is made good: withdrawal, refund, damage, guarantee."""
