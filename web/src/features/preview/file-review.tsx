import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";

import { isReadAsFound, type Choices } from "@/features/preview/choices";
import { ColumnEditor } from "@/features/preview/column-editor";
import styles from "@/features/preview/file-review.module.css";
import { Findings } from "@/features/preview/findings";
import { FirstRows } from "@/features/preview/first-rows";
import { usePreview, type Source } from "@/features/preview/get-preview";
import { HowItIsRead } from "@/features/preview/how-it-is-read";
import { PlanSection } from "@/features/preview/plan-section";
import type { Preview } from "@/features/preview/preview";
import { Questions } from "@/features/preview/questions";
import { recall, remember, shapeOf } from "@/features/preview/remembered";
import { SkippedLines } from "@/features/preview/skipped-lines";
import { asProblem, type Problem } from "@/shared/api/problem";
import { Loading } from "@/shared/ui/loading";
import { Notice } from "@/shared/ui/notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";

interface FileReviewProps {
  source: Source;
  /// Of an earlier run of the same upload; without, those remembered for files of this shape.
  initial?: Choices;
  /// Instead of the button, while a run is being started.
  running?: ReactNode;
  /// Why the last try to run was refused.
  problem?: Problem | null;
  onRun(choices: Choices): void;
  /// Another file is wanted instead.
  onOther?(): void;
}

interface Review {
  choices: Choices;
  /// The last choices that the server took, and what it made of them.
  good: { choices: Choices; preview: Preview } | null;
  /// Of the file as it was found; null until it is known.
  shape: string | null;
  recalled: boolean;
}

/// What a file was understood to be, to be corrected before it is run: every change is looked at by
/// the server at once.
export function FileReview(props: FileReviewProps) {
  const { source, initial, running, problem, onRun, onOther } = props;
  const [review, setReview] = useState<Review>({
    choices: initial ?? {},
    good: null,
    shape: null,
    recalled: false,
  });
  const { choices, good } = review;
  const { data, error, isFetching, isPlaceholderData } = usePreview(source, choices);
  const fresh = data && !isPlaceholderData ? data : undefined;
  if (fresh && good?.preview !== fresh) setReview(afterLook(review, fresh, initial === undefined));

  const change = (next: Choices) => {
    setReview({ ...review, choices: next });
  };
  const run = () => {
    if (review.shape !== null) remember(review.shape, choices);
    onRun(choices);
  };
  const refused = error ? asProblem(error) : null;
  if (!good) {
    if (!refused) return <Loading what="the file" lines={8} />;
    const anew = () => {
      change({});
    };
    const chosen = Object.keys(choices).length > 0;
    return (
      <NotRead
        problem={refused}
        running={running}
        onRun={run}
        onAnew={chosen ? anew : undefined}
        onOther={onOther}
      />
    );
  }
  const { preview } = good;
  return (
    <div className={styles.review} aria-busy={isFetching}>
      {problem && <ProblemNotice problem={problem} />}
      {refused && (
        <Refused
          problem={refused}
          onUndo={() => {
            const recalled = review.recalled && Object.keys(good.choices).length > 0;
            setReview({ ...review, choices: good.choices, recalled });
          }}
        />
      )}
      {review.recalled && (
        <Notice
          tone="plain"
          inline
          title="Your choices for files with these columns are used again."
        >
          <button
            type="button"
            className={styles.link}
            onClick={() => {
              setReview({ ...review, choices: {}, recalled: false });
            }}
          >
            Start without them
          </button>
        </Notice>
      )}
      <PlanSection preview={preview} choices={choices} onChange={change} />
      <Questions preview={preview} choices={choices} onChange={change} />
      <FirstRows preview={preview} />
      <ColumnEditor preview={preview} choices={choices} onChange={change} />
      <SkippedLines preview={preview} choices={choices} onChange={change} />
      <Findings preview={preview} choices={choices} onChange={change} />
      <HowItIsRead preview={preview} choices={choices} onChange={change} />
      <div className={styles.bar}>
        {running || (
          <>
            <Button size="md" onClick={run} disabled={!canRun(preview) || refused !== null}>
              Run the prediction
            </Button>
            {onOther && (
              <Button size="md" variant="default" onClick={onOther}>
                Another file
              </Button>
            )}
            <p role="status" className={styles.state}>
              {stateOf(preview, isFetching, refused !== null)}
            </p>
          </>
        )}
      </div>
    </div>
  );
}

/// Takes a preview in; the first one tells the file's shape, and with it what was chosen for the
/// last file of that shape.
function afterLook(review: Review, preview: Preview, recalls: boolean): Review {
  const next = { ...review, good: { choices: review.choices, preview } };
  if (review.shape !== null || !isReadAsFound(review.choices)) return next;
  next.shape = shapeOf(preview);
  const recalled = recalls ? recall(next.shape) : undefined;
  return recalled ? { ...next, choices: recalled, recalled: true } : next;
}

/// The beginning of a file may hold too little of what the whole holds.
function canRun({ mode, provisional }: Preview): boolean {
  return mode !== null || provisional;
}

function stateOf(preview: Preview, busy: boolean, refused: boolean): string {
  if (busy) return "Looking at the file…";
  if (refused) return "Undo the last change, or make another.";
  if (!canRun(preview)) return "This file cannot be learned from as it is: see above.";
  return "";
}

/// A choice that does not fit the file.
function Refused({ problem, onUndo }: { problem: Problem; onUndo(): void }) {
  return (
    <div className={styles.refused}>
      <ProblemNotice problem={problem} />
      <Button variant="default" onClick={onUndo}>
        Undo the last change
      </Button>
    </div>
  );
}

interface NotReadProps extends Pick<FileReviewProps, "onOther" | "running"> {
  problem: Problem;
  onRun(): void;
  /// Where choices may be the reason.
  onAnew?: (() => void) | undefined;
}

/// Ways in which a preview fails that say nothing against the file itself.
const ourLimits = ["preview_needs_memory", "preview_too_slow", "preview_crashed", "too_large"];

function NotRead({ problem, running, onRun, onAnew, onOther }: NotReadProps) {
  const mayRun = ourLimits.includes(problem.code ?? "") || problem.status >= 500;
  return (
    <div className={styles.review}>
      <ProblemNotice problem={problem} />
      {running || (
        <div className={styles.ways}>
          {mayRun && <Button onClick={onRun}>Run it without a preview</Button>}
          {onAnew && <Button onClick={onAnew}>Start without the earlier choices</Button>}
          {onOther && (
            <Button variant={mayRun ? "default" : "filled"} onClick={onOther}>
              Another file
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
