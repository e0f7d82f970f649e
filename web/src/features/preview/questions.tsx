import { withSetting, type Choices } from "@/features/preview/choices";
import type { PartProps } from "@/features/preview/plan-section";
import styles from "@/features/preview/questions.module.css";
import type { Preview } from "@/features/preview/preview";
import { Section } from "@/shared/ui/section";

/// What the file leaves open, with one of its own values both ways.
export function Questions({ preview, choices, onChange }: PartProps) {
  const dates = dateQuestion(preview);
  const decimal = decimalQuestion(preview);
  if (!dates && !decimal) return null;
  return (
    <Section
      title="What the file leaves open"
      about="One of each is taken for now. A wrong one moves dates or amounts, so it is worth a look."
    >
      <div className={styles.questions}>
        {dates && (
          <Question
            words={`What does “${dates.text}” in ${dates.column} mean?`}
            name="date-order"
            value={choices.date_order ?? dates.taken}
            answers={[
              { value: "day_first", words: `${dates.dayFirst} (day first)` },
              { value: "month_first", words: `${dates.monthFirst} (month first)` },
            ]}
            onChange={(value) => {
              onChange(withSetting(choices, { date_order: value as Choices["date_order"] }));
            }}
          />
        )}
        {decimal && (
          <Question
            words={`What does “${decimal.text}” in ${decimal.column} mean?`}
            name="decimal"
            value={choices.decimal ?? decimal.taken}
            answers={[
              { value: ".", words: `${readWith(decimal.text, ".")} (point before decimals)` },
              { value: ",", words: `${readWith(decimal.text, ",")} (comma before decimals)` },
            ]}
            onChange={(value) => {
              onChange(withSetting(choices, { decimal: value as Choices["decimal"] }));
            }}
          />
        )}
      </div>
    </Section>
  );
}

interface QuestionProps {
  words: string;
  name: string;
  value: string;
  answers: { value: string; words: string }[];
  onChange(value: string): void;
}

function Question({ words, name, value, answers, onChange }: QuestionProps) {
  return (
    <fieldset className={styles.question}>
      <legend>{words}</legend>
      {answers.map((answer) => (
        <label key={answer.value}>
          <input
            type="radio"
            name={name}
            checked={value === answer.value}
            onChange={() => {
              onChange(answer.value);
            }}
          />
          {answer.words}
        </label>
      ))}
    </fieldset>
  );
}

interface DateQuestion {
  column: string;
  text: string;
  dayFirst: string;
  monthFirst: string;
  taken: string;
}

/// Also where the user has answered: the column is no longer in doubt then, but the answer may be
/// taken back.
function dateQuestion({ reading }: Preview): DateQuestion | null {
  const message = reading.messages.find(({ code }) => code === "date_ambiguous");
  const parts = /^\D*(\d{1,2})\D+(\d{1,2})\D+(\d{2,4})/.exec(message?.text ?? "");
  if (!message?.text || !parts) return null;
  const [, first = "", second = "", year = ""] = parts;
  return {
    column: message.column ?? "a column",
    text: message.text,
    dayFirst: dayOf(year, second, first),
    monthFirst: dayOf(year, first, second),
    taken: message.message.includes("The day was taken") ? "day_first" : "month_first",
  };
}

const longDate = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

function dayOf(year: string, month: string, day: string): string {
  const whole = year.length === 2 ? 2000 + Number(year) : Number(year);
  return longDate.format(Date.UTC(whole, Number(month) - 1, Number(day)));
}

function decimalQuestion({ reading, columns }: Preview) {
  const message = reading.messages.find(({ code }) => code === "decimal_open");
  const column = columns.find(({ name }) => name === message?.column);
  const text = column?.examples.find((example) => /\d[.,]\d{3}\b/.test(example));
  if (!message || !column || text === undefined) return null;
  const taken = message.message.includes("comma was taken") ? "," : ".";
  return { column: column.name, text, taken };
}

/// The number that a text is where `sign` stands before the decimals: "1,234" with "," is 1.234.
function readWith(text: string, sign: "." | ","): string {
  const bare = text.replaceAll(/[^\d.,-]/g, "");
  const thousands = sign === "." ? "," : ".";
  const value = Number(bare.replaceAll(thousands, "").replace(sign, "."));
  return new Intl.NumberFormat("en", { maximumFractionDigits: 3 }).format(value);
}
