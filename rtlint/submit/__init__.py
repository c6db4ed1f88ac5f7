"""From a clean config to a client secret: what is sent, what comes back, and what to do where it does not."""
