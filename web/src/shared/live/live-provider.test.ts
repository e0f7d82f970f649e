import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";

import type { PredictionItem } from "@/shared/api/prediction";
import { takeIn } from "@/shared/live/live-provider";
import { predictionItem } from "@/testing/examples";

let queries: QueryClient;
const list = ["predictions", {}];
const listed = () =>
  queries.getQueryData<{ pages: { predictions: PredictionItem[] }[] }>(list)?.pages[0]
    ?.predictions[0];
const isStale = (key: unknown[]) => queries.getQueryState(key)?.isInvalidated;

beforeEach(() => {
  queries = new QueryClient();
  const running = predictionItem({ status: "PROCESSING", progress: 0.1 });
  queries.setQueryData(list, {
    pages: [{ predictions: [running], count: 1, next_cursor: null }],
    pageParams: [null],
  });
  queries.setQueryData(["prediction", "p1"], { ...running, metrics_json: null });
});

test("progress is taken in where it is shown, without asking again", () => {
  takeIn(queries, JSON.stringify(predictionItem({ status: "PROCESSING", progress: 0.6 })));
  expect(listed()?.progress).toBe(0.6);
  expect(queries.getQueryData<PredictionItem>(["prediction", "p1"])?.progress).toBe(0.6);
  expect(isStale(list)).toBe(false);
});

test("a change of status asks for the whole prediction and the lists anew", () => {
  takeIn(queries, JSON.stringify(predictionItem({ status: "COMPLETED" })));
  expect(listed()?.status).toBe("COMPLETED");
  expect(isStale(["prediction", "p1"])).toBe(true);
  expect(isStale(list)).toBe(true);
});

test("a new prediction and a deleted one ask for the lists anew", () => {
  takeIn(queries, JSON.stringify(predictionItem({ id: "p2", status: "QUEUED" })));
  expect(isStale(list)).toBe(true);
  takeIn(queries, '{"id":"p1"}');
  expect(queries.getQueryData(["prediction", "p1"])).toBeUndefined();
});

test("an event that is no prediction only asks for the lists anew", () => {
  const spy = vi.spyOn(queries, "setQueryData");
  takeIn(queries, "not json");
  expect(spy).not.toHaveBeenCalled();
  expect(isStale(list)).toBe(true);
});

test.each([
  [["prediction", "p9"], JSON.stringify(predictionItem({ id: "p9", status: "COMPLETED" }))],
  [["predictions", { status: "COMPLETED" }], '{"id":"p1"}'],
])("an event that overtakes the first answer to %s is not lost", async (queryKey, event) => {
  let answerFirst: (item: PredictionItem) => void = () => undefined;
  const first = new Promise<PredictionItem>((resolve) => (answerFirst = resolve));
  const answers = [first, Promise.resolve(predictionItem({ status: "COMPLETED" }))];
  const queryFn = () => answers.shift() ?? Promise.reject(new Error("asked too often"));
  const shown = new QueryObserver<PredictionItem>(queries, { queryKey, queryFn, retry: false });
  const stop = shown.subscribe(() => undefined);
  takeIn(queries, event);
  answerFirst(predictionItem({ status: "QUEUED" }));
  await vi.waitFor(() => expect(shown.getCurrentResult().data?.status).toBe("COMPLETED"));
  expect(answers).toHaveLength(0);
  stop();
});
