import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { ModelView } from "@/features/models/model-view";
import type { Model } from "@/shared/api/model";
import { model } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

function show(shown: Model | null = model()) {
  const requests = stubServer({
    "GET /api/models/m1": () => (shown ? { success: true, model: shown } : undefined),
    "PATCH /api/models/m1": ({ body }) => ({
      success: true,
      model: { ...model(), ...(body as Partial<Model>) },
    }),
    "DELETE /api/models/m1": () => new Response(null, { status: 204 }),
  });
  return { requests, ...renderPage(<ModelView id="m1" />, "/models/m1") };
}

test("the card tells what it reads, the weightiest first, and where it came from", async () => {
  show();
  await screen.findByRole("heading", { name: "telco, version 2" });
  const inputs = within(screen.getByRole("region", { name: "What it reads" }));
  expect(inputs.getAllByRole("rowheader").map((cell) => cell.textContent)).toEqual([
    "Contract",
    "tenure",
  ]);
  expect(inputs.getByText("“Two year”, “One year”, “Month-to-month”")).toBeTruthy();
  const from = screen.getByRole("link", { name: "telco.csv" });
  expect(from.getAttribute("href")).toBe("/predictions/p1");
  const download = screen.getByRole("link", { name: "Download the model" });
  expect(download.getAttribute("href")).toBe("/api/models/m1/export");
});

test("a prediction that is gone is not linked to", async () => {
  show(model({ filename: null }));
  await screen.findByText("a prediction that was deleted since");
  expect(screen.queryByRole("link", { name: "telco.csv" })).toBeNull();
});

test("a new name is sent and shown", async () => {
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Rename" }));
  const field = await screen.findByLabelText("Name");
  await userEvent.clear(field);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
  await userEvent.type(field, "Nightly{Enter}");
  await screen.findByRole("heading", { name: "Nightly, version 2" });
});

test("it can be made the default, and that can be ended", async () => {
  const { requests } = show();
  await userEvent.click(await screen.findByRole("button", { name: "Make it the default" }));
  await screen.findByText("The default model");
  await userEvent.click(screen.getByRole("button", { name: "No longer the default" }));
  await screen.findByRole("button", { name: "Make it the default" });
  expect(requests.filter(({ method }) => method === "PATCH").map(({ body }) => body)).toEqual([
    { default: true },
    { default: false },
  ]);
});

test("it is deleted only once that was confirmed", async () => {
  const { requests, router } = show();
  await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(requests.some(({ method }) => method === "DELETE")).toBe(false);
  await userEvent.click(dialog.getByRole("button", { name: "Delete" }));
  await waitFor(() => {
    expect(router.state.location.pathname).toBe("/models");
  });
  expect(requests.some(({ method }) => method === "DELETE")).toBe(true);
});

test("one that is not there is said to be that", async () => {
  show(null);
  await screen.findByRole("heading", { name: "There is no such model" });
});
