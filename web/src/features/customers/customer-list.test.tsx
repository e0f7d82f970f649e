import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { CustomerList } from "@/features/customers/customer-list";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

const customer = (row: number) => ({
  row,
  id: `C-${String(row)}`,
  customer_state: "active",
  churn_probability: 0.8123,
  retention_probability: 0.1877,
  risk_level: "high",
  risk_rank: row,
  reasons: [{ column: "Contract", value: "Month-to-month", factor: 2.34 }],
  keeps: [],
  explanation: "",
  score_kind: "out_of_fold",
});

let requests: { path: string }[];
const lastQuery = () =>
  Object.fromEntries(new URLSearchParams(requests.at(-1)?.path.split("?")[1]));

beforeEach(() => {
  requests = stubServer({
    "GET /api/predictions/p1/customers": () => ({
      customers: [customer(1), customer(2)],
      count: 120,
    }),
  });
});

test("opens with those who can still be kept, by rank, with reasons as factors", async () => {
  renderPage(<CustomerList predictionId="p1" />);
  const row = (await screen.findByRole("link", { name: "C-1" })).closest("tr") as HTMLElement;
  expect(lastQuery()).toEqual({ state: "keepable", sort: "rank", offset: "0", limit: "50" });
  expect(within(row).getByText("81.2%")).toBeTruthy();
  expect(within(row).getByText("2.3×")).toBeTruthy();
});

test("filters, order and page go into the address, and from there to the server", async () => {
  const { router } = renderPage(<CustomerList predictionId="p1" />);
  await userEvent.click(await screen.findByRole("button", { name: "Next page" }));
  await waitFor(() => {
    expect(lastQuery().offset).toBe("50");
  });
  await userEvent.selectOptions(screen.getByLabelText("Risk"), "high");
  await waitFor(() => {
    expect(lastQuery()).toMatchObject({ risk: "high", offset: "0" });
  });
  await userEvent.type(screen.getByLabelText("Customer"), "C-1");
  await waitFor(() => {
    expect(lastQuery().q).toBe("C-1");
  });
  await userEvent.click(screen.getByRole("button", { name: /Likely to leave/ }));
  await waitFor(() => {
    expect(lastQuery().sort).toBe("-probability");
  });
  expect(router.state.location.search).toBe("?risk=high&sort=-probability&q=C-1");
  expect(
    screen.getByRole("columnheader", { name: /Likely to leave/ }).getAttribute("aria-sort"),
  ).toBe("descending");
});

test("Back goes to the page before; the next page begins at its top", async () => {
  const { router } = renderPage(<CustomerList predictionId="p1" />);
  const scrolled = vi.spyOn(Element.prototype, "scrollIntoView");
  await userEvent.click(await screen.findByRole("button", { name: "Next page" }));
  expect(await screen.findByText("51–100 of 120")).toBeTruthy();
  expect(scrolled).toHaveBeenCalledOnce();
  await userEvent.click(screen.getByRole("button", { name: "Next page" }));
  expect(await screen.findByText("101–120 of 120")).toBeTruthy();
  await act(() => router.navigate(-1));
  expect(await screen.findByText("51–100 of 120")).toBeTruthy();
  expect(router.state.location.search).toBe("?page=2");
});

test("a page beyond the last one is the last one", async () => {
  const { router } = renderPage(<CustomerList predictionId="p1" />, "/?page=9999");
  expect(await screen.findByText("101–120 of 120")).toBeTruthy();
  await waitFor(() => {
    expect(router.state.location.search).toBe("?page=3");
    expect(lastQuery().offset).toBe("100");
  });
});

test("a click on a row opens its customer and keeps the filters", async () => {
  const { router } = renderPage(<CustomerList predictionId="p1" />, "/?risk=high");
  await userEvent.click((await screen.findAllByText("81.2%"))[1] as HTMLElement);
  expect(router.state.location.pathname).toBe("/predictions/p1/customers/2");
  expect(router.state.location.search).toBe("?risk=high");
});
