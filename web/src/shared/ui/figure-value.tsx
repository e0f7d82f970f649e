import type { Figure } from "@/shared/api/metrics";
import { decimals, percent } from "@/shared/format/numbers";
import styles from "@/shared/ui/figure-value.module.css";

export type FigureForm = "share" | "decimal" | "times";

export function say(value: number, form: FigureForm): string {
  if (form === "share") return percent(value);
  return form === "times" ? `${decimals(value, 1)}×` : decimals(value, 3);
}

interface FigureValueProps {
  name: string;
  figure: Figure | null;
  form: FigureForm;
  /// What it means, in plain words.
  about: string;
}

/// One measured figure, never without its interval; "not enough to say" where it could not be said.
export function FigureValue({ name, figure, form, about }: FigureValueProps) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      {figure ? (
        <>
          <dd className={styles.value}>{say(figure.value, form)}</dd>
          <dd className={styles.interval}>
            {say(figure.low, form)} to {say(figure.high, form)}
            <span className={styles.method}> · 95%, {figure.method}</span>
          </dd>
        </>
      ) : (
        <dd className={styles.none}>not enough to say</dd>
      )}
      <dd className={styles.about}>{about}</dd>
    </div>
  );
}
