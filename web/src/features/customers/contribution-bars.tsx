import { Button } from "@mantine/core";
import { useState } from "react";

import styles from "@/features/customers/contribution-bars.module.css";
import type { Contribution, CustomerInFull } from "@/features/customers/customer";
import { count, decimals, factor, percent } from "@/shared/format/numbers";

const shownAtFirst = 8;

/// What is drawn: of a stored customer, or of an answer to other values.
type Explained = Pick<
  CustomerInFull,
  "contributions" | "base_value" | "log_odds" | "churn_probability" | "risk_points"
>;

/// Every column's push on one customer: to the right towards leaving, to the left towards staying.
/// Bars are as long as the log of their factor, so that 2× and 0.5× are equally long; of a scorecard as
/// their points.
export function ContributionBars({ customer }: { customer: Explained }) {
  const [all, setAll] = useState(false);
  const { contributions, risk_points: points } = customer;
  const longest = Math.max(...contributions.map((one) => Math.abs(push(one))), Math.log(1.5));
  const shown = all ? contributions : contributions.slice(0, shownAtFirst);
  return (
    <>
      <p className={styles.legend}>
        {points === undefined ? (
          <>
            Each value multiplies the odds of leaving. <b>2×</b> doubles them, <b>0.5×</b> halves
            them, <b>1×</b> changes nothing.
          </>
        ) : (
          <>
            Each value adds points by a fixed scorecard, <b>{count(points)}</b> together. They are
            no probability and were not learned from your data.
          </>
        )}
      </p>
      <table className={styles.bars}>
        <thead>
          <tr>
            <th scope="col">Column and value</th>
            <th scope="col" className={styles.picture}>
              <span className={styles.ends}>
                <span data-pushes="stay">← to stay</span>
                <span data-pushes="leave">to leave →</span>
              </span>
            </th>
            <th scope="col" className={styles.factor}>
              {points === undefined ? "Odds" : "Points"}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((contribution) => (
            <Bar key={contribution.column} contribution={contribution} longest={longest} />
          ))}
        </tbody>
      </table>
      {contributions.length > shownAtFirst && (
        <Button
          variant="default"
          size="compact-md"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? "Show the strongest only" : `Show all ${String(contributions.length)} columns`}
        </Button>
      )}
      <Sum customer={customer} />
    </>
  );
}

function push({ log_odds: share, points }: Contribution): number {
  return share ?? points ?? 0;
}

function Bar({ contribution, longest }: { contribution: Contribution; longest: number }) {
  const { column, value } = contribution;
  const pushes = push(contribution) >= 0 ? "leave" : "stay";
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <span className={styles.column}>{column}</span>
        <span className={styles.value}>{value === "" ? "empty" : value}</span>
      </th>
      <td className={styles.picture}>
        <span aria-hidden="true" className={styles.track}>
          <span
            className={styles.bar}
            data-pushes={pushes}
            style={{ width: `${((50 * Math.abs(push(contribution))) / longest).toFixed(2)}%` }}
          />
        </span>
      </td>
      <td className={styles.factor} data-pushes={pushes}>
        {contribution.factor === null
          ? `+${String(contribution.points ?? 0)}`
          : factor(contribution.factor)}
      </td>
    </tr>
  );
}

/// How the factors make the probability that is shown.
function Sum({ customer }: { customer: Explained }) {
  const { base_value: base, log_odds: sum, churn_probability: probability } = customer;
  if (probability === null || base === null || sum === null) return null;
  const baseOdds = Math.exp(base);
  return (
    <p className={styles.sum}>
      Where it starts: odds of {odds(baseOdds)} ({percent(baseOdds / (1 + baseOdds))}). Multiplied
      by every factor ({factor(Math.exp(sum - base))} together): odds of {odds(Math.exp(sum))},
      which is <b>{percent(probability)}</b>.
    </p>
  );
}

/// Leaving to staying.
function odds(value: number): string {
  return value >= 1
    ? `${decimals(value, value >= 9.95 ? 0 : 1)} to 1`
    : `1 to ${decimals(1 / value, 1 / value >= 9.95 ? 0 : 1)}`;
}
