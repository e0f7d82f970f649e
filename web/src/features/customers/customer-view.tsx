import { Link, useLocation } from "react-router";

import { ContributionBars } from "@/features/customers/contribution-bars";
import { customerName, stateWords, type CustomerInFull } from "@/features/customers/customer";
import styles from "@/features/customers/customer-view.module.css";
import { useCustomer } from "@/features/customers/get-customer";
import type { Suggestions } from "@/features/customers/what-if-form";
import { WhatIfSection } from "@/features/customers/what-if-section";
import { asProblem } from "@/shared/api/problem";
import { count, percent } from "@/shared/format/numbers";
import { Loading } from "@/shared/ui/loading";
import { PageHeading } from "@/shared/ui/page-heading";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { RiskChip } from "@/shared/ui/risk-chip";
import { Section } from "@/shared/ui/section";

interface CustomerViewProps {
  predictionId: string;
  row: string;
  /// How many customers the ranks go to.
  keepable: number | undefined;
  /// What to offer where other values are tried.
  suggestions: Suggestions;
}

/// One customer: how likely, why, and what the file holds of them.
export function CustomerView({ predictionId, row, keepable, suggestions }: CustomerViewProps) {
  const { data: customer, error } = useCustomer(predictionId, row);
  const { search } = useLocation();
  return (
    <div className={styles.view}>
      <p>
        <Link to={`/predictions/${predictionId}/customers${search}`}>← All customers</Link>
      </p>
      {error && (
        <>
          <PageHeading title="The customer could not be shown" />
          <ProblemNotice problem={asProblem(error)} />
        </>
      )}
      {!customer && !error && <Loading what="the customer" lines={6} />}
      {customer && (
        <>
          <PageHeading
            title={customerName(customer)}
            about={`Row ${count(customer.row)} of the file · ${stateWords[customer.customer_state]}`}
          />
          <Likelihood customer={customer} keepable={keepable} />
          <Section title="Why" about={customer.explanation}>
            <ContributionBars customer={customer} />
          </Section>
          {customer.score_kind !== "starter" && (
            <WhatIfSection
              key={customer.row}
              predictionId={predictionId}
              customer={customer}
              suggestions={suggestions}
            />
          )}
          <Section title="In the file" about="The cells of this customer’s row, as uploaded.">
            <dl className={styles.cells}>
              {customer.cells.map(({ column, value }) => (
                <div key={column}>
                  <dt>{column}</dt>
                  <dd>{value === "" ? <span className={styles.empty}>empty</span> : value}</dd>
                </div>
              ))}
            </dl>
          </Section>
        </>
      )}
    </div>
  );
}

const kinds: Record<string, string> = {
  out_of_fold: "Scored by a model that had not seen this row.",
  model: "Scored by a model learned from customers whose outcome is known.",
  starter: "Points of a fixed scorecard, not learned from your data: no probability.",
};

function Likelihood({
  customer,
  keepable,
}: {
  customer: CustomerInFull;
  keepable: number | undefined;
}) {
  const {
    churn_probability: leave,
    retention_probability: stay,
    risk_points: points,
    risk_level: level,
    risk_rank: rank,
  } = customer;
  return (
    <div>
      <dl className={styles.likelihood}>
        {points === undefined ? (
          <>
            <div className={styles.main} data-risk={level}>
              <dt>Likely to leave</dt>
              <dd>{leave === null ? "not enough to say" : percent(leave)}</dd>
            </div>
            <div>
              <dt>Likely to stay</dt>
              <dd>{stay === null ? "not enough to say" : percent(stay)}</dd>
            </div>
          </>
        ) : (
          <div className={styles.main} data-risk={level}>
            <dt>Risk points</dt>
            <dd>{count(points)}</dd>
          </div>
        )}
        <div>
          <dt>Risk</dt>
          <dd className={styles.chip}>
            <RiskChip level={level} />
          </dd>
        </div>
        <div>
          <dt>Place on the list</dt>
          <dd>
            {rank === null
              ? "not on it"
              : `${count(rank)}${keepable ? ` of ${count(keepable)}` : ""}`}
          </dd>
        </div>
      </dl>
      {kinds[customer.score_kind] && <p className={styles.kind}>{kinds[customer.score_kind]}</p>}
    </div>
  );
}
