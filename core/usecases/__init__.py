"""The front door of the core: one function for each thing that the window, the console or a script may ask.

Each takes the open Core and plain values, blocks until it is done, and returns frozen results; what writes also says
what it changed. Nobody above this room reaches through the parts of the Core.
"""
