import { expect, test } from "vitest";

import { EventStreamParser } from "@/shared/live/event-stream";

test("an event cut anywhere comes out whole, once", () => {
  const text = 'id: 7\r\nevent: prediction\r\ndata: {"a":\r\ndata: 1}\r\n\r\n: beat\n\ndata: b\n\n';
  const whole = [
    { id: "7", event: "prediction", data: '{"a":\n1}' },
    { id: "7", event: "message", data: "b" },
  ];
  for (let cut = 0; cut <= text.length; cut++) {
    const parser = new EventStreamParser();
    expect([...parser.feed(text.slice(0, cut)), ...parser.feed(text.slice(cut))]).toEqual(whole);
  }
});

test("comments and fields without data dispatch nothing", () => {
  expect(new EventStreamParser().feed(": hello\n\nid: 3\n\n")).toEqual([]);
});
