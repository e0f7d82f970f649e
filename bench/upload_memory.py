"""Private memory of the server while it takes a large file, no worker running; bar: 32 MB whatever the size."""
import threading
import time

from program import figure, serving

CHUNK = b"".join(b"C-%07d,2024-01-01,Germany,Team,monthly,12,180.00,no\n" % n for n in range(1000))
HEADER = b"customer_id,signup_date,country,plan,billing,seats,monthly_fee,churned\n"


def peak_while(server, work):
    """The highest RssAnon seen while work() runs, in MiB."""
    done = threading.Event()
    peak = [server.memory("RssAnon")]

    def watch():
        while not done.is_set():
            peak[0] = max(peak[0], server.memory("RssAnon"))
            time.sleep(0.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    return peak[0]


for mebibytes in (10, 500):
    chunks = mebibytes * (1 << 20) // len(CHUNK)
    with serving(workers=0) as server:
        server.until_ready()

        def body():
            yield HEADER
            for _ in range(chunks):
                yield CHUNK

        peak = peak_while(server, lambda: server.upload("large.csv", body(), len(HEADER) + chunks * len(CHUNK)))
        figure("upload_memory", f"peak private memory during an upload of {mebibytes} MiB", peak, "MiB")
