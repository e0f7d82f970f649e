import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { PredictionActions } from "@/features/predictions/prediction-actions";
import { predictionItem } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

const names = () => screen.getAllByRole("button").map((button) => button.textContent);

test.each([
  ["QUEUED", ["Cancel", "Delete"]],
  ["PROCESSING", ["Cancel"]],
  ["COMPLETED", ["Delete"]],
  ["FAILED", ["Try again", "Delete"]],
] as const)("%s offers %j", (status, offered) => {
  renderPage(<PredictionActions prediction={predictionItem({ status })} />);
  expect(names()).toEqual(offered);
});

test("nothing is deleted before it was confirmed", async () => {
  const requests = stubServer({
    "DELETE /api/predictions/p1": () => new Response(null, { status: 204 }),
  });
  const onRemoved = vi.fn();
  renderPage(
    <PredictionActions
      prediction={predictionItem({ status: "COMPLETED" })}
      onRemoved={onRemoved}
    />,
  );
  await userEvent.click(screen.getByRole("button", { name: "Delete telco.csv" }));
  expect(requests).toEqual([]);
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  await waitFor(() => {
    expect(onRemoved).toHaveBeenCalledOnce();
  });
  expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "DELETE /api/predictions/p1",
  ]);
});

test("a refused change says why", async () => {
  stubServer({
    "POST /api/predictions/p1/cancel": () =>
      new Response('{"title":"Conflict","status":409,"detail":"It has ended already."}', {
        status: 409,
      }),
  });
  renderPage(<PredictionActions prediction={predictionItem({ status: "PROCESSING" })} />);
  await userEvent.click(screen.getByRole("button", { name: "Cancel telco.csv" }));
  expect((await screen.findByRole("alert")).textContent).toContain("It has ended already.");
});
