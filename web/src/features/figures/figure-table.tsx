import styles from "@/features/figures/figure-table.module.css";
import { figureWords } from "@/features/figures/words";
import { figureKeys, type Metrics } from "@/shared/api/metrics";
import { say } from "@/shared/ui/figure-value";
import { Section } from "@/shared/ui/section";

/// Every measured figure with its interval, and how the interval was made.
export function FigureTable({ metrics }: { metrics: Metrics }) {
  const { validation } = metrics;
  const measured = validation
    ? `Measured on rows the model had not seen (${validation.folds} folds). `
    : "Measured on rows the model had not seen. ";
  return (
    <Section
      title="All figures"
      about={`${measured}The interval holds the true value 95 times in 100.`}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" data-number>
              Value
            </th>
            <th scope="col" data-number>
              95% interval
            </th>
            <th scope="col">Method</th>
          </tr>
        </thead>
        <tbody>
          {figureKeys.map((key) => {
            const figure = metrics[key];
            const { name, form, about } = figureWords[key];
            return (
              <tr key={key}>
                <th scope="row">
                  {name}
                  <span className={styles.about}>{about}</span>
                </th>
                {figure ? (
                  <>
                    <td data-number className={styles.value}>
                      {say(figure.value, form)}
                    </td>
                    <td data-number>
                      {say(figure.low, form)} – {say(figure.high, form)}
                    </td>
                    <td>{figure.method}</td>
                  </>
                ) : (
                  <td colSpan={3} className={styles.none}>
                    not enough to say
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
