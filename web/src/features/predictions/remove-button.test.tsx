import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { RemoveButton } from "@/features/predictions/remove-button";
import { predictionItem } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

const gone = () => new Response(null, { status: 204 });

/// Opens the dialog where so many predictions were made from the upload.
async function ask(predictions: number) {
  const requests = stubServer({
    "GET /api/uploads/7": () => ({ predictions }),
    "DELETE /api/predictions/p1": gone,
    "DELETE /api/uploads/7": gone,
  });
  const onRemoved = vi.fn();
  renderPage(<RemoveButton prediction={predictionItem()} onRemoved={onRemoved} />);
  await userEvent.click(screen.getByRole("button", { name: "Delete telco.csv" }));
  const box = await screen.findByRole<HTMLInputElement>("checkbox");
  const deletions = () =>
    requests.filter(({ method }) => method === "DELETE").map(({ path }) => path);
  const confirm = async () => {
    expect(deletions()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Delete" }));
    await waitFor(() => {
      expect(onRemoved).toHaveBeenCalledOnce();
    });
    return deletions();
  };
  return { box, confirm };
}

test("nothing is deleted before it was confirmed; the file goes where nothing else needs it", async () => {
  const { box, confirm } = await ask(1);
  expect(box.checked).toBe(true);
  expect(await confirm()).toEqual(["/api/uploads/7"]);
});

test("the uploaded file can be kept", async () => {
  const { box, confirm } = await ask(1);
  await userEvent.click(box);
  expect(await confirm()).toEqual(["/api/predictions/p1"]);
});

test("a file that other predictions were made from stays, unless one asks", async () => {
  const { box, confirm } = await ask(3);
  expect(box.checked).toBe(false);
  expect(screen.getByText(/2 other predictions made from it/)).toBeTruthy();
  expect(await confirm()).toEqual(["/api/predictions/p1"]);
});

test("where nobody can tell what else uses the file, it stays", async () => {
  const requests = stubServer({ "DELETE /api/predictions/p1": gone });
  renderPage(<RemoveButton prediction={predictionItem()} />);
  await userEvent.click(screen.getByRole("button", { name: "Delete telco.csv" }));
  await screen.findByText("The uploaded file stays on the server.");
  await userEvent.click(screen.getByRole("button", { name: "Delete" }));
  await waitFor(() => {
    const deletions = requests.filter(({ method }) => method === "DELETE");
    expect(deletions.map(({ path }) => path)).toEqual(["/api/predictions/p1"]);
  });
});
