"""What posts say and show: near-duplicate texts, templates, testimony, arguments, pictures, languages, domains."""
