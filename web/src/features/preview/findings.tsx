import { Button } from "@mantine/core";

import { withRole } from "@/features/preview/choices";
import styles from "@/features/preview/findings.module.css";
import { inTheWay, type PartProps } from "@/features/preview/plan-section";
import type { Message, Role } from "@/shared/api/metrics";
import { counted } from "@/shared/format/numbers";
import { Issues } from "@/shared/ui/problem-notice";
import { Section } from "@/shared/ui/section";

/// What other parts of the page say already.
const saidElsewhere = [...inTheWay, "outcome_guessed", "outcome_not_known_yet", "date_ambiguous"];

/// The one click that a message may call for.
const remedies: Record<string, { words: string; role: Role }> = {
  leak_left_out: { words: "Use it all the same", role: "input" },
  leak_suspected: { words: "Leave it out", role: "ignored" },
  own_column_ignored: { words: "Use it all the same", role: "input" },
};

/// More of them are folded away.
const open = 5;

/// Everything else that was noticed, each with its place and what to do.
export function Findings({ preview, choices, onChange }: PartProps) {
  const messages = [...preview.messages, ...preview.reading.messages].filter(
    ({ code }) => !saidElsewhere.includes(code),
  );
  if (messages.length === 0) return null;
  const first = messages.slice(0, open);
  const rest = messages.slice(open);
  return (
    <Section title="Worth knowing">
      <ul className={styles.findings}>
        {first.map((message, index) => (
          <li key={index}>
            <Issues issues={[withoutButtonsHint(message)]} />
            <Remedy
              message={message}
              onRole={(column, role) => {
                onChange(withRole(choices, column, role));
              }}
            />
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details className={styles.rest}>
          <summary>{counted(rest.length, "more finding")}</summary>
          <Issues issues={rest.map(withoutButtonsHint)} />
        </details>
      )}
    </Section>
  );
}

/// A hint that a button stands for is not said twice.
function withoutButtonsHint(message: Message): Message {
  return message.code in remedies ? { ...message, hint: null } : message;
}

interface RemedyProps {
  message: Message;
  onRole(column: string, role: Role): void;
}

function Remedy({ message: { code, column }, onRole }: RemedyProps) {
  const remedy = remedies[code];
  if (!remedy || !column) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={`${remedy.words}: ${column}`}
      onClick={() => {
        onRole(column, remedy.role);
      }}
    >
      {remedy.words}
    </Button>
  );
}
