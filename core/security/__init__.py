"""The till's secrets: the key file with all that is derived from it, and where the service's token is stored."""
