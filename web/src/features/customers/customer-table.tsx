import type { MouseEvent } from "react";
import { Link, useNavigate } from "react-router";

import { customerName, stateWords, type Customer } from "@/features/customers/customer";
import styles from "@/features/customers/customer-table.module.css";
import type { CustomersView } from "@/features/customers/customers-view";
import { ProbabilityBar } from "@/features/customers/probability-bar";
import { count } from "@/shared/format/numbers";
import { ReasonChips } from "@/shared/ui/reason-chip";
import { RiskChip } from "@/shared/ui/risk-chip";

interface CustomerTableProps {
  customers: Customer[];
  sort: CustomersView["sort"];
  onSort(sort: CustomersView["sort"]): void;
  /// The address of one customer.
  linkTo(customer: Customer): string;
}

export function CustomerTable({ customers, sort, onSort, linkTo }: CustomerTableProps) {
  const heads = { sort, onSort };
  const points = customers[0]?.risk_points !== undefined;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Customers</caption>
      <thead>
        <tr>
          <SortHead {...heads} name="Rank" number rising="rank" falling="-rank" />
          <SortHead {...heads} name="Customer" rising="id" />
          <th scope="col">Risk</th>
          <SortHead
            {...heads}
            name={points ? "Risk points" : "Likely to leave"}
            number
            rising="probability"
            falling="-probability"
          />
          <th scope="col">Why</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {customers.map((customer) => (
          <CustomerRow key={customer.row} customer={customer} to={linkTo(customer)} />
        ))}
      </tbody>
    </table>
  );
}

interface SortHeadProps extends Pick<CustomerTableProps, "sort" | "onSort"> {
  name: string;
  number?: boolean;
  rising: CustomersView["sort"];
  falling?: CustomersView["sort"];
}

function SortHead({ name, number, rising, falling, sort, onSort }: SortHeadProps) {
  const order = sort === rising ? "ascending" : sort === falling ? "descending" : undefined;
  const next =
    order === "ascending" && falling
      ? falling
      : order === "descending" || !falling
        ? rising
        : rising === "rank"
          ? rising
          : falling;
  return (
    <th scope="col" aria-sort={order} data-number={number || undefined}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => {
          onSort(next);
        }}
      >
        {name}
        <span aria-hidden="true" className={styles.arrow}>
          {order === "ascending" ? "↑" : order === "descending" ? "↓" : ""}
        </span>
      </button>
    </th>
  );
}

function CustomerRow({ customer, to }: { customer: Customer; to: string }) {
  const navigate = useNavigate();
  // The link is the way by keyboard; a click anywhere in the row is its larger target.
  const open = (event: MouseEvent) => {
    const selecting = window.getSelection()?.toString() !== "";
    if (event.defaultPrevented || selecting || (event.target as Element).closest("a, button"))
      return;
    void navigate(to);
  };
  return (
    <tr onClick={open} data-left={customer.customer_state === "left" || undefined}>
      <td data-number className={styles.rank}>
        {customer.risk_rank === null ? "–" : count(customer.risk_rank)}
      </td>
      <th scope="row" className={styles.name}>
        <Link to={to}>{customerName(customer)}</Link>
      </th>
      <td className={styles.risk}>
        <RiskChip level={customer.risk_level} />
      </td>
      <td data-number className={styles.probability}>
        {customer.risk_points === undefined ? (
          <ProbabilityBar probability={customer.churn_probability} level={customer.risk_level} />
        ) : (
          count(customer.risk_points)
        )}
      </td>
      <td className={styles.why}>
        <ReasonChips reasons={customer.reasons} />
      </td>
      <td className={styles.state}>{stateWords[customer.customer_state]}</td>
    </tr>
  );
}
