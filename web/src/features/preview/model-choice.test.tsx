import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Choices } from "@/features/preview/choices";
import { ModelChoice } from "@/features/preview/model-choice";
import type { Preview } from "@/features/preview/preview";
import { modelItem, preview } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

const fits = { id: "m1", fits: true, missing: [], why: "" };
const doesNot = { id: "m2", fits: false, missing: ["age"], why: "It does not fit." };

function show(changes: Partial<Preview>, choices: Choices = {}) {
  const models = [modelItem(), modelItem({ id: "m2", name: "bank" })];
  stubServer({ "GET /api/models": () => ({ models, count: 2, next_cursor: null }) });
  const onChange = vi.fn();
  renderPage(<ModelChoice preview={preview(changes)} choices={choices} onChange={onChange} />);
  return onChange;
}

test("a file that says who left is learned from unless a model is chosen", async () => {
  const onChange = show({ models: [fits, doesNot] });
  const choice = await screen.findByLabelText<HTMLSelectElement>(
    "Learn from this file, or score it",
  );
  expect([...choice.options].map(({ text }) => text)).toEqual([
    "Learn a new model from it",
    "Score it with telco, version 2, AUC 0.850",
  ]);
  expect(screen.getByText("1 other model does not fit.")).toBeTruthy();
  await userEvent.selectOptions(choice, "m1");
  expect(onChange).toHaveBeenCalledWith({ model: "m1" });
});

test("of a file that does not, it names the model that is taken and what it misses", async () => {
  show({ mode: "score", outcome: null, model: "m1", models: [{ ...fits, missing: ["tenure"] }] });
  const choice = await screen.findByLabelText<HTMLSelectElement>("The model to score it with");
  expect(choice.options[0]?.text).toBe("The one that fits best: telco, version 2");
  expect(screen.getByText("tenure: blank in every row.")).toBeTruthy();
});

test("a file that says of too few who left is scored, and does not pretend to be learned from", async () => {
  const thin = { code: "rows_too_few", message: "Only 9 customers have left.", hint: "" };
  show({ mode: "score", model: "m1", models: [fits], messages: [thin] });
  const choice = await screen.findByLabelText<HTMLSelectElement>("The model to score it with");
  expect([...choice.options].map(({ text }) => text)).toEqual([
    "The one that fits best: telco, version 2",
    "telco, version 2, AUC 0.850",
  ]);
});

test("the choice can be taken back", async () => {
  const onChange = show({ mode: "score", model: "m1", models: [fits] }, { model: "m1" });
  await userEvent.selectOptions(await screen.findByRole("combobox"), "");
  expect(onChange).toHaveBeenCalledWith({});
});

test("where no model fits there is nothing to choose", () => {
  show({ models: [doesNot] });
  expect(screen.queryByRole("combobox")).toBeNull();
});
