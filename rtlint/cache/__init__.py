"""What came of files that have not changed: known by their content and by all else that a result depends on.

Nothing is ever looked up by time of change. What is kept holds no secret; a cache that is broken, foreign or out of
reach is as good as none.
"""
