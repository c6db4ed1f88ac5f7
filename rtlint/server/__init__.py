"""The language server: what `check` says, while somebody types. Only this room knows pygls and the protocol."""
