import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { UploadForm } from "@/features/upload/upload-form";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

/// The one request under way, to be driven by the test.
class Wire {
  static last: Wire;
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = "";
  body?: FormData;
  constructor() {
    Wire.last = this;
  }
  open() {}
  setRequestHeader() {}
  send(body: FormData) {
    this.body = body;
  }
  abort() {
    this.onabort?.();
  }
  answer(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    act(() => this.onload?.());
  }
}

beforeEach(() => {
  vi.stubGlobal("XMLHttpRequest", Wire);
  stubServer({
    "GET /api/me": () => ({ limits: { max_upload_bytes: 1000 } }),
    "GET /api/samples": () => ({ samples: [{ name: "customers.csv", file_size: 300 }] }),
    "GET /api/samples/customers.csv": () => new Response("id,churned\n1,yes\n"),
  });
});

const choose = async (name: string, content: string) => {
  await screen.findByText(/up to 1,000 bytes/);
  await userEvent.upload(
    screen.getByLabelText("Customer file"),
    new File([content], name, { type: "text/csv" }),
  );
};

test("says how much was sent, then hands on what the server made of it", async () => {
  const onUploaded = vi.fn();
  renderPage(<UploadForm onUploaded={onUploaded} />);
  await choose("mine.csv", "x".repeat(800));
  act(() => Wire.last.upload.onprogress?.({ loaded: 200 }));
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("25");
  expect(screen.getByText("200 bytes of 800 bytes")).toBeTruthy();
  Wire.last.answer(201, { prediction_id: "p9" });
  await waitFor(() => {
    expect(onUploaded).toHaveBeenCalledWith({ prediction_id: "p9" });
  });
});

test("a file over the limit is refused before anything is sent", async () => {
  renderPage(<UploadForm onUploaded={vi.fn()} />);
  await choose("big.csv", "x".repeat(1001));
  const alert = (await screen.findByRole("alert")).textContent;
  expect(alert).toContain("big.csv is too large");
  expect(alert).toContain("up to 1,000 bytes");
  expect(screen.queryByRole("progressbar")).toBeNull();
});

test("a file the server cannot read is explained, and another can be chosen at once", async () => {
  renderPage(<UploadForm onUploaded={vi.fn()} />);
  await choose("bad.csv", "a,b\n1\n");
  Wire.last.answer(400, {
    title: "Not a table",
    errors: [{ code: "x", message: "Too few cells.", row: 2, hint: "Add one." }],
  });
  const alert = (await screen.findByRole("alert")).textContent;
  for (const part of ["Not a table", "Line 2", "Too few cells.", "Add one."])
    expect(alert).toContain(part);
  expect(screen.getByRole("button", { name: "Choose a file" })).toBeTruthy();
});

test("cancelling goes back without an error", async () => {
  renderPage(<UploadForm onUploaded={vi.fn()} />);
  await choose("mine.csv", "x".repeat(10));
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(await screen.findByRole("button", { name: "Choose a file" })).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("the sample goes the way of any file", async () => {
  renderPage(<UploadForm onUploaded={vi.fn()} />);
  await userEvent.click(await screen.findByRole("button", { name: /customers.csv/ }));
  await waitFor(() => {
    expect((Wire.last.body?.get("file") as File).name).toBe("customers.csv");
  });
});
