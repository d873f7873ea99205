"""What every page shares: fields, components, formats, languages, access and errors."""
