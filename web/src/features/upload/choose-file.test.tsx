import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { ChooseFile } from "@/features/upload/choose-file";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

beforeEach(() => {
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

const nameOf = (onFile: ReturnType<typeof vi.fn>) => (onFile.mock.calls[0]?.[0] as File).name;

test("a chosen file is handed on", async () => {
  const onFile = vi.fn();
  renderPage(<ChooseFile onFile={onFile} />);
  await choose("mine.csv", "id\n1\n");
  expect(nameOf(onFile)).toBe("mine.csv");
});

test("a file over the limit is refused before anything is sent", async () => {
  const onFile = vi.fn();
  renderPage(<ChooseFile onFile={onFile} />);
  await choose("big.csv", "x".repeat(1001));
  const alert = (await screen.findByRole("alert")).textContent;
  expect(alert).toContain("big.csv is too large");
  expect(alert).toContain("up to 1,000 bytes");
  expect(onFile).not.toHaveBeenCalled();
});

test("the sample goes the way of any file", async () => {
  const onFile = vi.fn();
  renderPage(<ChooseFile onFile={onFile} />);
  await userEvent.click(await screen.findByRole("button", { name: /customers.csv/ }));
  await waitFor(() => {
    expect(nameOf(onFile)).toBe("customers.csv");
  });
});
