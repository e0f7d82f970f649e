/// Holds values against the JSON schemas of the program's own OpenAPI file. Knows the words that the
/// file uses and refuses every other, so that no word is passed over in silence.
import assert from "node:assert/strict";

const silent = new Set(["description", "format", "default"]);

const types = {
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === "string",
  integer: Number.isInteger,
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  null: (value) => value === null,
};

const words = {
  $ref: (ref, value, at, api) => check(resolve(ref, api), value, at, api),
  allOf: (schemas, value, at, api) => schemas.forEach((each) => check(each, value, at, api)),
  type: (type, value, at) => {
    const fits = [type].flat().some((each) => types[each](value));
    assert.ok(fits, `${at}: ${JSON.stringify(value)} is no ${type}`);
  },
  const: (wanted, value, at) => assert.deepEqual(value, wanted, at),
  enum: (list, value, at) => assert.ok(list.includes(value), `${at}: ${value} is none of ${list}`),
  pattern: (pattern, value, at) => assert.match(value, new RegExp(pattern), at),
  minimum: (low, value, at) => assert.ok(value === null || value >= low, `${at}: ${value} < ${low}`),
  maximum: (high, value, at) => assert.ok(value === null || value <= high, `${at}: ${value} > ${high}`),
  exclusiveMinimum: (low, value, at) => assert.ok(value > low, `${at}: ${value} <= ${low}`),
  exclusiveMaximum: (high, value, at) => assert.ok(value < high, `${at}: ${value} >= ${high}`),
  items: (schema, value, at, api) =>
    value.forEach((each, index) => check(schema, each, `${at}[${index}]`, api)),
  required: (names, value, at) =>
    names.forEach((name) => assert.ok(name in value, `${at}: "${name}" is missing`)),
  properties: (properties, value, at, api) =>
    Object.entries(properties)
      .filter(([name]) => name in value)
      .forEach(([name, schema]) => check(schema, value[name], `${at}.${name}`, api)),
  additionalProperties: (allowed, value, at, api, schema) =>
    Object.keys(value)
      .filter((name) => !(name in (schema.properties ?? {})))
      .forEach((name) => {
        assert.notEqual(allowed, false, `${at}: "${name}" is not described`);
        if (allowed !== true) check(allowed, value[name], `${at}.${name}`, api);
      }),
};

function resolve(ref, api) {
  return ref
    .slice(2)
    .split("/")
    .reduce((at, key) => at[key], api);
}

/// Throws where `value` does not fit `schema`; `api` is the whole OpenAPI object.
export function check(schema, value, at, api) {
  for (const [word, wanted] of Object.entries(schema)) {
    if (silent.has(word)) continue;
    assert.ok(word in words, `the schema word "${word}" is not known here`);
    const ofObject = ["required", "properties", "additionalProperties"].includes(word);
    if (value === null && (ofObject || word === "items")) continue; // "type" has judged null
    words[word](wanted, value, at, api, schema);
  }
}

/// Holds an answer of the harness's request() against what `api` says of this operation.
export function checkAnswer(api, method, pattern, answer) {
  const operation = api.paths[pattern]?.[method.toLowerCase()];
  assert.ok(operation, `${method} ${pattern} is not described`);
  let described = operation.responses[answer.status];
  assert.ok(described, `${method} ${pattern}: ${answer.status} is not described: ${answer.text}`);
  if (described.$ref) described = resolve(described.$ref, api);
  const type = (answer.headers.get("content-type") ?? "").split(";")[0];
  if (!described.content) return assert.equal(answer.text, "", `${pattern} should have no body`);
  assert.ok(described.content[type], `${method} ${pattern}: ${type} is not described`);
  if (answer.body !== undefined)
    check(described.content[type].schema, answer.body, `${method} ${pattern}`, api);
}
