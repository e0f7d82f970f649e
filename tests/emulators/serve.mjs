/// Serves S3 and SQS (fauxqs) on a free port of the loopback until stdin ends, so that it never outlives
/// a test. Writes one line: {"port": …}.
import { startFauxqs } from "fauxqs";

const { port } = await startFauxqs({ port: 0, logger: false });
process.stdin.resume();
process.stdin.once("end", () => process.exit(0));
process.stdout.write(JSON.stringify({ port }) + "\n");
