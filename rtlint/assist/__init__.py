"""What an editor asks about a place in a document: what stands there, what may stand there, where it leads.

Answers come in our own words, spans and Markdown; the protocol of editors is the server's business.
"""
