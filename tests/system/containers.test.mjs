/// Files that are packed: the same customers as CSV, gzipped and in a workbook give the same result.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";

import { run, sample, startServer, temporaryFolder } from "./harness.mjs";
import { storedZip, workbookOf } from "./workbook.mjs";

const text = readFileSync(sample, "utf8");
const rows = text.trimEnd().split(/\r?\n/).map((line) => line.split(","));
const packed = { "customers.csv.gz": gzipSync(text), "customers.xlsx": workbookOf(rows) };

test("a gzipped CSV and a workbook go from upload to the same download as the CSV", async (t) => {
  assert.ok(!text.includes('"'), "the sample needs no quotes, so that its rows can be cut at commas");
  const server = await startServer(t);
  const wait = { headers: { prefer: "wait=120" } };
  const plain = await server.upload(sample, wait);
  assert.equal(plain.body.prediction_status, "COMPLETED", plain.text);
  const expected = await server.download(plain.body.prediction_id);
  const folder = temporaryFolder(t);
  for (const [name, bytes] of Object.entries(packed)) {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    const upload = await server.upload(file, wait);
    assert.equal(upload.status, 201, upload.text);
    assert.equal(upload.body.prediction_status, "COMPLETED", upload.text);
    assert.ok(upload.body.object_key.endsWith(name.replace("customers", "")), upload.body.object_key);
    assert.equal(await server.download(upload.body.prediction_id), expected);
  }
});

test("what is packed and no table is refused before a prediction is made", async (t) => {
  const server = await startServer(t);
  const folder = temporaryFolder(t);
  for (const [name, bytes, status, word] of [
    ["page.csv.gz", gzipSync("<!doctype html><html></html>"), 415, "web page"],
    ["cut.csv.gz", gzipSync(text.slice(0, 2000)).subarray(0, 300), 400, "ends too early"],
    ["letter.docx", storedZip({ "[Content_Types].xml": "<x/>", "word/document.xml": "<x/>" }), 415, "Word document"],
    ["files.zip", storedZip({ "a.csv": "a,b\n1,2\n" }), 415, "ZIP archive"],
    ["half.xlsx", workbookOf(rows.slice(0, 50)).subarray(0, 5000), 400, "damaged"],
  ]) {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    const answer = await server.upload(file);
    assert.equal(answer.status, status, `${name}: ${answer.text}`);
    assert.ok(answer.text.includes(word), answer.text);
  }
  assert.equal((await server.request("GET", "/api/predictions")).body.count, 0);
});

test("inspect reads them too and says which sheet it was", (t) => {
  const folder = temporaryFolder(t);
  for (const [name, bytes] of Object.entries(packed)) {
    const file = path.join(folder, "renamed.bin");
    writeFileSync(file, bytes);
    const found = JSON.parse(run(["inspect", file, "--json"]).stdout);
    assert.equal(found.reading.container, name.endsWith("xlsx") ? "xlsx" : "gzip");
    assert.equal(found.reading.sheet, name.endsWith("xlsx") ? "Customers" : null);
    assert.equal(found.reading.rows, rows.length - 1);
  }
});
