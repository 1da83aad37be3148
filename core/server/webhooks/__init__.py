"""Webhooks: who is told what, and the worker that sends it. Events are recorded by the room below this one."""
