"""POST /api/csv/preview of the first megabyte of telco.csv, as the page asks for it; bar: 1 s."""
import statistics
import sys
import time

from program import REAL_FILES, figure, serving

RUNS = 9
MEGABYTE = 1 << 20
path = REAL_FILES / "telco.csv"
if not path.exists():
    sys.exit("preview: skipped: needs ../shared/data")
content = path.read_bytes()
body = (b'--bench\r\nContent-Disposition: form-data; name="size"\r\n\r\n' + str(len(content)).encode() +
        b'\r\n--bench\r\nContent-Disposition: form-data; name="file"; filename="telco.csv"\r\n\r\n' +
        content[:MEGABYTE] + b"\r\n--bench--\r\n")

seconds = []
with serving(workers=0) as server:
    server.until_ready()
    for _ in range(RUNS):
        begin = time.perf_counter()
        status, answer = server.request("POST", "/api/csv/preview", body,
                                        {"Content-Type": "multipart/form-data; boundary=bench"})
        seconds.append(time.perf_counter() - begin)
        if status != 200:
            sys.exit(f"preview: {status} {answer}")
figure("preview", f"first megabyte of telco.csv, median of {RUNS}", statistics.median(seconds), "s")
