import { Button, NativeSelect } from "@mantine/core";

import { withRole, withSetting, type Choices } from "@/features/preview/choices";
import styles from "@/features/preview/plan-section.module.css";
import { ModelChoice } from "@/features/preview/model-choice";
import type { Preview, PreviewOutcome } from "@/features/preview/preview";
import type { Role } from "@/shared/api/metrics";
import { hintWords } from "@/shared/format/hint-words";
import { count, counted, percent } from "@/shared/format/numbers";
import { Notice } from "@/shared/ui/notice";
import { Section } from "@/shared/ui/section";

export interface PartProps {
  preview: Preview;
  choices: Choices;
  onChange(choices: Choices): void;
}

/// Why a file cannot be learned from.
export const inTheWay = ["no_outcome", "one_class_only", "rows_too_few", "no_inputs"];

export function inTheWayOf({ mode, messages }: Preview) {
  return mode === "learn" ? [] : messages.filter(({ code }) => inTheWay.includes(code));
}

/// What a run would do, and the one choice that matters most: which column says who has left.
export function PlanSection({ preview, choices, onChange }: PartProps) {
  const { outcome, mode, provisional } = preview;
  const guessed = outcome?.guessed && !choices.outcome;
  // That a file to be scored does not say who has left stands in the words already.
  const obstacles = mode === "score" && !outcome ? [] : inTheWayOf(preview);
  return (
    <Section title="What will happen">
      <div className={styles.plan}>
        <p className={styles.words}>{words(preview)}</p>
        <ModelChoice preview={preview} choices={choices} onChange={onChange} />
        {obstacles.map(({ code, message, hint }) => (
          <Notice
            key={code}
            tone="wary"
            title={provisional ? `In the part that was read: ${message}` : message}
          >
            {hint && <p>{hintWords(hint)}</p>}
          </Notice>
        ))}
        {guessed && (
          <Notice tone="wary" title={`Is it “${outcome.column}” that says who has left?`}>
            {outcome.receipt && <p>{outcome.receipt}</p>}
            <p className={styles.confirm}>
              <Button
                size="compact-md"
                onClick={() => {
                  const { column, left_value: left } = outcome;
                  const chosen = withRole(choices, column, "outcome");
                  onChange(withSetting(chosen, { left_value: left }));
                }}
              >
                Yes, that is right
              </Button>
              <span>or choose another column below.</span>
            </p>
          </Notice>
        )}
        {mode !== "score" && (
          <div className={styles.choice}>
            <OutcomeColumn preview={preview} choices={choices} onChange={onChange} />
            <LeftValue preview={preview} choices={choices} onChange={onChange} />
          </div>
        )}
        <p className={styles.uses}>{uses(preview)}</p>
      </div>
    </Section>
  );
}

function words(preview: Preview) {
  const { mode, outcome, provisional, reading } = preview;
  if (mode === "score") {
    const left = outcome ? "" : "This file does not say who has left. ";
    return (
      <>
        {left}
        {provisional ? "Its customers" : `Its ${counted(reading.rows, "customer")}`} will be scored
        with the model below, and nothing is learned.
      </>
    );
  }
  if (mode === "starter")
    return (
      <>
        Nothing can be learned from this file yet. Its {counted(reading.rows, "customer")} will get{" "}
        <b>points by a fixed scorecard</b> over the signs of leaving that it tells of: an order to
        start with, no probabilities.
      </>
    );
  if (!outcome) return <>This file does not say yet who of its customers has left.</>;
  return (
    <>
      {provisional ? "In the part that was read, " : ""}
      <b>
        {count(outcome.left)} of {counted(outcome.left + outcome.stayed, "customer")}
      </b>{" "}
      {provisional ? "have" : "in this file have"} left
      {outcome.rate === null ? "" : ` (${percent(outcome.rate)})`}: their <b>{outcome.column}</b> is{" "}
      <b>{outcome.left_value}</b>.{" "}
      {mode === "learn" && "What they have in common shows who is likely to leave next."}
      {outcome.unknown > 0 &&
        ` Of ${counted(outcome.unknown, "customer")} it is not known; they are scored, but nothing is learned from them.`}
    </>
  );
}

function uses({ columns }: Preview): string {
  const of = (...roles: Role[]) => columns.filter(({ role }) => roles.includes(role)).length;
  const left = of("leak", "constant", "text", "ignored");
  return [
    `${counted(of("input"), "column")} used to predict`,
    of("identifier") > 0 && `${count(of("identifier"))} to name the customer`,
    left > 0 && `${count(left)} left out`,
  ]
    .filter(Boolean)
    .join(" · ");
}

function OutcomeColumn({ preview, choices, onChange }: PartProps) {
  const { columns, outcome } = preview;
  const chosen = choices.outcome ?? outcome?.column ?? "";
  return (
    <NativeSelect
      label="The column that says who has left"
      value={chosen}
      onChange={({ currentTarget: { value } }) => {
        const before = choices.outcome ? withRole(choices, choices.outcome, undefined) : choices;
        onChange(value === "" ? before : withRole(before, value, "outcome"));
      }}
    >
      {chosen === "" && <option value="">Choose a column</option>}
      {columns.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}

function LeftValue({ preview, choices, onChange }: PartProps) {
  const { outcome } = preview;
  const column = choices.outcome ?? outcome?.column;
  const values = valuesOf(preview, column);
  const current =
    choices.left_value ?? (outcome?.column === column ? outcome?.left_value : undefined);
  if (column === undefined || values.length === 0) return null;
  return (
    <NativeSelect
      label="The value that means “has left”"
      value={current ?? ""}
      onChange={({ currentTarget: { value } }) => {
        onChange(withSetting(withColumn(choices, column), { left_value: value }));
      }}
    >
      {(current === undefined || !values.includes(current)) && (
        <option value={current ?? ""}>{current ?? "Choose a value"}</option>
      )}
      {values.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </NativeSelect>
  );
}

/// A value without its column would be looked for in whichever column is found.
function withColumn(choices: Choices, column: string): Choices {
  return choices.outcome === column ? choices : withRole(choices, column, "outcome");
}

/// All that the column says; of another column than the outcome, what its first rows say.
function valuesOf({ outcome, columns, rows }: Preview, column: string | undefined): string[] {
  if (column === undefined) return [];
  if (isOf(outcome, column)) return outcome.values.map(({ text }) => text);
  const place = columns.findIndex(({ name }) => name === column);
  const texts = rows.map(({ cells }) => cells[place]?.trim() ?? "");
  return [...new Set(texts)].filter((text) => text !== "").slice(0, 20);
}

function isOf(outcome: PreviewOutcome | null, column: string): outcome is PreviewOutcome {
  return outcome?.column === column;
}
