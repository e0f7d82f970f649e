import { NativeSelect } from "@mantine/core";

import {
  withHowRead,
  withSetting,
  type Choices,
  type DateOrder,
  type HowRead,
} from "@/features/preview/choices";
import { encodingWords } from "@/features/preview/encodings";
import styles from "@/features/preview/how-it-is-read.module.css";
import type { PartProps } from "@/features/preview/plan-section";
import { delimiterWords } from "@/shared/format/file-words";
import { Section } from "@/shared/ui/section";

/// How the bytes became a table. Found from the file; folded away until something looks wrong.
export function HowItIsRead({ preview, choices, onChange }: PartProps) {
  const { reading } = preview;
  const read = (change: HowRead) => {
    onChange(withHowRead(choices, change));
  };
  const changed = ["sheet", "delimiter", "encoding", "header", "decimal", "date_order"].some(
    (key) => choices[key] !== undefined,
  );
  return (
    <Section title="How the file is read">
      <details open={changed} className={styles.details}>
        <summary>
          {summary(preview.reading)}. Change this where the table above looks wrong.
        </summary>
        <div className={styles.settings}>
          {reading.container === "xlsx" ? (
            <Setting
              label="Sheet"
              chosen={choices.sheet}
              found={reading.sheet ?? undefined}
              values={reading.sheets}
              onChange={(sheet) => {
                read({ sheet });
              }}
            />
          ) : (
            <>
              <Setting
                label="Between cells"
                chosen={choices.delimiter}
                found={reading.delimiter}
                words={delimiterWords}
                values={Object.keys(delimiterWords)}
                onChange={(delimiter) => {
                  read({ delimiter });
                }}
              />
              <Setting
                label="Encoding"
                chosen={choices.encoding}
                found={reading.encoding}
                words={encodingWords}
                values={Object.keys(encodingWords)}
                onChange={(encoding) => {
                  read({ encoding });
                }}
              />
            </>
          )}
          <Setting
            label="First line of the table"
            chosen={choices.header === undefined ? undefined : String(choices.header)}
            found={String(reading.header)}
            words={{ true: "names the columns", false: "is a customer" }}
            values={["true", "false"]}
            onChange={(value) => {
              read({ header: value === undefined ? undefined : value === "true" });
            }}
          />
          <Setting
            label="Before decimals"
            chosen={choices.decimal}
            words={{ ".": "point: 1.50", ",": "comma: 1,50" }}
            values={[".", ","]}
            onChange={(decimal) => {
              onChange(withSetting(choices, { decimal: decimal as Choices["decimal"] }));
            }}
          />
          <Setting
            label="Dates such as 03/04/2025"
            chosen={choices.date_order}
            words={{ day_first: "day first: 3 April", month_first: "month first: March 4" }}
            values={["day_first", "month_first"]}
            onChange={(order) => {
              onChange(withSetting(choices, { date_order: order as DateOrder | undefined }));
            }}
          />
        </div>
      </details>
    </Section>
  );
}

function summary(reading: PartProps["preview"]["reading"]): string {
  const { container, sheet, encoding, delimiter, header } = reading;
  const between = delimiterWords[delimiter] ?? delimiter;
  const how =
    container === "xlsx"
      ? `Sheet “${sheet ?? ""}” of the workbook`
      : `Cells parted by ${between}, encoding ${encoding}`;
  return `${how}, ${header ? "with" : "without"} a header line`;
}

interface SettingProps {
  label: string;
  chosen: string | undefined;
  /// What the file is read by now, where there is one such thing.
  found?: string;
  words?: Record<string, string>;
  values: string[];
  onChange(value: string | undefined): void;
}

function Setting({ label, chosen, found, words = {}, values, onChange }: SettingProps) {
  const say = (value: string) => words[value] ?? value;
  const asFound =
    chosen === undefined && found !== undefined ? `as found: ${say(found)}` : "as found";
  return (
    <NativeSelect
      label={label}
      data-chosen={chosen !== undefined || undefined}
      value={chosen ?? ""}
      onChange={({ currentTarget: { value } }) => {
        onChange(value === "" ? undefined : value);
      }}
    >
      <option value="">{asFound}</option>
      {chosen !== undefined && !values.includes(chosen) && <option value={chosen}>{chosen}</option>}
      {values.map((value) => (
        <option key={value} value={value}>
          {say(value)}
        </option>
      ))}
    </NativeSelect>
  );
}
