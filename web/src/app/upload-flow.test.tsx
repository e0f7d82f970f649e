import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { UploadFlow } from "@/app/upload-flow";
import { preview } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

/// The one upload under way, to be driven by the test.
class Wire {
  static last: Wire | null;
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
  Wire.last = null;
  localStorage.clear();
  vi.stubGlobal("XMLHttpRequest", Wire);
  stubServer({
    "GET /api/me": () => ({ limits: { max_upload_bytes: 1000 } }),
    "GET /api/samples": () => ({ samples: [] }),
    "POST /api/csv/preview": () => preview(),
  });
});

async function chooseAndRun() {
  const page = renderPage(<UploadFlow title="Upload" about="" />);
  await screen.findByText(/up to 1,000 bytes/);
  await userEvent.upload(
    screen.getByLabelText("Customer file"),
    new File(["x".repeat(800)], "mine.csv", { type: "text/csv" }),
  );
  await userEvent.click(await screen.findByRole("button", { name: "Run the prediction" }));
  return page;
}

test("nothing is uploaded before it is run; then how much was sent is said", async () => {
  const { router } = await chooseAndRun();
  const wire = Wire.last as Wire;
  expect(wire.body?.get("options")).toBe("{}");
  expect((wire.body?.get("file") as File).name).toBe("mine.csv");
  act(() => wire.upload.onprogress?.({ loaded: 200 }));
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("25");
  expect(screen.getByText("200 bytes of 800 bytes")).toBeTruthy();
  wire.answer(201, { prediction_id: "p9" });
  await waitFor(() => {
    expect(router.state.location.pathname).toBe("/predictions/p9");
  });
});

test("an upload that is refused is explained, and can be run again or left", async () => {
  await chooseAndRun();
  (Wire.last as Wire).answer(400, {
    title: "Not a table",
    errors: [{ code: "x", message: "Too few cells.", row: 2, hint: "Add one." }],
  });
  const alert = (await screen.findByRole("alert")).textContent;
  for (const part of ["Not a table", "Line 2", "Too few cells.", "Add one."])
    expect(alert).toContain(part);
  expect(screen.getByRole("button", { name: "Run the prediction" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Another file" }));
  expect(screen.getByRole("button", { name: "Choose a file" })).toBeTruthy();
});

test("cancelling goes back to the file without an error", async () => {
  await chooseAndRun();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(await screen.findByRole("button", { name: "Run the prediction" })).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});
