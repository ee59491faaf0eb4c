"""The glossary room."""
