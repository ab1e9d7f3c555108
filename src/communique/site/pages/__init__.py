"""The pages: one module for each kind, each with the record of its page and the function that makes it."""
