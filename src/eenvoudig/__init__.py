"""Dutch policy text into plain Dutch and English, offline, without changing a fact."""
