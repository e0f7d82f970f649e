import styles from "@/features/models/model-inputs.module.css";
import type { ModelInput } from "@/shared/api/model";
import { counted, percent } from "@/shared/format/numbers";
import facts from "@/shared/ui/facts-table.module.css";
import { Section } from "@/shared/ui/section";

/// The columns that a model reads, those that move its scores most first.
export function ModelInputs({ inputs }: { inputs: ModelInput[] }) {
  const ordered = [...inputs].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  return (
    <Section
      title="What it reads"
      about="A file to be scored needs columns of these names, and at least those that weigh half of it. A column that is missing counts as blank."
    >
      <table className={facts.table}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Holds</th>
            <th scope="col" data-number>
              Weight
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((input) => (
            <tr key={input.name}>
              <th scope="row" className={styles.name}>
                {input.name}
              </th>
              <td>{holds(input)}</td>
              <td data-number>{input.share === null ? "–" : percent(input.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const shownLevels = 4;

function holds({ type, category, levels, level_count: all }: ModelInput): string {
  if (!category) return type === "date" ? "dates" : type === "boolean" ? "yes or no" : "numbers";
  const shown = levels.slice(0, shownLevels);
  const words = shown.map((level) => `“${level}”`).join(", ");
  return all > shown.length ? `${words} and ${counted(all - shown.length, "more value")}` : words;
}
