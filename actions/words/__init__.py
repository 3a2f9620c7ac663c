"""What customers' sentences say, read without the classifier. Pure."""
