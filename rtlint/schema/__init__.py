"""JSON Schema for editors: what the structs say of a document, and what of the rules such a schema can say."""
