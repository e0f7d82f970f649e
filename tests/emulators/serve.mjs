/// Serves S3 and SQS (fauxqs) on the port of its argument (0: any free one) of the loopback until stdin ends, so that it never outlives
/// a test. Writes one line: {"port": …}.
import { startFauxqs } from "fauxqs";

const { port } = await startFauxqs({ port: Number(process.argv[2] ?? 0), logger: false });
process.stdin.resume();
process.stdin.once("end", () => process.exit(0));
process.stdout.write(JSON.stringify({ port }) + "\n");
