"""The service's database: tables, connections, durable writes and the reads behind lists and searches."""
