"""What a document means to the API, and why the rules say of it what they say: data first, then how it is shown."""
