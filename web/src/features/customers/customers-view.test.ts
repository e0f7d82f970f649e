import { expect, test } from "vitest";

import {
  firstView,
  readView,
  writeView,
  type CustomersView,
} from "@/features/customers/customers-view";

test("a view written into an address is read out of it again", () => {
  const view: CustomersView = {
    state: "left",
    risk: "high",
    sort: "-probability",
    q: "7590 & co",
    page: 3,
  };
  expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view);
});

test("the first view leaves the address clean", () => {
  expect(writeView(firstView).toString()).toBe("");
});

test("an address that makes no sense shows the first view", () => {
  expect(readView(new URLSearchParams("state=gone&risk=&sort=name&page=-2"))).toEqual(firstView);
});
