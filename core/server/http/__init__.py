"""The service's HTTP side: from the socket to an endpoint and back."""
