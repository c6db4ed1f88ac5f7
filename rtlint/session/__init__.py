"""What rtlint knows of sessions before any rule: which kind a document is, and where its structure breaks."""
