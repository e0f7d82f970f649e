"""Resident memory of a server that nobody has asked anything for three seconds; bar: 40 MB."""
import time

from program import figure, serving

with serving() as server:
    server.until_ready()
    time.sleep(3)
    figure("idle_memory", "resident (VmRSS)", server.memory("VmRSS"), "MiB")
    figure("idle_memory", "of it private (RssAnon)", server.memory("RssAnon"), "MiB")
