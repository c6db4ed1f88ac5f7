"""What somebody does not want to hear: comments and tables of a configuration that suppress findings."""
