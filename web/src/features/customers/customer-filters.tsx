import { Input, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useState } from "react";

import styles from "@/features/customers/customer-filters.module.css";
import type { CustomersView } from "@/features/customers/customers-view";

interface CustomerFiltersProps {
  view: CustomersView;
  onChange(changes: Partial<CustomersView>): void;
}

const stateOptions = [
  { value: "keepable", label: "Can be kept" },
  { value: "active", label: "Active" },
  { value: "unknown", label: "Not known" },
  { value: "left", label: "Have left" },
  { value: "all", label: "Everybody" },
];

const riskOptions = [
  { value: "all", label: "Any" },
  { value: "high", label: "High" },
  { value: "medium", label: "Medium" },
  { value: "low", label: "Low" },
];

const sortOptions = [
  { value: "rank", label: "Highest risk first" },
  { value: "-rank", label: "Lowest risk first" },
  { value: "-probability", label: "Probability, falling" },
  { value: "probability", label: "Probability, rising" },
  { value: "id", label: "Customer" },
  { value: "row", label: "As in the file" },
];

export function CustomerFilters({ view, onChange }: CustomerFiltersProps) {
  return (
    <div role="search" aria-label="Customers" className={styles.filters}>
      <SearchById
        value={view.q}
        onChange={(q) => {
          onChange({ q });
        }}
      />
      <NativeSelect
        label="Who"
        data={stateOptions}
        value={view.state}
        onChange={({ currentTarget }) => {
          onChange({ state: currentTarget.value as CustomersView["state"] });
        }}
      />
      <NativeSelect
        label="Risk"
        data={riskOptions}
        value={view.risk}
        onChange={({ currentTarget }) => {
          onChange({ risk: currentTarget.value as CustomersView["risk"] });
        }}
      />
      <NativeSelect
        label="Order"
        data={sortOptions}
        value={view.sort}
        onChange={({ currentTarget }) => {
          onChange({ sort: currentTarget.value as CustomersView["sort"] });
        }}
      />
    </div>
  );
}

/// Follows the typing at once, the address a moment later.
function SearchById({ value, onChange }: { value: string; onChange(q: string): void }) {
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback(onChange, 250);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    setText(value);
  }
  useEffect(
    () => () => {
      tell.cancel();
    },
    [tell],
  );
  return (
    <TextInput
      label="Customer"
      type="search"
      placeholder="Part of the id"
      className={styles.search}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        tell(currentTarget.value.trim());
      }}
      rightSection={
        text !== "" && (
          <Input.ClearButton
            aria-label="Clear the search"
            onClick={() => {
              setText("");
              onChange("");
            }}
          />
        )
      }
    />
  );
}
