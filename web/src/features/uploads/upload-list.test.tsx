import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { UploadList } from "@/features/uploads/upload-list";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

const upload = (id: number, filename: string) => ({
  id,
  filename,
  file_size: 977_501,
  created_at: new Date(Date.now() - 90_000).toISOString(),
});

function show(uploads: ReturnType<typeof upload>[], uses = 2) {
  const requests = stubServer({
    "GET /api/uploads": () => ({ uploads, count: uploads.length, next_cursor: null }),
    "GET /api/uploads/7": () => ({ upload: uploads[0], predictions: uses }),
    "DELETE /api/uploads/7": () => {
      uploads.shift();
      return new Response(null, { status: 204 });
    },
  });
  renderPage(<UploadList />);
  return requests;
}

test("every kept file says its size and age, and leads to running it again", async () => {
  show([upload(7, "telco.csv"), upload(3, "old.csv")]);
  const [first] = await screen.findAllByRole("listitem");
  const row = within(first ?? document.body);
  expect(row.getByRole("link", { name: "telco.csv" }).getAttribute("href")).toBe("/uploads/7");
  expect(first?.textContent).toContain("#7 · 955 kB · 1 minute ago");
});

test("a file is deleted once it was said what goes with it", async () => {
  const requests = show([upload(7, "telco.csv")]);
  await userEvent.click(await screen.findByRole("button", { name: "Delete telco.csv" }));
  expect(await screen.findByText(/with it 2 predictions made from it/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Delete" }));
  await screen.findByRole("heading", { name: "No files are kept" });
  await waitFor(() => {
    expect(requests.some(({ method }) => method === "DELETE")).toBe(true);
  });
});

test("without any, it says why files are kept", async () => {
  show([]);
  expect(await screen.findByText(/kept so that it can be run again/)).toBeTruthy();
});
