import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { FileButton } from "@/shared/ui/file-button";
import { renderPage } from "@/testing/render-page";
import { stubSession } from "@/testing/stub-session";

const show = (bring: () => Promise<void>) =>
  renderPage(
    <FileButton href="#file" bring={bring}>
      Download it
    </FileButton>,
  );

test("where a cookie goes along it is a plain link", () => {
  const bring = vi.fn(() => Promise.resolve());
  show(bring);
  const link = screen.getByRole("link", { name: "Download it" });
  expect(link.getAttribute("href")).toBe("#file");
  expect(fireEvent.click(link)).toBe(true);
  expect(bring).not.toHaveBeenCalled();
});

test("where requests carry a token the file is brought by one; a failure can be tried again", async () => {
  stubSession("a");
  const bring = vi.fn(() => Promise.reject(new Error("no")));
  show(bring);
  expect(fireEvent.click(screen.getByRole("link", { name: "Download it" }))).toBe(false);
  expect(await screen.findByRole("link", { name: "That failed. Try again" })).toBeTruthy();
  expect(bring).toHaveBeenCalledOnce();
});
