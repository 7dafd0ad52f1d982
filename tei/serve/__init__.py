"""Look while you write: sources to pages in a browser, anew whenever a source is saved, with what is wrong in them."""
