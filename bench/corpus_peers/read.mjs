// Reads the files named on standard input with one reader as its users do without setting anything, and prints a JSON line
// for each: {"rows", "messages"} (every record, the header too) or {"error"}.
//     node read.mjs duckdb|papaparse|polars
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";

const installed = createRequire(pathToFileURL(path.join(process.cwd(), "package.json")));
const text = (cell) => (cell === null || cell === undefined ? "" : String(cell));

async function duckdb() {
  const { DuckDBInstance } = installed("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return async (file) => {
    const found = await connection.runAndReadAll(`select * from read_csv('${file.replaceAll("'", "''")}', all_varchar = true)`);
    return { rows: [found.columnNames(), ...found.getRows()].map((row) => row.map(text)), messages: [] };
  };
}

async function papaparse() {
  const Papa = installed("papaparse");
  return async (file) => {
    const found = Papa.parse(readFileSync(file, "utf8"), { skipEmptyLines: true });
    return { rows: found.data, messages: found.errors };
  };
}

async function polars() {
  const polars = installed("nodejs-polars");
  return async (file) => {
    const found = polars.readCSV(file, { inferSchemaLength: 0 });
    return { rows: [found.columns, ...found.rows()].map((row) => row.map(text)), messages: [] };
  };
}

const read = await { duckdb, papaparse, polars }[process.argv[2]]();
for (const file of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  let line;
  try {
    line = await read(file);
  } catch (error) {
    line = { error: String(error.message ?? error).slice(0, 200) };
  }
  process.stdout.write(JSON.stringify(line) + "\n");
}
