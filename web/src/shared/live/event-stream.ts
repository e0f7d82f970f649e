export interface ServerEvent {
  id: string;
  event: string;
  data: string;
}

/// Server-sent events out of text chunks that may end anywhere (WHATWG HTML §9.2.6).
export class EventStreamParser {
  #rest = "";
  #lastId = "";
  #event = "";
  #data: string[] = [];

  /// The events that this chunk completed.
  feed(chunk: string): ServerEvent[] {
    const text = this.#rest + chunk;
    // A carriage return at the end may be the first half of CRLF: it waits for what follows.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line: string): ServerEvent[] {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.#data.push(value);
    if (field === "event") this.#event = value;
    if (field === "id" && !value.includes("\0")) this.#lastId = value;
    return [];
  }

  #dispatch(): ServerEvent[] {
    const done = { id: this.#lastId, event: this.#event || "message", data: this.#data.join("\n") };
    const hasData = this.#data.length > 0;
    this.#data = [];
    this.#event = "";
    return hasData ? [done] : [];
  }
}
