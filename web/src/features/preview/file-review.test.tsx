import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import type { Choices } from "@/features/preview/choices";
import { FileReview } from "@/features/preview/file-review";
import type { Source } from "@/features/preview/get-preview";
import type { Preview } from "@/features/preview/preview";
import { columnFacts, preview } from "@/testing/examples";
import { renderPage } from "@/testing/render-page";
import { stubServer } from "@/testing/stub-server";

const file = new File(["id,tenure,Churn\nc1,34,No\n"], "mine.csv", { type: "text/csv" });

interface Form {
  /// JSON text in a form, an object in JSON.
  options: unknown;
  size: string;
  file: number;
}

beforeEach(() => {
  localStorage.clear();
});

/// Shows what `answer` makes of the options; → what was asked for and what was run.
function show(
  answer: (options: Choices) => Preview | Response,
  source: File | Source = file,
  initial?: Choices,
) {
  const asked: Choices[] = [];
  const forms: Form[] = [];
  stubServer({
    "POST /api/csv/preview": ({ body }) => {
      const form = body as Form;
      forms.push(form);
      const { options: sent } = form;
      const options = (typeof sent === "string" ? JSON.parse(sent) : sent) as Choices;
      asked.push(options);
      return answer(options);
    },
  });
  const onRun = vi.fn();
  const onOther = vi.fn();
  renderPage(
    <FileReview
      source={source instanceof File ? { file: source } : source}
      initial={initial}
      onRun={onRun}
      onOther={onOther}
    />,
  );
  return { asked, forms, onRun, onOther };
}

const run = () => screen.findByRole("button", { name: "Run the prediction" });
const region = (name: string) => within(screen.getByRole("region", { name }));

test("says what will happen in plain words, and shows the first rows", async () => {
  const { onRun } = show(() => preview());
  const button = await run();
  expect(
    region("What will happen").getByText(/20 of 100 customers/).parentElement?.textContent,
  ).toBe(
    "20 of 100 customers in this file have left (20.0%): their Churn is Yes. What they have in common shows who is likely to leave next.",
  );
  const table = within(screen.getByRole("region", { name: "First rows of the file" }));
  expect(table.getByRole("row", { name: "2 c1 34 No" })).toBeTruthy();
  await userEvent.click(button);
  expect(onRun).toHaveBeenCalledWith({});
});

test("only the first megabyte is sent, with the size of the whole, and that is said", async () => {
  const large = new File(["x".repeat((1 << 20) + 5)], "large.csv");
  const { forms } = show(() => preview({ provisional: true }), large);
  expect(await screen.findByText(/beginning of the file \(1 MB\)/)).toBeTruthy();
  expect(forms[0]).toMatchObject({ file: 1 << 20, size: String((1 << 20) + 5) });
});

test("a workbook is sent whole", async () => {
  const zip = new Uint8Array([0x50, 0x4b, 0x03, 0x04]);
  const { forms } = show(() => preview(), new File([zip, "x".repeat(2 << 20)], "a.xlsx"));
  await run();
  await waitFor(() => {
    expect(forms[0]?.file).toBe((2 << 20) + 4);
  });
});

test("a compressed file of more than 20 MB runs without a preview", async () => {
  const large = new File([new Uint8Array([0x1f, 0x8b])], "a.csv.gz");
  Object.defineProperty(large, "size", { value: (20 << 20) + 1 });
  const { forms, onRun } = show(() => preview(), large);
  await userEvent.click(await screen.findByRole("button", { name: "Run it without a preview" }));
  expect(forms).toEqual([]);
  expect(onRun).toHaveBeenCalledWith({});
});

test("a guessed outcome asks to be confirmed, and a click does", async () => {
  const guess = preview();
  const { asked } = show((options) => ({
    ...guess,
    outcome: guess.outcome && { ...guess.outcome, guessed: options.outcome === undefined },
  }));
  expect(await screen.findByText("Is it “Churn” that says who has left?")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Yes, that is right" }));
  await waitFor(() => {
    expect(asked.at(-1)).toEqual({ outcome: "Churn", left_value: "Yes" });
  });
  expect(screen.queryByText(/Is it “Churn”/)).toBeNull();
});

test("every change is looked at anew and goes into the run", async () => {
  const { asked, onRun } = show(() => preview());
  await run();
  await userEvent.selectOptions(screen.getByLabelText("Use of tenure"), "Left out");
  await userEvent.selectOptions(screen.getByLabelText("Content of tenure"), "Text");
  await userEvent.selectOptions(screen.getByLabelText("The value that means “has left”"), "No");
  const wanted = {
    roles: { tenure: "ignored" },
    types: { tenure: "text" },
    outcome: "Churn",
    left_value: "No",
  };
  await waitFor(() => {
    expect(asked.at(-1)).toEqual(wanted);
  });
  await userEvent.click(await run());
  expect(onRun).toHaveBeenCalledWith(wanted);
});

test("what was chosen for a file is used for the next one of the same columns", async () => {
  const first = show(() => preview());
  await run();
  await userEvent.selectOptions(screen.getByLabelText("Use of tenure"), "Left out");
  await userEvent.click(await run());
  expect(first.onRun).toHaveBeenCalled();
  cleanup();

  const second = show(() => preview(), new File(["other"], "next.csv"));
  expect((await screen.findAllByText(/Your choices for files with these columns/)).length).toBe(1);
  await waitFor(() => {
    expect(second.asked).toEqual([{}, { roles: { tenure: "ignored" } }]);
  });
  await userEvent.click(screen.getByRole("button", { name: "Start without them" }));
  await waitFor(() => {
    expect(screen.queryByText(/Your choices for files/)).toBeNull();
  });
});

test("another sheet of a workbook is read instead, and its columns start anew", async () => {
  const base = preview();
  const { asked } = show(({ sheet }) => ({
    ...base,
    reading: { ...base.reading, container: "xlsx", sheet: sheet ?? "A", sheets: ["A", "B"] },
  }));
  await run();
  await userEvent.selectOptions(screen.getByLabelText("Use of tenure"), "Left out");
  await userEvent.click(screen.getByText(/Sheet “A” of the workbook/));
  await userEvent.selectOptions(screen.getByLabelText("Sheet"), "B");
  expect(await screen.findByText(/Sheet “B” of the workbook/)).toBeTruthy();
  expect(asked.at(-1)).toEqual({ sheet: "B" });
  expect(screen.queryByLabelText("Between cells")).toBeNull();
});

test("a skipped line is brought back by one click, and left out again by another", async () => {
  const base = preview();
  const total = { line: 102, reason: "total", text: "Total,3400," };
  const { asked } = show(({ keep_rows: kept }) => ({
    ...base,
    reading: { ...base.reading, records: 102, skipped: kept ? [] : [total] },
  }));
  expect(await screen.findByText("looks like a total")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "It is a customer: line 102" }));
  await userEvent.click(await screen.findByRole("button", { name: "Leave out again" }));
  expect(await screen.findByText("looks like a total")).toBeTruthy();
  expect(asked).toContainEqual({ keep_rows: [102] });
});

test("a date that could be two is shown both ways and can be chosen", async () => {
  const base = preview();
  const message = {
    code: "date_ambiguous",
    message: "Every date could … The month was taken to come first.",
    column: "Since",
    text: "03/04/2025",
    hint: "Set the order.",
  };
  const { asked } = show(() => ({ ...base, reading: { ...base.reading, messages: [message] } }));
  expect(
    (await screen.findByLabelText<HTMLInputElement>("March 4, 2025 (month first)")).checked,
  ).toBe(true);
  await userEvent.click(screen.getByLabelText("April 3, 2025 (day first)"));
  await waitFor(() => {
    expect(asked.at(-1)).toEqual({ date_order: "day_first" });
  });
});

test("a number whose sign is open is shown both ways", async () => {
  const base = preview();
  const message = {
    code: "decimal_open",
    message: "… a point was taken as the decimal sign.",
    column: "tenure",
    hint: "",
  };
  const { asked } = show(() => ({
    ...base,
    columns: [columnFacts({ examples: ["1,234"] })],
    reading: { ...base.reading, messages: [message] },
  }));
  expect((await screen.findByLabelText<HTMLInputElement>(/^1,234 \(point/)).checked).toBe(true);
  await userEvent.click(screen.getByLabelText(/^1.234 \(comma/));
  await waitFor(() => {
    expect(asked.at(-1)).toEqual({ decimal: "," });
  });
});

test("each finding has its place, its hint, and the click that mends it", async () => {
  const base = preview();
  const leak = {
    code: "leak_left_out",
    message: "“Reason” gives the outcome away.",
    column: "Reason",
    hint: "Give it the role input in the options.",
  };
  const short = { code: "short_row", message: "Two cells are missing.", row: 7, hint: "Add them." };
  const { asked } = show(() => ({
    ...base,
    messages: [leak],
    reading: { ...base.reading, messages: [short] },
  }));
  await run();
  const words = screen.getByRole("region", { name: "Worth knowing" }).textContent;
  for (const part of ["Line 7", "Two cells are missing.", "Add them.", "“Reason” gives"])
    expect(words).toContain(part);
  await userEvent.click(screen.getByRole("button", { name: "Use it all the same: Reason" }));
  await waitFor(() => {
    expect(asked.at(-1)).toEqual({ roles: { Reason: "input" } });
  });
});

test("a choice that does not fit is explained and can be undone", async () => {
  const { asked } = show((options) =>
    options.outcome
      ? Response.json(
          { title: "Unprocessable", detail: "It is not clear what means left." },
          { status: 422 },
        )
      : preview(),
  );
  await run();
  await userEvent.selectOptions(
    screen.getByLabelText("The column that says who has left"),
    "tenure",
  );
  expect((await screen.findByRole("alert")).textContent).toContain("It is not clear");
  expect((await run()).hasAttribute("disabled")).toBe(true);
  expect(
    within(screen.getByLabelText("The value that means “has left”")).getByText("34"),
  ).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Undo the last change" }));
  await waitFor(() => {
    expect(screen.queryByRole("alert")).toBeNull();
  });
  expect(asked.at(-1)).toEqual({ outcome: "tenure" });
});

test("a file without an outcome says what is missing and is not run", async () => {
  const missing = {
    code: "no_outcome",
    message: "No column says who left.",
    hint: "Add one.",
    column: null,
  };
  show(() => preview({ mode: null, outcome: null, messages: [missing] }));
  expect((await run()).hasAttribute("disabled")).toBe(true);
  expect(region("What will happen").getByText("Add one.")).toBeTruthy();
});

test("a file that only gives points says so, why, and can be run", async () => {
  const missing = {
    code: "no_outcome",
    message: "No column says who left.",
    hint: "Add one.",
    column: null,
  };
  show(() => preview({ mode: "starter", outcome: null, messages: [missing] }));
  expect((await run()).hasAttribute("disabled")).toBe(false);
  const plan = region("What will happen");
  expect(plan.getByText("points by a fixed scorecard")).toBeTruthy();
  expect(plan.getByText("Add one.")).toBeTruthy();
});

test("a file that is no table comes with what to do, and another can be chosen", async () => {
  const { onOther } = show(() =>
    Response.json(
      { title: "Bad Request", detail: "This is a PDF.", hint: "Export it as CSV.", code: "pdf" },
      { status: 400 },
    ),
  );
  const alert = (await screen.findByRole("alert")).textContent;
  expect(alert).toContain("This is a PDF.");
  expect(alert).toContain("Export it as CSV.");
  expect(screen.queryByRole("button", { name: /without a preview/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Another file" }));
  expect(onOther).toHaveBeenCalled();
});

test("choices of an earlier run that the file refuses can be left behind", async () => {
  const { asked } = show(
    (options) =>
      options.outcome ? Response.json({ title: "No such column" }, { status: 422 }) : preview(),
    { uploadId: 7 },
    { outcome: "gone" },
  );
  await userEvent.click(
    await screen.findByRole("button", { name: "Start without the earlier choices" }),
  );
  await run();
  expect(asked).toEqual([{ outcome: "gone" }, {}]);
});

test("a file too hard for a preview may run without one", async () => {
  const { onRun } = show(() =>
    Response.json({ title: "Bad Request", code: "preview_too_slow" }, { status: 400 }),
  );
  await userEvent.click(await screen.findByRole("button", { name: "Run it without a preview" }));
  expect(onRun).toHaveBeenCalledWith({});
});
