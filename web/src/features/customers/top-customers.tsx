import { Link } from "react-router";

import { customerName } from "@/features/customers/customer";
import styles from "@/features/customers/top-customers.module.css";
import type { TopCustomer } from "@/shared/api/metrics";
import { counted, percent } from "@/shared/format/numbers";
import { OddsNote, PointsNote } from "@/shared/ui/odds-note";
import { ReasonChips } from "@/shared/ui/reason-chip";
import { Section } from "@/shared/ui/section";

interface TopCustomersProps {
  predictionId: string;
  customers: TopCustomer[];
}

/// The first of the list, each with its reasons.
export function TopCustomers({ predictionId, customers }: TopCustomersProps) {
  if (customers.length === 0) return null;
  const list = `/predictions/${predictionId}/customers`;
  return (
    <Section
      title="Talk to these first"
      about={customers[0]?.risk_points === undefined ? <OddsNote /> : <PointsNote />}
      aside={<Link to={list}>The whole list</Link>}
    >
      <ol className={styles.list}>
        {customers.map((customer) => (
          <li key={customer.row}>
            <span aria-hidden="true" className={styles.rank}>
              {customer.risk_rank}
            </span>
            <Link to={`${list}/${String(customer.row)}`} className={styles.name}>
              {customerName(customer)}
            </Link>
            <span className={styles.probability}>
              {customer.risk_points !== undefined
                ? counted(customer.risk_points, "point")
                : customer.churn_probability === null
                  ? "–"
                  : percent(customer.churn_probability)}
            </span>
            <span className={styles.why}>
              <ReasonChips reasons={customer.reasons} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
