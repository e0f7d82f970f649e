import type { Role } from "@/shared/api/metrics";

/// What a column is for, in the words of somebody who has never met a model.
export const useWords: Record<Role, string> = {
  input: "Used to predict",
  outcome: "Says who has left",
  identifier: "Names the customer",
  leak: "Left out: gives it away",
  constant: "Left out: the same in every row",
  text: "Left out: free text",
  date: "Orders the file in time",
  value: "Worth of the customer",
  ignored: "Left out",
};

export const typeWords: Record<string, string> = {
  number: "Number",
  boolean: "Yes or no",
  date: "Date",
  date_ambiguous: "Date",
  text: "Text",
  empty: "Empty",
};
