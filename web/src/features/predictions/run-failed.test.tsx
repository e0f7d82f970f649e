import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { RunFailed } from "@/features/predictions/run-failed";
import { predictionItem } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";

const failed = (message: string, errors: { code: string; message: string; hint: string }[]) => (
  <RunFailed
    prediction={{
      ...predictionItem({ status: "FAILED", error_message: message }),
      metrics_json: null,
      errors,
    }}
    onRemoved={() => undefined}
  />
);

test("what is wrong and how to mend it are each said once", () => {
  const finding = { code: "no_outcome", message: "No column says who left.", hint: "Add one." };
  renderPage(failed("No column says who left. Add one.", [finding]));
  expect(screen.getAllByText(/No column says who left/)).toHaveLength(1);
  expect(screen.getAllByText(/Add one/)).toHaveLength(1);
});

test("a failure without findings says its message, a cancelled one that it was cancelled", () => {
  const view = renderPage(failed("The job ran out of memory three times.", []));
  expect(screen.getByRole("alert").textContent).toContain("ran out of memory");
  view.unmount();
  renderPage(failed("cancelled", []));
  expect(screen.getByRole("status").textContent).toBe("Cancelled before it was done.");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.queryByRole("link", { name: "Upload a changed file" })).toBeNull();
});
