import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";

import { roleOf, withRole, withType, type ColumnType } from "@/features/preview/choices";
import styles from "@/features/preview/column-editor.module.css";
import type { PartProps } from "@/features/preview/plan-section";
import { typeWords, useWords } from "@/features/preview/words";
import type { ColumnFacts, Role } from "@/shared/api/metrics";
import { emptyWords } from "@/shared/format/file-words";
import { count, counted } from "@/shared/format/numbers";
import { Section } from "@/shared/ui/section";

/// From so many columns on they can be searched; more than `shownColumns` are never shown at once.
const searchedColumns = 25;
const shownColumns = 150;

const offeredRoles: Role[] = ["input", "outcome", "identifier", "ignored"];
const offeredTypes: ColumnType[] = ["number", "boolean", "date", "text"];

/// Every column with what it is taken for and why; use and type can be changed.
export function ColumnEditor({ preview, choices, onChange }: PartProps) {
  const [wanted, setWanted] = useState("");
  const { columns, reading } = preview;
  const found = columns.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  const shown = found.slice(0, shownColumns);
  return (
    <Section
      title="Columns"
      about="What each column is taken for. The choices fit most files; change what you know better."
      aside={
        columns.length >= searchedColumns && (
          <TextInput
            type="search"
            aria-label="Find a column"
            placeholder="Find a column"
            value={wanted}
            onChange={({ currentTarget }) => {
              setWanted(currentTarget.value);
            }}
          />
        )
      }
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Used for</th>
            <th scope="col">Holds</th>
            <th scope="col">Why</th>
            <th scope="col" data-number>
              Empty
            </th>
            <th scope="col" data-number>
              Values
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((column) => (
            <tr key={column.name} data-role={column.role}>
              <th scope="row" className={styles.name}>
                {column.name}
                {column.examples.length > 0 && (
                  <span className={styles.examples}>e.g. {column.examples.join(", ")}</span>
                )}
              </th>
              <td className={styles.role}>
                <RoleSelect
                  column={column}
                  chosen={roleOf(choices, column.name)}
                  onChange={(role) => {
                    onChange(withRole(choices, column.name, role));
                  }}
                />
              </td>
              <td className={styles.type}>
                <TypeSelect
                  column={column}
                  chosen={choices.types?.[column.name]}
                  onChange={(type) => {
                    onChange(withType(choices, column.name, type));
                  }}
                />
              </td>
              <td className={styles.why}>{column.evidence}</td>
              <td data-number data-name="Empty">
                {emptyWords(column, reading.rows)}
              </td>
              <td data-number data-name="Values">
                {count(column.distinct)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length !== shown.length && (
        <p className={styles.more}>
          {counted(found.length - shown.length, "more column")}: find them by name.
        </p>
      )}
      {found.length === 0 && <p className={styles.more}>No column has that in its name.</p>}
    </Section>
  );
}

interface SelectProps<T> {
  column: ColumnFacts;
  /// undefined: as found.
  chosen: T | undefined;
  onChange(value: T | undefined): void;
}

function RoleSelect({ column, chosen, onChange }: SelectProps<Role>) {
  const offered = offeredRoles.concat(
    column.type === "date" || column.type === "date_ambiguous" ? ["date"] : [],
  );
  const others = offered.filter((role) => role !== column.role);
  return (
    <NativeSelect
      size="sm"
      aria-label={`Use of ${column.name}`}
      data-chosen={chosen !== undefined || undefined}
      value={column.role}
      onChange={({ currentTarget: { value } }) => {
        onChange(value === "" ? undefined : (value as Role));
      }}
    >
      <option value={column.role}>{useWords[column.role]}</option>
      {others.map((role) => (
        <option key={role} value={role}>
          {useWords[role]}
        </option>
      ))}
      {chosen !== undefined && <option value="">As found in the file</option>}
    </NativeSelect>
  );
}

function TypeSelect({ column, chosen, onChange }: SelectProps<ColumnType>) {
  if (column.type === "empty") return <span className={styles.empty}>Nothing</span>;
  const others = offeredTypes.filter((type) => !column.type.startsWith(type));
  return (
    <NativeSelect
      size="sm"
      aria-label={`Content of ${column.name}`}
      data-chosen={chosen !== undefined || undefined}
      value={column.type}
      onChange={({ currentTarget: { value } }) => {
        onChange(value === "" ? undefined : (value as ColumnType));
      }}
    >
      <option value={column.type}>{typeWords[column.type] ?? column.type}</option>
      {others.map((type) => (
        <option key={type} value={type}>
          {typeWords[type]}
        </option>
      ))}
      {chosen !== undefined && <option value="">As found in the file</option>}
    </NativeSelect>
  );
}
