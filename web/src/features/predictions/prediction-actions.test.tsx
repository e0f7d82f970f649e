import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

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
