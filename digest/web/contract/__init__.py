"""The walk over the site: every public address, asked of the running application itself."""
