import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useId, useState } from "react";

import type { CustomerInFull } from "@/features/customers/customer";
import { useWhatIf, type Changes } from "@/features/customers/get-what-if";
import { WhatIfAnswer } from "@/features/customers/what-if-answer";
import styles from "@/features/customers/what-if.module.css";
import { asProblem, type Problem } from "@/shared/api/problem";
import { Loading } from "@/shared/ui/loading";
import { ProblemNotice } from "@/shared/ui/problem-notice";

/// By column, values that the file holds.
export type Suggestions = Record<string, string[]>;

/// So long typing must rest before the model is asked.
const restMs = 250;
const shownAtFirst = 8;

interface WhatIfFormProps {
  predictionId: string;
  customer: CustomerInFull;
  suggestions: Suggestions;
}

/// A field for each column that the model reads in the file, the strongest first, and the answer.
export function WhatIfForm({ predictionId, customer, suggestions }: WhatIfFormProps) {
  const [changes, setChanges] = useState<Changes>({});
  const [all, setAll] = useState(false);
  const [asked] = useDebouncedValue(changes, restMs);
  const { data, error, isFetching } = useWhatIf(predictionId, customer.row, asked);
  const problem = error ? asProblem(error) : null;
  const fields = editable(customer);
  const changed = Object.keys(changes).length;
  if (problem?.status === 409) return <ProblemNotice problem={problem} />;
  if (!data && !problem) return <Loading what="the model" lines={3} />;
  return (
    <>
      <div className={styles.fields}>
        {(all ? fields : fields.slice(0, shownAtFirst)).map(({ column, value }) => (
          <Field
            key={column}
            column={column}
            stored={value}
            value={changes[column] ?? value}
            offered={suggestions[column] ?? []}
            wrong={problemOf(problem, column)}
            onChange={(next) => {
              setChanges(withChange(changes, column, next, value));
            }}
          />
        ))}
      </div>
      <div className={styles.actions}>
        {fields.length > shownAtFirst && (
          <Button
            variant="default"
            size="compact-md"
            aria-expanded={all}
            onClick={() => {
              setAll(!all);
            }}
          >
            {all ? "Fewer columns" : `All ${String(fields.length)} columns`}
          </Button>
        )}
        <Button
          variant="default"
          size="compact-md"
          disabled={changed === 0}
          onClick={() => {
            setChanges({});
          }}
        >
          Back to the stored values
        </Button>
      </div>
      {problem && !isOfValues(problem) && <ProblemNotice problem={problem} />}
      {problem && isOfValues(problem) && (
        <p role="alert" className={styles.unread}>
          No answer: a value is not what its column holds.
        </p>
      )}
      {data && !problem && (
        <WhatIfAnswer
          answer={data}
          changed={changed > 0}
          waiting={isFetching || asked !== changes}
        />
      )}
    </>
  );
}

interface FieldProps {
  column: string;
  stored: string;
  value: string;
  offered: string[];
  wrong: string | null;
  onChange(value: string): void;
}

function Field({ column, stored, value, offered, wrong, onChange }: FieldProps) {
  const list = useId();
  return (
    <div>
      <TextInput
        label={column}
        value={value}
        list={offered.length > 0 ? list : undefined}
        autoComplete="off"
        error={wrong}
        description={value === stored ? undefined : `stored: ${stored === "" ? "empty" : stored}`}
        inputWrapperOrder={["label", "input", "description", "error"]}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value);
        }}
      />
      {offered.length > 0 && (
        <datalist id={list}>
          {offered.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </div>
  );
}

/// Columns that the model reads and the file has.
function editable({ contributions, cells }: CustomerInFull) {
  const held = new Map(cells.map(({ column, value }) => [column, value]));
  return contributions.flatMap(({ column }) => {
    const value = held.get(column);
    return value === undefined ? [] : [{ column, value }];
  });
}

/// Without the column where its value is the stored one again.
function withChange(changes: Changes, column: string, next: string, stored: string): Changes {
  const others = Object.entries(changes).filter(([name]) => name !== column);
  return Object.fromEntries(next === stored ? others : [...others, [column, next]]);
}

function isOfValues(problem: Problem): boolean {
  return problem.status === 422 && (problem.errors ?? []).some(({ column }) => column != null);
}

function problemOf(problem: Problem | null, column: string): string | null {
  const found = (problem?.errors ?? []).find((issue) => issue.column === column);
  return found ? [found.message, found.hint].filter(Boolean).join(" ") : null;
}
